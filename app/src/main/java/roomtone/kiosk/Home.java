package roomtone.kiosk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import roomtone.config.Credentials;
import roomtone.config.Settings;
import roomtone.config.SettingsException;
import roomtone.emotion.EmotionClassifier;
import roomtone.emotion.EmotionSettings;
import roomtone.inference.ChosenModel;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;
import roomtone.inference.ModelManifest;
import roomtone.inference.PrecisionTrial;

/**
 * Where things lie: the folder Roomtone is installed in, and the one its data goes to.
 *
 * @param folder with {@code bin}, {@code lib}, {@code models} and {@code etc}
 * @param state where the log is kept: {@code STATE_DIRECTORY} as systemd sets it, else {@code
 *     XDG_STATE_HOME/roomtone}, else {@code ~/.local/state/roomtone}
 */
public record Home(Path folder, Path state) {
  /** As the launcher and the environment say. */
  public static Home find(Map<String, String> environment) throws CommandFailure {
    String folder = System.getProperty("roomtone.home");
    if (folder == null) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "Start Roomtone by its launcher, bin/roomtone: it says where the models are.");
    }
    Path state =
        Optional.ofNullable(environment.get("STATE_DIRECTORY"))
            .map(Path::of)
            .or(() ->
                Optional.ofNullable(environment.get("XDG_STATE_HOME"))
                    .map(Path::of)
                    .map(path -> path.resolve("roomtone")))
            .orElseGet(
                () -> Path.of(System.getProperty("user.home"), ".local", "state", "roomtone"));
    return new Home(Path.of(folder), state);
  }

  /** The places that are learnt to hold posters and screens. */
  Path learntAreas() {
    return state.resolve("areas.json");
  }

  /** The same for the demo, kept apart. */
  Path demoLearntAreas() {
    return state.resolve("demo-areas.json");
  }

  /** The demo's clip. */
  public Path demoClip() {
    return folder.resolve("models/demo/lounge.mp4");
  }

  /** The settings file that holds where none is named. */
  public Path settingsFile() {
    return folder.resolve("etc/roomtone.yaml");
  }

  /** The demo's settings. */
  public Path demoSettingsFile() {
    return folder.resolve("etc/demo.yaml");
  }

  /** Where the log is kept unless the settings say otherwise. */
  public Path log() {
    return state.resolve("roomtone.db");
  }

  /** The demo's log, kept apart from the real one. */
  public Path demoLog() {
    return state.resolve("demo.db");
  }

  /** What is known of the operator's songs, and for which moods they are. */
  public Path songNotes() {
    return state.resolve(SongNotes.FILE);
  }

  /** What tells this kiosk from others at the same MQTT broker. */
  Path kioskId() {
    return state.resolve("kiosk-id");
  }

  /** Which steps of the first set-up are confirmed. */
  Path setup() {
    return state.resolve("setup.json");
  }

  /** The same for the demo, kept apart. */
  Path demoSetup() {
    return state.resolve("demo-setup.json");
  }

  /** The page's key and certificate, for HTTPS. */
  public Path certificate() {
    return state.resolve("https.p12");
  }

  /** What remembers which of a model's files runs faster on this device. */
  public Path precisionMemory() {
    return state.resolve("precision.json");
  }

  /**
   * The file that reads expressions on this device.
   *
   * @throws ModelException if there is none that can run
   */
  public ChosenModel expressionModel(InferenceEngine engine, EmotionSettings emotion)
      throws CommandFailure, ModelException {
    return new PrecisionTrial(engine, precisionMemory(), System::nanoTime)
        .choose(models(), emotion.model(), emotion.precision());
  }

  /**
   * What reads expressions on this device, ready to run.
   *
   * @throws ModelException if there is no file that can run
   */
  public EmotionClassifier expressionReader(InferenceEngine engine, EmotionSettings emotion)
      throws CommandFailure, ModelException {
    return EmotionClassifier.load(
        engine, expressionModel(engine, emotion).file(), emotion.margin());
  }

  /** The list of shipped models. */
  public ModelManifest models() throws CommandFailure {
    try {
      return ModelManifest.read(folder.resolve("models"));
    } catch (ModelException e) {
      throw new CommandFailure(ExitCode.BAD_MODEL, e);
    }
  }

  /**
   * The settings of the file that is named, else of the installed one, else the defaults.
   *
   * @param standardLog where the log is kept unless the file says otherwise
   */
  public Settings settings(Optional<Path> named, Path standardLog) throws CommandFailure {
    Map<String, String> environment = Credentials.with(System.getenv());
    Path file = named.orElseGet(this::settingsFile);
    try {
      return named.isEmpty() && !Files.exists(file)
          ? Settings.defaults(environment, standardLog)
          : Settings.read(file, environment, standardLog);
    } catch (SettingsException e) {
      throw new CommandFailure(ExitCode.BAD_SETTINGS, e);
    }
  }
}
