package roomtone.config;

import java.nio.file.Path;
import java.util.Map;
import roomtone.access.AccessSettings;
import roomtone.camera.CameraSettings;
import roomtone.camera.ReplayPace;
import roomtone.emotion.EmotionSettings;
import roomtone.face.AreaSettings;
import roomtone.face.FaceSettings;
import roomtone.history.HistorySettings;
import roomtone.inference.InferenceSettings;
import roomtone.mood.MoodSettings;
import roomtone.music.MusicSettings;
import roomtone.music.mpd.MpdSettings;
import roomtone.music.spotify.SpotifySettings;
import roomtone.panel.PanelSettings;
import roomtone.system.mdns.MdnsSettings;
import roomtone.system.mqtt.MqttSettings;
import roomtone.web.WebSettings;

/**
 * All settings, checked. Immutable.
 *
 * @param name what the page calls this kiosk
 */
public record Settings(
    String name,
    CameraSettings camera,
    FaceSettings face,
    AreaSettings areas,
    EmotionSettings emotion,
    InferenceSettings inference,
    MoodSettings mood,
    MusicSettings music,
    MpdSettings mpd,
    SpotifySettings spotify,
    PanelSettings panel,
    HistorySettings history,
    WebSettings web,
    AccessSettings access,
    MqttSettings mqtt,
    MdnsSettings mdns) {

  /**
   * Reads a settings file.
   *
   * @param environment the process's environment, for the overrides
   * @param standardLog where the log is kept unless the file says otherwise
   * @throws SettingsException naming everything that is wrong with it
   */
  public static Settings read(Path file, Map<String, String> environment, Path standardLog)
      throws SettingsException {
    return from(SettingsReader.read(file, environment), standardLog);
  }

  /** The settings that hold where there is no file. */
  public static Settings defaults(Map<String, String> environment, Path standardLog)
      throws SettingsException {
    return from(SettingsReader.defaults(environment), standardLog);
  }

  /** What a file sets, as a commented file of all keys; secrets are not shown. */
  public static String commented(Path file, Map<String, String> environment)
      throws SettingsException {
    SettingsValues values = SettingsReader.read(file, environment);
    values.check();
    return SettingsText.file(values);
  }

  /** The defaults as a commented file: what is shipped. */
  public static String commentedDefaults() {
    return SettingsText.file(SettingsReader.defaults(Map.of()));
  }

  /** The reference of all keys, in Markdown. */
  public static String reference() {
    return SettingsText.reference();
  }

  /** The same, but looking at a clip, a picture or a folder of pictures. */
  public Settings replaying(Path replay) {
    return new Settings(
        name,
        camera.replaying(replay, ReplayPace.REAL_TIME, true),
        face,
        areas,
        emotion,
        inference,
        mood,
        music,
        mpd,
        spotify,
        panel,
        history,
        web,
        access,
        mqtt,
        mdns);
  }

  /** The same, with the page at another port. */
  public Settings withPort(int port) {
    return withWeb(web.withPort(port));
  }

  /** The same, with the page at another port for HTTPS. */
  public Settings withHttpsPort(int port) {
    return withWeb(web.withHttpsPort(port));
  }

  private Settings withWeb(WebSettings other) {
    return new Settings(
        name, camera, face, areas, emotion, inference, mood, music, mpd, spotify, panel, history,
        other, access, mqtt, mdns);
  }

  static Settings from(SettingsValues values, Path standardLog) throws SettingsException {
    MusicSettings music = MusicKeys.read(values);
    var settings =
        new Settings(
            values.get(KioskKeys.NAME),
            CameraKeys.read(values),
            FaceKeys.read(values),
            AreaKeys.read(values),
            EmotionKeys.read(values),
            InferenceKeys.read(values),
            MoodKeys.read(values),
            music,
            MpdKeys.read(values),
            SpotifyKeys.read(values, standardLog.resolveSibling("spotify.json"), music),
            PanelKeys.read(values),
            HistoryKeys.read(values, standardLog),
            WebKeys.read(values),
            AccessKeys.read(values, standardLog),
            MqttKeys.read(values),
            MdnsKeys.read(values));
    values.check();
    return settings;
  }
}
