package roomtone.kiosk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import roomtone.camera.CameraFeed;
import roomtone.camera.CameraStatus;
import roomtone.face.IgnoredArea;
import roomtone.face.IgnoredAreas;
import roomtone.inference.ChosenModel;
import roomtone.mood.Mood;
import roomtone.mood.MoodListener;
import roomtone.mood.MoodReading;
import roomtone.mood.MoodTracker;
import roomtone.music.Dj;
import roomtone.music.DjStatus;
import roomtone.music.MusicPlayer;
import roomtone.music.Pick;
import roomtone.system.Faults;
import roomtone.system.service.Starts;
import roomtone.web.StatusSnapshot;

/** Gathers what the page shows. Any thread may ask for a snapshot. */
final class StatusBoard implements MoodListener {
  private static final int HASH_DIGITS = 12;
  // A rate that is shown should not jump with every frame.
  private static final double RATE_WEIGHT = 0.1;

  private final Identity identity;
  private final Parts parts;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Instant started;
  private final long startedNanos;
  private volatile @Nullable MoodReading latest;
  private volatile double framesPerSecond;

  /**
   * What does not change while the kiosk runs.
   *
   * @param name what the operator calls this kiosk
   * @param version of the program
   * @param demo whether the demo plays
   * @param retentionDays how long the log keeps a row
   * @param model what reads expressions
   * @param engine what runs the model now
   */
  record Identity(
      String name,
      String version,
      boolean demo,
      int retentionDays,
      ChosenModel model,
      Supplier<String> engine) {}

  /** What is asked for each snapshot. */
  record Parts(
      CameraFeed feed,
      IgnoredAreas areas,
      MoodTracker tracker,
      MusicPlayer player,
      Dj dj,
      Verdicts verdicts,
      Faults faults,
      Starts starts) {}

  StatusBoard(Identity identity, Parts parts, InstantSource clock, LongSupplier nanos) {
    this.identity = identity;
    this.parts = parts;
    this.clock = clock;
    this.nanos = nanos;
    started = clock.instant();
    startedNanos = nanos.getAsLong();
  }

  @Override
  public void onMood(MoodReading reading) {
    MoodReading before = latest;
    if (before != null && reading.nanos() > before.nanos()) {
      double rate = 1e9 / (reading.nanos() - before.nanos());
      double shown = framesPerSecond;
      framesPerSecond = shown + RATE_WEIGHT * (rate - shown);
    }
    latest = reading;
  }

  /** How things are now. */
  StatusSnapshot snapshot() {
    Instant now = clock.instant();
    return new StatusSnapshot(
        identity.name(),
        identity.version(),
        identity.demo(),
        now,
        started,
        Duration.ofNanos(nanos.getAsLong() - startedNanos),
        identity.retentionDays(),
        room(now),
        music(),
        camera(),
        new StatusSnapshot.Model(
            identity.model().file().name(),
            identity.model().file().precision().label(),
            identity.model().reason(),
            identity.engine().get(),
            identity.model().file().sha256().substring(0, HASH_DIGITS)),
        parts.areas().areas().stream().map(StatusBoard::place).toList(),
        parts.faults().current(),
        parts.verdicts().agreement(),
        service());
  }

  private StatusSnapshot.Service service() {
    Optional<Starts.End> failure = parts.starts().lastFailure();
    return new StatusSnapshot.Service(
        parts.starts().number(),
        parts.starts().failed(),
        failure.map(Starts.End::noticed).orElse(null),
        failure.map(Starts.End::reason).orElse(null),
        parts.feed().restarts());
  }

  private static StatusSnapshot.IgnoredPlace place(IgnoredArea area) {
    return new StatusSnapshot.IgnoredPlace(
        area.id(),
        area.kind() == IgnoredArea.Kind.SCREEN,
        area.left(),
        area.top(),
        area.width(),
        area.height(),
        Instant.ofEpochMilli(area.sinceEpochMillis()));
  }

  private StatusSnapshot.Room room(Instant now) {
    MoodReading reading = latest;
    if (reading == null) {
      return new StatusSnapshot.Room(new Mood.Unsure(0), now, null);
    }
    Duration age = Duration.ofNanos(reading.nanos() - reading.sinceNanos());
    return new StatusSnapshot.Room(
        reading.mood(),
        Instant.ofEpochMilli(reading.epochMillis()).minus(age),
        parts.tracker().roomScores().orElse(null));
  }

  private StatusSnapshot.Music music() {
    DjStatus status = parts.dj().status();
    return new StatusSnapshot.Music(
        parts.player().description(),
        status.player(),
        status.reason(),
        status.choice().map(DjStatus.Choice::since).orElse(null),
        status.next(),
        status.byHand().orElse(null),
        status
            .pick()
            .filter(pick -> pick.pinned() || pick.alternatives() > 1)
            .map(StatusBoard::choice)
            .orElse(null));
  }

  private static StatusSnapshot.Choice choice(Pick pick) {
    return new StatusSnapshot.Choice(
        pick.context().policy().label(),
        pick.context().language(),
        pick.arm().playlist(),
        pick.pinned(),
        rounded(pick.estimate().mean()),
        rounded(pick.estimate().low()),
        rounded(pick.estimate().high()),
        pick.estimate().plays(),
        Long.toHexString(pick.seed()));
  }

  private static double rounded(double share) {
    return Math.round(share * 1000) / 1000.0;
  }

  private StatusSnapshot.Camera camera() {
    CameraFeed feed = parts.feed();
    return new StatusSnapshot.Camera(
        feed.description(),
        feed.status(),
        feed.status() instanceof CameraStatus.Running ? framesPerSecond : 0,
        feed.sinceLastFrame().orElse(null));
  }
}
