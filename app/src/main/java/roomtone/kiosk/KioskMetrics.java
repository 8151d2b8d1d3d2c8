package roomtone.kiosk;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import roomtone.camera.CameraFeed;
import roomtone.camera.CameraStatus;
import roomtone.emotion.Emotion;
import roomtone.history.MoodLog;
import roomtone.history.MoodLogStatus;
import roomtone.mood.Mood;
import roomtone.mood.MoodListener;
import roomtone.mood.MoodReading;
import roomtone.music.Dj;
import roomtone.music.MusicListener;
import roomtone.music.PlayerStatus;
import roomtone.music.Song;
import roomtone.system.Fault;
import roomtone.system.Faults;
import roomtone.system.metrics.Count;
import roomtone.system.metrics.Durations;
import roomtone.system.metrics.Metrics;

/**
 * What is measured of the kiosk for Prometheus; {@code docs/neighbours/metrics.md} explains each
 * figure. Nothing here tells of a person, and no song has its title here.
 *
 * <p>Hears moods on the mood loop's thread and music on the DJ's; any thread may ask for the text.
 */
final class KioskMetrics implements MoodListener, MusicListener, ObjLongConsumer<StageTimes.Stage> {
  /** All words that a mood can have. */
  static final List<String> MOODS =
      Stream.concat(
              Stream.of("empty", "unsure"), Arrays.stream(Emotion.values()).map(Emotion::label))
          .toList();

  private static final List<String> PLAYER = List.of("playing", "paused", "idle", "unavailable");
  private static final List<String> CAMERA =
      List.of("starting", "running", "off", "covered", "ended", "faulted");
  private static final List<StageTimes.Stage> STAGES =
      List.of(
          StageTimes.Stage.DETECT,
          StageTimes.Stage.TRACK,
          StageTimes.Stage.CROP,
          StageTimes.Stage.CLASSIFY,
          StageTimes.Stage.ROOM,
          StageTimes.Stage.PUBLISH);

  private final Metrics metrics = new Metrics();
  private final Discretion discretion;
  private final Durations stages;
  private final Count moodChanges;
  private final Count songs;
  private final Count skips;
  private final AtomicLong framesRead = new AtomicLong();
  private final AtomicLong facesSeen = new AtomicLong();
  private volatile Mood mood = new Mood.Unsure(0);

  /** What happens is counted from now on. */
  KioskMetrics(Discretion discretion) {
    this.discretion = discretion;
    stages =
        metrics.durations(
            "roomtone_stage_duration_seconds",
            "How long a stage of reading a frame took; crop and classify are one face.",
            "stage",
            STAGES.stream().map(StageTimes.Stage::label).toList());
    metrics.total(
        "roomtone_frames_read_total", "Frames that were read to the end.", framesRead::get);
    metrics.total(
        "roomtone_faces_seen_total",
        "Faces whose expression was read; one face in ten frames counts ten times.",
        facesSeen::get);
    moodChanges =
        metrics.count(
            "roomtone_mood_changes_total",
            "How often the room's mood became this one.",
            "mood",
            MOODS);
    songs =
        metrics.count(
            "roomtone_songs_started_total", "Songs that began, by the room's mood.", "mood", MOODS);
    skips =
        metrics.count(
            "roomtone_songs_skipped_total",
            "Songs that a guest skipped, by the room's mood.",
            "mood",
            MOODS);
    metrics.state(
        "roomtone_mood", "The room's mood: 1 for the one it has.", MOODS, () -> mood.label());
    metrics.gauge(
        "roomtone_mood_sureness_ratio",
        "The room's probability of its expression, 0 where it shows none.",
        () -> mood.sureness());
    metrics.gauge("roomtone_people", "How many people are counted now.", () -> mood.people());
    metrics.process();
  }

  /**
   * Adds what does not change, and the time.
   *
   * @param model what reads expressions
   * @param precision of its weights
   */
  void identify(String model, String precision, LongSupplier uptimeNanos) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("version", Version.number());
    facts.put("model", model);
    facts.put("precision", precision);
    facts.put("java", Runtime.version().toString());
    metrics.info("roomtone_build_info", "What runs.", facts);
    metrics.gauge(
        "roomtone_uptime_seconds",
        "How long the kiosk has run, by a clock that never jumps.",
        () -> uptimeNanos.getAsLong() / 1e9);
  }

  /** Adds what the parts know. */
  void watch(CameraFeed feed, Dj dj, MoodLog history, Faults faults) {
    metrics.state("roomtone_camera", "What the camera does.", CAMERA, () -> word(feed.status()));
    metrics.total("roomtone_camera_frames_total", "Frames that the camera gave.", feed::framesRead);
    metrics.total(
        "roomtone_camera_frames_dropped_total",
        "Frames that nobody took in time, because a newer one came.",
        feed::framesDropped);
    metrics.state(
        "roomtone_player", "What the player does.", PLAYER, () -> word(dj.status().player()));
    metrics.total(
        "roomtone_history_rows_written_total", "Rows of the log on the disk.", history::committed);
    metrics.total(
        "roomtone_history_rows_dropped_total",
        "Rows of the log that were lost because too many waited.",
        () -> queue(history.status()).dropped());
    metrics.gauge(
        "roomtone_history_rows_waiting",
        "Rows of the log that wait to be written.",
        () -> queue(history.status()).waiting());
    metrics.gauge("roomtone_faults", "How many faults stand.", () -> faults.current().size());
    metrics.gauges(
        "roomtone_fault",
        "1 for each part that has a fault.",
        "part",
        () -> faults.current().stream().collect(Collectors.toMap(Fault::part, _ -> 1.0)));
  }

  /** Adds what the page knows. */
  void watchPage(IntSupplier viewers, Supplier<Map<String, Long>> refusals) {
    metrics.gauge("roomtone_web_viewers", "Pages that follow the kiosk live.", viewers::getAsInt);
    metrics.totals(
        "roomtone_web_requests_refused_total",
        "Requests that were not answered, by the reason.",
        "reason",
        refusals);
  }

  /** The names of all figures. */
  Stream<String> names() {
    return metrics.names();
  }

  /** All figures now, in a form that {@code accepted} names. */
  Metrics.Text text(@Nullable String accepted) {
    return metrics.text(accepted);
  }

  @Override
  public void accept(StageTimes.Stage stage, long nanos) {
    int shown = STAGES.indexOf(stage);
    if (shown >= 0) {
      stages.took(shown, nanos);
    }
    switch (stage) {
      case CLASSIFY -> facesSeen.incrementAndGet();
      case ROOM -> framesRead.incrementAndGet();
      case CAPTURE, DETECT, TRACK, CROP, PUBLISH -> {
        // Nothing to count.
      }
    }
  }

  @Override
  public void onMood(MoodReading reading) {
    Mood told = discretion.told(reading.mood());
    if (!told.sameKind(mood)) {
      moodChanges.once(told.label());
    }
    mood = told;
  }

  @Override
  public void onPlaylist(String playlist, Mood wanted, String reason) {}

  @Override
  public void onSongStarted(String playlist, Song song, Mood heard) {
    songs.once(discretion.told(heard).label());
  }

  @Override
  public void onSkip(String playlist, Song song, Mood heard, long playedMillis) {
    skips.once(discretion.told(heard).label());
  }

  private static String word(CameraStatus status) {
    return switch (status) {
      case CameraStatus.Starting() -> "starting";
      case CameraStatus.Running() -> "running";
      case CameraStatus.Off() -> "off";
      case CameraStatus.Covered() -> "covered";
      case CameraStatus.Ended() -> "ended";
      case CameraStatus.Faulted(var _, var _) -> "faulted";
    };
  }

  private static String word(PlayerStatus status) {
    return switch (status) {
      case PlayerStatus.Playing _ -> "playing";
      case PlayerStatus.Paused _ -> "paused";
      case PlayerStatus.Idle() -> "idle";
      case PlayerStatus.Unavailable(var _) -> "unavailable";
    };
  }

  /** Rows that have not reached the disk. */
  private record Queue(int waiting, long dropped) {}

  private static Queue queue(MoodLogStatus status) {
    return switch (status) {
      case MoodLogStatus.Writing(int waiting, long dropped, var _) -> new Queue(waiting, dropped);
      case MoodLogStatus.Degraded(var _, int waiting, long dropped) -> new Queue(waiting, dropped);
      case MoodLogStatus.Off(var _) -> new Queue(0, 0);
    };
  }
}
