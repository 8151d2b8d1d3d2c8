package roomtone.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
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
          InferenceKeys.SECTION,
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

  /**
   * What names programs to run, files to write or addresses that get passwords: whoever took over
   * an operator's browser must not turn these against the machine.
   */
  static final Set<String> ONLY_BY_HAND =
      Set.of(
          "camera.program",
          "face.yunet-file",
          "inference.openvino-library",
          "inference.edgetpu-library",
          "history.file",
          "spotify.login-file",
          "spotify.api-url",
          "spotify.accounts-url",
          "mqtt.certificate-authority");

  private SettingsKeys() {}

  /** The key of that name; empty where there is none. */
  static Optional<Key<?>> find(String name) {
    return all().filter(key -> key.name().equals(name)).findFirst();
  }

  /** Whether there is a key of that name. */
  static boolean has(String name) {
    return find(name).isPresent();
  }

  /** The place of a key, or of the last one of a group of keys, among all; -1 for what is none. */
  static int place(String name) {
    List<String> names = all().<String>map(Key::name).toList();
    int place = -1;
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(name) || names.get(i).startsWith(name + ".")) {
        place = i;
      }
    }
    return place;
  }

  /** All keys. */
  static Stream<Key<?>> all() {
    return SECTIONS.stream().flatMap(section -> section.keys().stream());
  }
}
