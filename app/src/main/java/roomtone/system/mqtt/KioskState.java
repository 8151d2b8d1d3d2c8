package roomtone.system.mqtt;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a kiosk reports of itself: the room, never a person. Its JSON is the retained message.
 *
 * @param mood the word for what the room shows: {@code "happy"}, {@code "empty"}, {@code "unsure"}
 * @param surenessPercent the room's probability of it, 0 to 100; 0 where it shows no expression
 * @param people how many are counted
 * @param player what the player does
 * @param playlist that plays; empty for none
 * @param song its title; empty for none, and where it may not be passed on
 * @param artist of the song, likewise
 * @param reason why this music, a sentence
 * @param camera whether the camera is on
 * @param faults how many faults stand
 */
public record KioskState(
    String mood,
    @JsonProperty("sureness_percent") int surenessPercent,
    int people,
    Player player,
    String playlist,
    String song,
    String artist,
    String reason,
    Switch camera,
    int faults) {
  /** What the player does. */
  public enum Player {
    /** It plays. */
    @JsonProperty("playing")
    PLAYING,
    /** It is paused. */
    @JsonProperty("paused")
    PAUSED,
    /** It is ready and plays nothing. */
    @JsonProperty("idle")
    IDLE,
    /** It can't play now; not "unavailable", which Home Assistant keeps for lost devices. */
    @JsonProperty("failing")
    FAILING
  }

  /** On or off, in the words of Home Assistant's switches. */
  public enum Switch {
    /** It looks. */
    ON,
    /** It was switched off. */
    OFF
  }
}
