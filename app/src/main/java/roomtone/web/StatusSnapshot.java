package roomtone.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import roomtone.camera.CameraStatus;
import roomtone.emotion.Emotion;
import roomtone.emotion.EmotionScores;
import roomtone.language.Phrase;
import roomtone.mood.Mood;
import roomtone.music.PlayerStatus;
import roomtone.system.Fault;

/**
 * All that the page may know of the kiosk at one moment: the room, never a person.
 *
 * <p>No picture, no place of a visitor's face and no visitor's number has a field here. Immutable.
 *
 * @param name what the operator calls this kiosk
 * @param version of the program
 * @param demo whether the pictures come from the demo clip
 * @param at when this was true, on the wall clock
 * @param started when the kiosk started, on the wall clock
 * @param uptime how long it has run
 * @param logRetentionDays how many days the log keeps a row; 0 where nothing is logged
 * @param room what the room shows
 * @param music what plays and why
 * @param camera how the camera is doing
 * @param model what reads the expressions
 * @param ignored places whose faces are pictures or on a screen
 * @param faults what is wrong now
 * @param agreement how often people found the mood right
 * @param service how often the kiosk was started, and why again
 */
public record StatusSnapshot(
    String name,
    String version,
    boolean demo,
    Instant at,
    Instant started,
    Duration uptime,
    int logRetentionDays,
    Room room,
    Music music,
    Camera camera,
    Model model,
    List<IgnoredPlace> ignored,
    List<Fault> faults,
    Agreement agreement,
    Service service) {
  /** Copies the list. */
  public StatusSnapshot {
    faults = List.copyOf(faults);
  }

  /**
   * What people in the room said of its mood.
   *
   * @param agreed how often they found it right
   * @param disagreed how often they found it wrong
   */
  public record Agreement(long agreed, long disagreed) {
    /** How many said anything. */
    public long all() {
      return agreed + disagreed;
    }
  }

  /**
   * How often the kiosk was started since the machine was switched on.
   *
   * @param starts this start included, at least 1
   * @param failedInARow how many runs before this one failed, since the last steady one
   * @param failedAt when the last failure was noticed, on the wall clock; null where none failed
   * @param failure why that run ended; null where none failed
   * @param cameraRestarts how often the camera was opened again in this run because it had failed
   */
  public record Service(
      int starts,
      int failedInARow,
      @Nullable Instant failedAt,
      @Nullable String failure,
      long cameraRestarts) {}

  /**
   * What the room shows.
   *
   * @param mood the settled mood
   * @param since when that kind of mood began, on the wall clock
   * @param scores the room's probabilities; null while there are none
   */
  public record Room(Mood mood, Instant since, @Nullable EmotionScores scores) {}

  /**
   * What plays and why.
   *
   * @param player what the player is, for people
   * @param status what it is doing
   * @param why for the guest: why this plays
   * @param since when it was chosen, on the wall clock; null while nothing is
   * @param next for the guest: when it may change
   * @param byHand the expression that somebody chose to play for; null while the room decides
   * @param choice how the playlist was chosen; null where there was no choice
   */
  public record Music(
      String player,
      PlayerStatus status,
      Phrase why,
      @Nullable Instant since,
      Phrase next,
      @Nullable Emotion byHand,
      @Nullable Choice choice) {}

  /**
   * How a playlist was chosen.
   *
   * @param policy how music answers the mood: {@code "match"}
   * @param language whose playlists are preferred; empty for all
   * @param playlist what was chosen
   * @param pinned whether a person fixed it
   * @param estimate how often it is let run, 0 to 1, as far as is known
   * @param low the lower end of the interval that holds that with a probability of 95 %
   * @param high its upper end
   * @param songs how many songs that was learnt from
   * @param seed of the draw, in hexadecimal
   */
  public record Choice(
      String policy,
      String language,
      String playlist,
      boolean pinned,
      double estimate,
      double low,
      double high,
      int songs,
      String seed) {}

  /**
   * How the camera is doing.
   *
   * @param description what it is, for people
   * @param status how it is doing
   * @param framesPerSecond how many pictures a second are read, 0 or more
   * @param pictureAge how old the newest picture is; null before the first
   */
  public record Camera(
      String description,
      CameraStatus status,
      double framesPerSecond,
      @Nullable Duration pictureAge) {}

  /**
   * What reads the expressions.
   *
   * @param name of the model
   * @param precision of its weights: {@code "int8"}
   * @param precisionReason why this precision: {@code "set"} or what was measured
   * @param engine what runs it
   * @param sha256 the first characters of the file's hash, in hexadecimal
   */
  public record Model(
      String name, String precision, String precisionReason, String engine, String sha256) {}

  /**
   * A place whose faces are no guests'. Positions are shares of the picture, 0 to 1, from its top
   * left corner.
   *
   * @param id its number
   * @param screen whether it is a screen; otherwise it is a picture
   * @param since when it was learnt, on the wall clock
   */
  public record IgnoredPlace(
      int id, boolean screen, float left, float top, float width, float height, Instant since) {}
}
