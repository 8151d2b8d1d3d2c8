package roomtone.music;

import java.time.Duration;
import roomtone.mood.Mood;
import roomtone.music.Governor.Because;

/**
 * The DJ's reasons in plain words, for guests: what faces show, never what somebody feels.
 *
 * <p>Immutable.
 */
final class Sentences {
  private final MusicSettings settings;

  Sentences(MusicSettings settings) {
    this.settings = settings;
  }

  /** Why nothing has been chosen yet. */
  String nothingYet() {
    return "Nothing plays yet: the music starts with the first clear expression.";
  }

  /** Why a playlist was chosen. */
  String chosen(Pick pick, Mood.Felt mood) {
    String reason =
        "The room looks %s, so: %s.".formatted(mood.emotion().adjective(), pick.arm().playlist());
    if (pick.steps() > 1) {
      reason +=
          " That is step %d of %d towards %s music."
              .formatted(pick.step() + 1, pick.steps(), settings.repertoire().target().adjective());
    }
    return pick.how().isEmpty() ? reason : reason + " " + pick.how();
  }

  /** What has to happen before the music changes, where it stays as it is for now. */
  String next(Because because, Mood mood) {
    return switch (because) {
      case NOBODY ->
          "Nobody is here; the music pauses after %s."
              .formatted(spoken(settings.emptyRoomPauseAfter()));
      case QUIET -> "Nobody is here; the music waits for somebody to come.";
      case UNSURE -> "No expression stands out now, so the music stays as it is.";
      case FITS -> earliest();
      case DWELL ->
          "The room looks %s now; when that lasts, %s comes next."
              .formatted(adjective(mood), wanted(mood));
      case STAY ->
          "%s comes next, once this playlist has played for %s."
              .formatted(wanted(mood), spoken(settings.minimumStay()));
      case BUDGET ->
          "The music has changed %d times today, so it stays until tomorrow."
              .formatted(settings.dailyChanges());
      case SONG_END -> "%s comes next, when this song ends.".formatted(wanted(mood));
      case PAUSED_BY_HAND -> "Somebody paused the player, so the music waits.";
    };
  }

  /** When the music may change next, where nothing else is known. */
  String earliest() {
    return switch (settings.changeAt()) {
      case SONG_END -> "Next change at the song's end at the earliest.";
      case AT_ONCE -> "Next change when another expression lasts.";
    };
  }

  /** That the music is silent at this hour. */
  String quietHours() {
    return "These are the quiet hours, so the music is paused.";
  }

  /** That the music pauses because the room is empty. */
  String pausing() {
    return "Nobody is here, so the music is paused until somebody comes.";
  }

  /** That the music goes on because somebody came. */
  String resuming() {
    return "Somebody is here again, so the music goes on.";
  }

  private String wanted(Mood mood) {
    return mood instanceof Mood.Felt felt
            && settings.repertoire().candidates(felt.emotion(), 0).size() == 1
        ? settings.repertoire().candidates(felt.emotion(), 0).getFirst().playlist()
        : "Another playlist";
  }

  private static String adjective(Mood mood) {
    return mood instanceof Mood.Felt felt ? felt.emotion().adjective() : mood.label();
  }

  private static String spoken(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds >= 120 || seconds == 60
        ? count(Math.round(seconds / 60.0), "minute")
        : count(seconds, "second");
  }

  private static String count(long number, String unit) {
    return number == 1 ? "1 " + unit : number + " " + unit + "s";
  }
}
