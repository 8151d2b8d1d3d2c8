package roomtone.config;

import java.util.List;
import java.util.stream.Stream;

/** Every section of the settings file, in the order in which the file shows them. */
final class SettingsKeys {
  static final List<Section> SECTIONS =
      List.of(
          KioskKeys.SECTION,
          CameraKeys.SECTION,
          FaceKeys.SECTION,
          AreaKeys.SECTION,
          EmotionKeys.SECTION,
          MoodKeys.SECTION,
          MusicKeys.SECTION,
          MpdKeys.SECTION,
          SpotifyKeys.SECTION,
          PanelKeys.SECTION,
          HistoryKeys.SECTION,
          WebKeys.SECTION,
          AccessKeys.SECTION,
          MqttKeys.SECTION,
          MdnsKeys.SECTION);

  private SettingsKeys() {}

  /** All keys. */
  static Stream<Key<?>> all() {
    return SECTIONS.stream().flatMap(section -> section.keys().stream());
  }
}
