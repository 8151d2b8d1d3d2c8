package roomtone.music.spotify;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A device that Spotify can play on.
 *
 * @param id Spotify's name for it, which may change; empty where it has none now
 * @param name as people know it
 * @param active whether the account's playback is there
 * @param restricted whether it takes no commands
 * @param takesVolume whether its volume can be set
 * @param volume 0 to 100 percent, -1 where unknown
 */
record Speaker(
    String id, String name, boolean active, boolean restricted, boolean takesVolume, int volume) {
  static Speaker of(JsonNode device) {
    return new Speaker(
        device.path("id").asText(""),
        device.path("name").asText(""),
        device.path("is_active").asBoolean(false),
        device.path("is_restricted").asBoolean(false),
        device.path("supports_volume").asBoolean(false),
        device.path("volume_percent").asInt(-1));
  }

  /** Whether it has the name that the settings give; upper and lower case are the same. */
  boolean isNamed(String wanted) {
    return plain(name).equals(plain(wanted));
  }

  /** Whether a command can be sent to it. */
  boolean takesCommands() {
    return !id.isEmpty() && !restricted;
  }

  /**
   * The speaker to play on: the one with the name; else the one that had it under the id last used,
   * since people rename speakers; where no name is set, the active one or the only one.
   */
  static Optional<Speaker> choose(List<Speaker> listed, String name, String lastId) {
    List<Speaker> usable = listed.stream().filter(Speaker::takesCommands).toList();
    if (name.isEmpty()) {
      return usable.stream()
          .filter(Speaker::active)
          .findFirst()
          .or(() -> usable.size() == 1 ? Optional.of(usable.getFirst()) : Optional.empty());
    }
    return usable.stream()
        .filter(speaker -> speaker.isNamed(name))
        .findFirst()
        .or(() -> usable.stream().filter(speaker -> speaker.id().equals(lastId)).findFirst());
  }

  private static String plain(String text) {
    return Normalizer.normalize(text.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }
}
