package roomtone.kiosk;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.access.Access;
import roomtone.camera.CameraFeed;
import roomtone.camera.CameraSource;
import roomtone.camera.CameraStatus;
import roomtone.camera.HiddenAreas;
import roomtone.config.Settings;
import roomtone.emotion.EmotionClassifier;
import roomtone.emotion.ExpressionReader;
import roomtone.face.FaceDetector;
import roomtone.face.FaceDetectorException;
import roomtone.face.FaceTracker;
import roomtone.face.IgnoredAreas;
import roomtone.history.MoodLog;
import roomtone.inference.ChosenModel;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;
import roomtone.inference.ModelFile;
import roomtone.mood.MoodListener;
import roomtone.mood.MoodTracker;
import roomtone.music.Dj;
import roomtone.music.Taste;
import roomtone.panel.Panel;
import roomtone.system.Faults;
import roomtone.system.outbound.Outbound;
import roomtone.system.service.Watchdog;
import roomtone.web.Past;
import roomtone.web.StatusPage;
import roomtone.web.WebException;
import roomtone.web.tls.OwnCertificate;

/**
 * The composition root: makes every part, wires them, runs the mood loop and takes them down again.
 *
 * <p>The header of the try in {@link #run} is the order in which parts start; they stop in the
 * opposite order, each even if another failed to.
 */
public final class Kiosk {
  private static final Logger log = LoggerFactory.getLogger(Kiosk.class);

  private final Upkeep upkeep;
  private final Optional<String> safeMode;
  private final Settings settings;
  private final Home home;
  private final boolean demo;
  private final SettingsDesk desk;
  private final InputStream keyboard;
  private final Handover handover;
  private final InstantSource clock = Instant::now;
  private final LongSupplier nanos = System::nanoTime;
  private final Faults faults = new Faults(clock);
  private final Outbound outbound = new Outbound();
  private final KioskMetrics metrics;
  private final StageTimes times;

  /**
   * A kiosk that does not run yet.
   *
   * @param upkeep told how the kiosk does
   * @param safeMode why it is to run without camera, models and music; empty where it runs whole
   * @param desk shows and changes the settings file
   * @param keyboard what is typed on the console
   * @param handover what the kiosk before left, and the next one takes
   * @param stages told each stage that ends and its nanoseconds, on the mood loop's thread
   */
  public Kiosk(
      Upkeep upkeep,
      Optional<String> safeMode,
      Settings settings,
      Home home,
      boolean demo,
      SettingsDesk desk,
      InputStream keyboard,
      Handover handover,
      ObjLongConsumer<StageTimes.Stage> stages) {
    this.upkeep = upkeep;
    this.safeMode = safeMode;
    this.settings = settings;
    this.home = home;
    this.demo = demo;
    this.desk = desk;
    this.keyboard = keyboard;
    this.handover = handover;
    metrics = new KioskMetrics(new Discretion(settings.history().minimumVisitors()));
    times =
        new StageTimes((stage, took) -> {
          metrics.accept(stage, took);
          stages.accept(stage, took);
        });
  }

  /**
   * Runs until the thread is interrupted or a replay that does not loop has ended.
   *
   * @throws CommandFailure if a part is missing that the kiosk can't do without
   */
  void run() throws CommandFailure, InterruptedException {
    run(CameraSource.from(settings.camera(), clock));
  }

  /** Runs as above, but with this camera. */
  public void run(CameraSource camera) throws CommandFailure, InterruptedException {
    if (safeMode.isPresent()) {
      runSafely(safeMode.get());
      return;
    }
    try (InferenceEngine engine = InferenceEngine.open(settings.inference(), home.models(), 1)) {
      log.info("the models run on: {}", engine.description());
      run(camera, engine, home.expressionModel(engine, settings.emotion()));
    } catch (ModelException e) {
      throw new CommandFailure(ExitCode.BAD_MODEL, e);
    } catch (FaceDetectorException | WebException e) {
      throw new CommandFailure(ExitCode.UNAVAILABLE, e);
    }
  }

  private void run(CameraSource camera, InferenceEngine engine, ChosenModel model)
      throws CommandFailure,
          ModelException,
          FaceDetectorException,
          WebException,
          InterruptedException {
    try (EmotionClassifier classifier =
            EmotionClassifier.load(engine, model.file(), settings.emotion().margin());
        FaceDetector detector =
            FaceDetector.open(settings.face().reportingSmaller(), engine, home.models());
        MoodLog history = MoodLog.open(settings.history(), faults, clock);
        Players players = Players.open(settings, home, outbound, nanos, clock)) {
      play(
          classifier,
          detector,
          camera,
          history,
          players,
          identity(model, engine::description),
          Stream.concat(Stream.of(model.file()), detector.model().stream()).toList());
    }
  }

  /** Serves the page and says why there is neither camera nor music. */
  private void runSafely(String reason) throws CommandFailure, InterruptedException {
    faults.raise("safe-mode", SafeMode.explain(reason));
    var eyes = new SafeMode.ClosedEyes();
    try (MoodLog history = MoodLog.open(settings.history(), faults, clock);
        Players players = Players.only(new SafeMode.Silence())) {
      play(
          eyes,
          eyes,
          SafeMode.camera(),
          history,
          players,
          identity(SafeMode.noModel(), () -> "nothing"),
          List.of());
    } catch (WebException e) {
      throw new CommandFailure(ExitCode.UNAVAILABLE, e);
    }
  }

  private StatusBoard.Identity identity(ChosenModel model, Supplier<String> engine) {
    return new StatusBoard.Identity(
        settings.name(), Version.number(), demo, settings.history().retentionDays(), model, engine);
  }

  /** Starts the DJ and the camera, unless a person has switched it off. */
  private void play(
      ExpressionReader expressions,
      FaceDetector detector,
      CameraSource camera,
      MoodLog history,
      Players players,
      StatusBoard.Identity identity,
      List<ModelFile> models)
      throws WebException, InterruptedException {
    Taste taste = Tastes.recall(settings, history, clock);
    try (Dj dj =
            Dj.start(
                settings.music(),
                taste,
                players.player(),
                List.of(new UntitledSongs(history), metrics),
                faults,
                nanos,
                clock);
        CameraFeed feed = new CameraFeed(camera, this::cameraStatus)) {
      if (!handover.isCameraOff()) {
        feed.on();
      }
      var areas =
          IgnoredAreas.in(
              demo ? home.demoLearntAreas() : home.learntAreas(), settings.areas().learnAfter());
      var aim = new AimWatch();
      var mood = new MoodTracker(settings.mood(), identity.model().file().unsureBelow());
      var reader =
          new RoomReader(
              HiddenAreas.parse(settings.areas().hidden()),
              detector,
              new FaceTracker(settings.face(), areas, detector::confirms),
              expressions,
              mood,
              aim,
              times);
      var verdicts =
          new Verdicts(history, LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault()));
      var parts =
          new StatusBoard.Parts(
              feed, areas, mood, players.player(), dj, verdicts, faults, upkeep.starts());
      var board = new StatusBoard(identity, parts, clock, nanos);
      long started = nanos.getAsLong();
      metrics.identify(
          identity.model().file().name(),
          identity.model().file().precision().label(),
          () -> nanos.getAsLong() - started);
      metrics.watch(feed, dj, history, faults);
      var proof =
          new ProofDesk(
              settings, home, history, outbound, models, () -> feed.status().isOff(), clock);
      show(feed, reader, aim, areas, board, history, dj, taste, verdicts, players, proof);
    }
  }

  /** Opens what people see and touch, and loops. */
  private void show(
      CameraFeed feed,
      RoomReader reader,
      AimWatch aim,
      IgnoredAreas areas,
      StatusBoard board,
      MoodLog history,
      Dj dj,
      Taste taste,
      Verdicts verdicts,
      Players players,
      ProofDesk proof)
      throws WebException, InterruptedException {
    faults.listen(history::fault);
    desk.complaint().ifPresent(reason -> faults.raise("settings", reason));
    Access access = Access.open(settings.access(), nanos, clock);
    try (Actions actions =
            new Actions(
                reader, areas, dj, feed, history, access, Tastes.desk(settings, clock), verdicts);
        StatusPage page =
            StatusPage.start(
                settings.web(),
                new StatusPage.Sources(
                    board::snapshot,
                    actions,
                    aim,
                    history,
                    new Past(history, taste::known),
                    players.spotify().map(SpotifyVisit::new).orElse(null),
                    access,
                    history::change,
                    desk,
                    new SetupFile(demo ? home.demoSetup() : home.setup()),
                    certificate(),
                    proof,
                    metrics::text),
                clock);
        Neighbours neighbours =
            Neighbours.open(
                settings, home, page, board, actions, history::change, outbound, faults);
        Panel panel =
            Panel.open(
                settings.panel(), faults, keyboard, actions, Thread.currentThread()::interrupt)) {
      var light =
          new Light(panel, settings.panel().patterns(), feed, faults, access.presence(), nanos);
      metrics.watchPage(page::viewers, page::refusals);
      List<MoodListener> listeners =
          List.of(board, history, dj, verdicts, light, metrics, neighbours, _ -> page.publish());
      handover.ports(page.port(), page.securePort());
      log.info("the page is at {}", page.address());
      upkeep.ready(
          "%s at %s".formatted(safeMode.isPresent() ? "safe mode" : "the page is", page.address()));
      try (Watchdog.Pulse pulse =
              upkeep.watchdog().watch("The mood loop", upkeep.watchdog().patience());
          var _ = upkeep.watch(feed);
          var _ = upkeep.visit(page.port())) {
        loop(feed, new MoodLoop(feed, reader, listeners, times, faults, nanos, clock, pulse::beat));
      }
    }
  }

  private void loop(CameraFeed feed, MoodLoop loop) throws InterruptedException {
    try {
      loop.run();
    } finally {
      if (safeMode.isEmpty()) {
        handover.cameraOff(!feed.isOn());
      }
    }
  }

  /** What HTTPS is served with; null where the settings want none. */
  private @Nullable OwnCertificate certificate() throws WebException {
    if (!settings.web().https()) {
      return null;
    }
    try {
      var certificate =
          OwnCertificate.open(home.certificate(), () -> StatusPage.names(settings.web()), clock);
      log.info(
          "HTTPS is on port {}, with the certificate of SHA-256 {}",
          settings.web().httpsPort(),
          certificate.fingerprint());
      return certificate;
    } catch (IOException e) {
      throw new WebException(
          "There is no certificate for HTTPS and none can be made: %s. Without HTTPS (web.https: false) the page needs none"
              .formatted(e.getMessage()),
          e);
    }
  }

  private void cameraStatus(CameraStatus status) {
    switch (status) {
      case CameraStatus.Faulted(String reason, var _) -> faults.raise("camera", reason);
      case CameraStatus.Running _,
          CameraStatus.Off _,
          CameraStatus.Covered _,
          CameraStatus.Ended _ ->
          faults.clear("camera");
      case CameraStatus.Starting _ -> {
        // Says nothing yet.
      }
    }
  }
}
