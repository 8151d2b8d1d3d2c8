package roomtone.music;

import java.time.Duration;
import roomtone.language.Phrase;
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
  Phrase nothingYet() {
    return Phrase.of("music.nothing-yet");
  }

  /**
   * Why a playlist was chosen.
   *
   * @param byHand whether somebody chose the mood, so that the room did not
   */
  Phrase chosen(Pick pick, Mood.Felt mood, boolean byHand) {
    String key = byHand ? "music.by-hand" : "music.chosen";
    Phrase reason = Phrase.of(key, Phrase.look(mood.label()), pick.arm().playlist());
    if (pick.steps() > 1) {
      Phrase target = Phrase.look(settings.repertoire().target().label());
      reason = reason.then(Phrase.of("music.step", pick.step() + 1, pick.steps(), target));
    }
    if (pick.pinned()) {
      return reason.then(Phrase.of("music.pinned"));
    }
    return pick.alternatives() < 2 ? reason : reason.then(drawn(pick));
  }

  private static Phrase drawn(Pick pick) {
    return Phrase.of(
        "music.drawn",
        pick.alternatives(),
        Phrase.of("policy." + pick.context().policy().label()),
        percent(pick.estimate().mean()),
        percent(pick.estimate().low()),
        percent(pick.estimate().high()),
        Long.toHexString(pick.seed()));
  }

  /** What has to happen before the music changes, where it stays as it is for now. */
  Phrase next(Because because, Mood mood) {
    return switch (because) {
      case NOBODY -> Phrase.of("music.nobody", spoken(settings.emptyRoomPauseAfter()));
      case QUIET -> Phrase.of("music.waits");
      case UNSURE -> Phrase.of("music.unsure");
      case FITS -> earliest();
      case DWELL -> Phrase.of("music.dwell", Phrase.look(mood.label()), wanted(mood));
      case STAY -> Phrase.of("music.stay", wanted(mood), spoken(settings.minimumStay()));
      case BUDGET -> Phrase.of("music.budget", settings.dailyChanges());
      case SONG_END -> Phrase.of("music.song-end", wanted(mood));
      case PAUSED_BY_HAND -> Phrase.of("music.paused-by-hand");
    };
  }

  /** When the music may change next, where nothing else is known. */
  Phrase earliest() {
    return switch (settings.changeAt()) {
      case SONG_END -> Phrase.of("music.earliest-song-end");
      case AT_ONCE -> Phrase.of("music.earliest-at-once");
    };
  }

  /** That the room does not decide. */
  Phrase staysByHand() {
    return Phrase.of("music.stays-by-hand");
  }

  /** That the music is silent at this hour. */
  Phrase quietHours() {
    return Phrase.of("music.quiet-hours");
  }

  /** That the music pauses because the room is empty. */
  Phrase pausing() {
    return Phrase.of("music.pausing");
  }

  /** That the music goes on because somebody came. */
  Phrase resuming() {
    return Phrase.of("music.resuming");
  }

  private Phrase wanted(Mood mood) {
    return mood instanceof Mood.Felt felt
            && settings.repertoire().candidates(felt.emotion(), 0).size() == 1
        ? Phrase.plain(settings.repertoire().candidates(felt.emotion(), 0).getFirst().playlist())
        : Phrase.of("music.another");
  }

  private static Phrase spoken(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds >= 120 || seconds == 60
        ? Phrase.of("time.minutes", Math.round(seconds / 60.0))
        : Phrase.of("time.seconds", seconds);
  }

  private static long percent(double share) {
    return Math.round(share * 100);
  }
}
