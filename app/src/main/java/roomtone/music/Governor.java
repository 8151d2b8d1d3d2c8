package roomtone.music;

import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;

/**
 * The rules that keep the music steady: when the playlist changes, when it pauses, and why not now.
 *
 * <p>Holds what was decided and nothing else; it reads no clock and calls no player, so the whole
 * of its behaviour is a function of the {@link Moment}s it is shown and of the taste that draws
 * playlists. For one thread.
 */
final class Governor {
  /** How long after a rescan an expression counts without dwell, stay and daily budget. */
  static final Duration RESCAN_WINDOW = Duration.ofSeconds(30);

  /** Where the player is, as far as deciding needs it. */
  enum Playback {
    /** No song: nothing was started, the player stopped, or it can't be reached. */
    SILENT,
    /** A song is paused. */
    PAUSED,
    /** In the middle of a song. */
    MID_SONG,
    /** A song is ending, has just ended, or is being skipped. */
    SONG_END
  }

  /**
   * What the governor looks at.
   *
   * @param mood the room's mood
   * @param held how long this kind of mood had held when it was last seen
   * @param playback where the player is
   * @param nanos now, on a monotonic clock
   * @param day the date where the kiosk stands, for the daily budget
   */
  record Moment(Mood mood, Duration held, Playback playback, long nanos, LocalDate day) {}

  /** What to do about the music now. */
  sealed interface Decision {
    /** Play this playlist from now on, for this mood. */
    record Change(Pick pick, Mood.Felt mood) implements Decision {
      String playlist() {
        return pick.arm().playlist();
      }
    }

    /** Pause: nobody has been here for long enough. */
    record Pause() implements Decision {}

    /** Go on: somebody is here again. */
    record Resume() implements Decision {}

    /** Leave the music as it is. */
    record Hold(Because because, Mood mood) implements Decision {}
  }

  /** Why the music stays as it is. */
  enum Because {
    /** Nobody is there, and the music has not waited long enough to pause. */
    NOBODY,
    /** Nobody is there, and the music is paused or has never started. */
    QUIET,
    /** No expression stands out. */
    UNSURE,
    /** The playlist fits the expression. */
    FITS,
    /** Another expression is there, but has not held long enough. */
    DWELL,
    /** The playlist has not played long enough. */
    STAY,
    /** The day's changes are used up. */
    BUDGET,
    /** The change comes at the song's end. */
    SONG_END,
    /** Somebody paused the player itself. */
    PAUSED_BY_HAND
  }

  /** A new draw for the same expression comes at most this often. */
  private static final Duration DRAW_AGAIN = Duration.ofSeconds(20);

  private final MusicSettings settings;
  private final Taste taste;
  private @Nullable String playlist;
  private @Nullable Emotion chosenFor;
  private int step;
  private long drawnNanos;
  private long chosenNanos;
  private boolean paused;
  private boolean rescanned;
  private long rescanNanos;
  private boolean touched;
  private long touchedNanos;
  private LocalDate budgetDay = LocalDate.EPOCH;
  private int changesToday;

  Governor(MusicSettings settings, Taste taste) {
    this.settings = settings;
    this.taste = taste;
  }

  /** Decides, and takes the decision as carried out: it is not given a second time. */
  Decision decide(Moment moment) {
    if (moment.mood() instanceof Mood.EmptyRoom) {
      return emptyRoom(moment);
    }
    if (paused) {
      paused = false;
      return new Decision.Resume();
    }
    return switch (moment.mood()) {
      case Mood.Felt felt -> felt(felt, moment);
      case Mood.Unsure _, Mood.EmptyRoom _ -> hold(Because.UNSURE, moment);
    };
  }

  /** A guest asked for a fresh look: the next expression counts at once. */
  void rescan(long nanos) {
    rescanned = true;
    rescanNanos = nanos;
  }

  /**
   * A guest did something, so the room is not empty, whatever the camera saw: no pause, for now.
   */
  void somebodyIsHere(long nanos) {
    paused = false;
    touched = true;
    touchedNanos = nanos;
  }

  private Decision emptyRoom(Moment moment) {
    if (paused || playlist == null) {
      return hold(Because.QUIET, moment);
    }
    boolean touchedLately =
        touched && moment.nanos() - touchedNanos < settings.emptyRoomPauseAfter().toNanos();
    if (touchedLately || moment.held().compareTo(settings.emptyRoomPauseAfter()) < 0) {
      return hold(Because.NOBODY, moment);
    }
    paused = true;
    return new Decision.Pause();
  }

  private Decision felt(Mood.Felt felt, Moment moment) {
    boolean silent = playlist == null || moment.playback() == Playback.SILENT;
    if (fits(felt.emotion())) {
      return goOn(felt, moment);
    }
    boolean asked = rescanned && moment.nanos() - rescanNanos <= RESCAN_WINDOW.toNanos();
    if (!asked && moment.held().compareTo(settings.dwell()) < 0) {
      return hold(Because.DWELL, moment);
    }
    if (!silent) {
      Because obstacle = obstacle(moment, asked);
      if (obstacle != null) {
        return hold(obstacle, moment);
      }
      changesToday += asked ? 0 : 1;
    }
    step = 0;
    rescanned = false;
    chosenFor = felt.emotion();
    return change(taste.pick(felt.emotion(), step), felt, moment);
  }

  /** Whether what plays is what this expression would bring too, at the step that is reached. */
  private boolean fits(Emotion emotion) {
    String now = playlist;
    if (now == null) {
      return false;
    }
    return emotion == chosenFor
        || taste.repertoire().candidates(emotion, 0).stream()
            .anyMatch(arm -> arm.playlist().equals(now));
  }

  /**
   * The expression stays: at a song's end the next step comes, where there is one, or another draw,
   * once the playlist has played its minimum stay.
   */
  private Decision goOn(Mood.Felt felt, Moment moment) {
    boolean steps = step + 1 < taste.repertoire().stepCount() && felt.emotion() == chosenFor;
    boolean choice = taste.repertoire().candidates(felt.emotion(), step).size() > 1;
    boolean due =
        moment.playback() == Playback.SONG_END
            && moment.nanos() - drawnNanos >= DRAW_AGAIN.toNanos()
            && (steps || (choice && !staysOn(moment)));
    if (!due || budgetSpent(moment.day())) {
      return hold(Because.FITS, moment);
    }
    step += steps ? 1 : 0;
    drawnNanos = moment.nanos();
    Pick pick = taste.pick(felt.emotion(), step);
    if (pick.arm().playlist().equals(playlist)) {
      chosenNanos = steps ? chosenNanos : moment.nanos();
      return hold(Because.FITS, moment);
    }
    changesToday++;
    return change(pick, felt, moment);
  }

  private Decision change(Pick pick, Mood.Felt felt, Moment moment) {
    playlist = pick.arm().playlist();
    chosenNanos = moment.nanos();
    drawnNanos = moment.nanos();
    return new Decision.Change(pick, felt);
  }

  private boolean staysOn(Moment moment) {
    return moment.nanos() - chosenNanos < settings.minimumStay().toNanos();
  }

  /** What keeps a playing playlist from being replaced now; null where nothing does. */
  private @Nullable Because obstacle(Moment moment, boolean asked) {
    if (moment.playback() == Playback.PAUSED) {
      return Because.PAUSED_BY_HAND;
    }
    if (!asked) {
      if (staysOn(moment)) {
        return Because.STAY;
      }
      if (budgetSpent(moment.day())) {
        return Because.BUDGET;
      }
    }
    boolean mustWait =
        settings.changeAt() == ChangeAt.SONG_END && moment.playback() != Playback.SONG_END;
    return mustWait ? Because.SONG_END : null;
  }

  private boolean budgetSpent(LocalDate day) {
    if (!day.equals(budgetDay)) {
      budgetDay = day;
      changesToday = 0;
    }
    return settings.dailyChanges() > 0 && changesToday >= settings.dailyChanges();
  }

  private static Decision hold(Because because, Moment moment) {
    return new Decision.Hold(because, moment.mood());
  }
}
