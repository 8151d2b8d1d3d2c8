package roomtone.history;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongSupplier;
import roomtone.mood.Mood;
import roomtone.mood.MoodListener;
import roomtone.mood.MoodReading;
import roomtone.music.MusicListener;
import roomtone.music.Song;
import roomtone.system.Fault;
import roomtone.system.Faults;

/**
 * The kiosk's memory: how the room's mood went, what was played, what people did and what was
 * wrong.
 *
 * <ol>
 *   <li>{@link #open} always returns a log; a file that can't be used shows in {@link #status} and
 *       as the fault "history", and the kiosk runs on without it.
 *   <li>What is logged waits in memory for at most the batch interval; a fault is written at once.
 *   <li>{@link #close} writes what waits.
 * </ol>
 *
 * <p>It keeps what the room showed, never one visitor, and nothing that depicts anybody. Any thread
 * may call any method; only {@link #flush} and {@link #close} wait.
 */
public final class MoodLog
    implements MoodListener, MusicListener, HistoryReader, HistoryArchive, AutoCloseable {
  private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

  /** What is playing, for the rows of what people do. */
  private record NowPlaying(String playlist, String title, long sinceNanos) {}

  private static final NowPlaying NOTHING = new NowPlaying("", "", 0);

  private final InstantSource clock;
  private final LongSupplier nanos;
  private final EntryQueue queue;
  private final MoodAggregate room;
  private final Storage storage;
  private final LogWriter writer;
  private final HistoryReader stored;
  private final HistoryArchive archive;
  private volatile NowPlaying playing = NOTHING;

  MoodLog(
      HistorySettings settings,
      Storage storage,
      Faults faults,
      InstantSource clock,
      LongSupplier nanos,
      Duration firstRetry) {
    this.clock = clock;
    this.nanos = nanos;
    this.storage = storage;
    queue = new EntryQueue(settings.queueBound(), settings.batchSize());
    room = new MoodAggregate(settings.minimumVisitors(), queue);
    writer = new LogWriter(settings, queue, room, storage, faults, clock, nanos, firstRetry);
    stored = new StoredHistory(settings.file());
    archive = new StoredArchive(settings.file());
  }

  /**
   * Opens the log, making the file and its folder if they are missing, and starts its writer.
   *
   * @param faults where "history" is raised while the log can't be written
   * @param clock the wall time of what is logged
   */
  public static MoodLog open(HistorySettings settings, Faults faults, InstantSource clock) {
    Storage storage = new Storage(settings.file(), Migrations.bundled(), clock);
    MoodLog log = new MoodLog(settings, storage, faults, clock, System::nanoTime, FIRST_RETRY);
    log.start();
    return log;
  }

  void start() {
    writer.start();
  }

  @Override
  public void onMood(MoodReading reading) {
    room.add(reading);
  }

  /** Keeps nothing: a playlist shows in the songs that begin. */
  @Override
  public void onPlaylist(String playlist, Mood mood, String reason) {}

  @Override
  public void onSongStarted(String playlist, Song song, Mood mood) {
    playing = new NowPlaying(playlist, song.title(), nanos.getAsLong());
    String label = room.labelOf(mood);
    queue.add(new Entry.Play(new PlayEvent(now(), playlist, song.title(), song.artist(), label)));
  }

  @Override
  public void onSkip(String playlist, Song song, Mood mood, long playedMillis) {
    add(ActionEvent.Kind.SKIP, room.labelOf(mood), playlist, song.title(), playedMillis);
  }

  /** Logs what a person did just now, with the room's mood and the song that is playing. */
  public void action(ActionEvent.Kind kind) {
    String mood = room.label();
    if (kind == ActionEvent.Kind.CAMERA_OFF) {
      room.end();
    }
    NowPlaying song = playing;
    long playedMillis =
        song.equals(NOTHING) ? 0 : Math.max(0, (nanos.getAsLong() - song.sinceNanos()) / 1_000_000);
    add(kind, mood, song.playlist(), song.title(), playedMillis);
  }

  /** Logs that somebody changed something just now. */
  public void change(String who, String what) {
    queue.add(new Entry.Change(new ChangeEvent(now(), who, what)));
  }

  /**
   * Logs what somebody said of the mood just now.
   *
   * @param mood what the room is read as
   * @param instead the expression that they saw; empty if they did not say
   */
  public void verdict(Mood mood, boolean agreed, String instead) {
    queue.add(new Entry.Verdict(new VerdictEvent(now(), room.labelOf(mood), agreed, instead)));
  }

  /** Logs that a fault began or ended; made for {@link Faults#listen}. */
  public void fault(Fault fault, boolean began) {
    queue.add(
        began
            ? new Entry.FaultBegan(millis(fault.since()), fault.part(), fault.message())
            : new Entry.FaultEnded(now(), fault.part()));
  }

  /** What is stored, with what still waits. */
  @Override
  public History between(Instant from, Instant to) throws HistoryException {
    checkOn();
    // What waits comes first: a row committed in between is then seen twice, never missed.
    MoodAggregate.Batch waiting = room.batch();
    return new WaitingHistory(waiting, from, to).addedTo(stored.between(from, to));
  }

  @Override
  public HistorySummary summary(HistorySpan span) throws HistoryException {
    checkOn();
    return archive.summary(span);
  }

  @Override
  public Optional<LocalDate> firstDay() throws HistoryException {
    checkOn();
    return archive.firstDay();
  }

  @Override
  public HistoryExport export() {
    return archive.export();
  }

  private void checkOn() throws HistoryException {
    if (status() instanceof MoodLogStatus.Off(String reason)) {
      throw new HistoryException(reason);
    }
  }

  /** When rows were last looked for that were too old; empty before. */
  public Optional<Removal> lastRemoval() {
    return storage.removal();
  }

  /** Whether rows reach the disk, how many wait and how many were lost. */
  public MoodLogStatus status() {
    return switch (writer.last()) {
      case Storage.Outcome.Done() ->
          new MoodLogStatus.Writing(queue.size(), queue.dropped(), storage.notice());
      case Storage.Outcome.Failed(String reason) ->
          new MoodLogStatus.Degraded(reason, queue.size(), queue.dropped());
      case Storage.Outcome.Refused(String reason) -> new MoodLogStatus.Off(reason);
    };
  }

  /**
   * Writes everything that waits now, the interval that goes on too.
   *
   * @return true once it is on the disk; false if it is not within {@code deadline}
   */
  public boolean flush(Duration deadline) throws InterruptedException {
    return queue.flush(deadline);
  }

  /**
   * How many entries are on the disk since the log was opened, without the interval that goes on.
   */
  public long committed() {
    return queue.committed();
  }

  /** Ends the interval that goes on and writes what waits, within 5 seconds. */
  @Override
  public void close() {
    room.end();
    writer.stop(CLOSE_DEADLINE);
  }

  private void add(
      ActionEvent.Kind kind, String mood, String playlist, String song, long playedMillis) {
    queue.add(new Entry.Action(new ActionEvent(now(), kind, mood, playlist, song, playedMillis)));
  }

  private Instant now() {
    return millis(clock.instant());
  }

  /** Milliseconds are what is stored. */
  private static Instant millis(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS);
  }
}
