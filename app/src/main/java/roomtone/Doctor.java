package roomtone;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import roomtone.camera.CameraFeed;
import roomtone.camera.CameraSource;
import roomtone.camera.CameraStatus;
import roomtone.camera.Frame;
import roomtone.config.Settings;
import roomtone.emotion.EmotionClassifier;
import roomtone.face.FaceDetector;
import roomtone.face.FaceDetectorException;
import roomtone.inference.Accelerators;
import roomtone.inference.ChosenModel;
import roomtone.inference.EngineChoice;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;
import roomtone.inference.ModelFile;
import roomtone.inference.ModelManifest;
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.Home;
import roomtone.kiosk.Players;
import roomtone.music.MusicPlayer;
import roomtone.music.PlayerStatus;
import roomtone.system.Board;
import roomtone.system.FileTrouble;
import roomtone.system.outbound.Outbound;
import roomtone.web.tls.OwnCertificate;

/** The checks of {@code roomtone doctor}: each looks at one part and says what to do. */
final class Doctor {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final long LEAST_FREE_BYTES = 200L << 20;
  // Older than this program: a Pi without a network starts in the past.
  private static final Instant BUILT_AFTER = Instant.parse("2026-11-01T00:00:00Z");

  private final Home home;
  private final Settings settings;
  private final BoardChecks board;

  Doctor(Home home, Settings settings, Board board) {
    this.home = home;
    this.settings = settings;
    this.board = new BoardChecks(board);
  }

  /** How bad a finding is. */
  enum Level {
    OK,
    /** The kiosk runs, with less. */
    NOTE,
    /** The kiosk can't do its work. */
    FAULT
  }

  /**
   * What a check found.
   *
   * @param sentence what is there, or what is wrong and what to do
   */
  record Finding(Level level, String sentence) {
    static Finding ok(String sentence) {
      return new Finding(Level.OK, sentence);
    }

    static Finding note(String sentence) {
      return new Finding(Level.NOTE, sentence);
    }

    static Finding fault(String sentence) {
      return new Finding(Level.FAULT, sentence);
    }
  }

  /** One check: looking may take some seconds. */
  record Check(String part, Supplier<Finding> look) {}

  /** All checks, in the order in which they are worth reading. */
  List<Check> checks() {
    return List.of(
        new Check("board", board::machine),
        new Check("heat", board::heat),
        new Check("models", this::models),
        new Check("faces", this::faces),
        new Check("engines", this::engines),
        new Check("camera", this::camera),
        new Check("player", this::player),
        new Check("gpio", board::gpio),
        new Check("disk", this::disk),
        new Check("clock", this::clock),
        new Check("network", this::network),
        new Check("https", this::https));
  }

  private Finding models() {
    try (InferenceEngine engine = InferenceEngine.open(settings.inference(), home.models(), 1)) {
      ModelManifest manifest = home.models();
      for (ModelFile model : manifest.models()) {
        model.readVerified();
        if (model.compiled().isPresent()) {
          model.compiled().get().readVerified();
        }
      }
      ChosenModel model = home.expressionModel(engine, settings.emotion());
      try (EmotionClassifier classifier =
          EmotionClassifier.load(engine, model.file(), settings.emotion().margin())) {
        return Finding.ok(
            "%d files match their SHA-256; %s (%s, %s) runs on the %s."
                .formatted(
                    manifest.models().size(),
                    classifier.file().name(),
                    classifier.file().precision().label(),
                    model.reason(),
                    engine.description()));
      }
    } catch (CommandFailure | ModelException e) {
      return Finding.fault(String.valueOf(e.getMessage()));
    }
  }

  private Finding faces() {
    try (InferenceEngine engine = InferenceEngine.open(settings.inference(), home.models(), 1);
        FaceDetector detector = FaceDetector.open(settings.face(), engine, home.models())) {
      return Finding.ok(detector.description() + ".");
    } catch (FaceDetectorException | ModelException | CommandFailure e) {
      return Finding.fault(String.valueOf(e.getMessage()));
    }
  }

  /** What could run the models beside the processor. */
  private Finding engines() {
    EngineChoice chosen = settings.inference().engine();
    List<String> sentences = new ArrayList<>();
    boolean found = chosen instanceof EngineChoice.Cpu || chosen instanceof EngineChoice.Auto;
    for (Accelerators.Finding finding : new Accelerators(settings.inference(), 1).look()) {
      switch (finding) {
        case Accelerators.Finding.Found(EngineChoice choice, String description) -> {
          sentences.add(
              "%s is here, not verified on hardware (inference.engine: %s)."
                  .formatted(description, choice));
          found |= isMeant(choice, chosen);
        }
        case Accelerators.Finding.Missing(String name, String reason) ->
            sentences.add("%s is not here: %s.".formatted(name, reason));
      }
    }
    String sentence = "Set is %s. %s".formatted(chosen, String.join(" ", sentences));
    return found ? Finding.ok(sentence) : Finding.note(sentence + " The processor runs instead.");
  }

  /** Whether what was found is of the kind that is set. */
  private static boolean isMeant(EngineChoice found, EngineChoice chosen) {
    return switch (chosen) {
      case EngineChoice.OpenVino _ -> found instanceof EngineChoice.OpenVino;
      case EngineChoice.Coral _ -> found instanceof EngineChoice.Coral;
      case EngineChoice.Cpu _, EngineChoice.Auto _ -> true;
    };
  }

  private Finding camera() {
    CameraSource source = CameraSource.from(settings.camera(), Instant::now);
    try (var feed = new CameraFeed(source, _ -> {})) {
      feed.on();
      Optional<Frame> frame = feed.take(PATIENCE);
      if (frame.isPresent()) {
        return Finding.ok(
            "%s gives pictures of %d×%d."
                .formatted(source.description(), frame.get().width(), frame.get().height()));
      }
      return Finding.fault(
          feed.status() instanceof CameraStatus.Faulted(String reason, var _)
              ? reason
              : "%s gives no picture within %d s."
                  .formatted(source.description(), PATIENCE.toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.fault("The check was stopped.");
    }
  }

  private Finding player() {
    try (Players players =
        Players.open(settings, home, new Outbound(), System::nanoTime, Instant::now)) {
      MusicPlayer player = players.player();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      PlayerStatus status = player.refresh();
      while (status instanceof PlayerStatus.Unavailable && System.nanoTime() < deadline) {
        Thread.sleep(LOOK_AGAIN);
        status = player.refresh();
      }
      return status instanceof PlayerStatus.Unavailable(String reason)
          ? Finding.fault(reason)
          : Finding.ok("The player answers: %s.".formatted(player.description()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.fault("The check was stopped.");
    }
  }

  private Finding disk() {
    Path file = settings.history().file().toAbsolutePath();
    Path folder = file;
    while (!Files.isDirectory(folder)) {
      Path parent = folder.getParent();
      if (parent == null) {
        return Finding.fault("The log's folder %s has no existing parent.".formatted(file));
      }
      folder = parent;
    }
    if (!Files.isWritable(folder)) {
      return Finding.fault(
          "The log can't be written in %s: change its owner, or set history.file."
              .formatted(folder));
    }
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      String sentence = "%,d MiB are free in %s".formatted(free >> 20, folder);
      return free < LEAST_FREE_BYTES
          ? Finding.fault(sentence + ": make room, or the log stops.")
          : Finding.ok(sentence + ".");
    } catch (IOException e) {
      return Finding.note(
          "The free room in %s is unknown: %s.".formatted(folder, FileTrouble.reason(e)));
    }
  }

  private Finding clock() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    if (now.isBefore(BUILT_AFTER)) {
      return Finding.fault(
          "The clock says %s, which is before Roomtone was made: connect the network so that it sets itself."
              .formatted(now));
    }
    boolean systemd = Files.isDirectory(Path.of("/run/systemd/timesync"));
    return systemd && !Files.exists(Path.of("/run/systemd/timesync/synchronized"))
        ? Finding.note("The clock has not been set from the network since the start.")
        : Finding.ok("The clock says %s.".formatted(now));
  }

  private Finding network() {
    String host = settings.web().host();
    int port = settings.web().port();
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      return Finding.fault(
          "The page can't listen on %s port %d: %s. If a kiosk is running, that is why; else set web.port."
              .formatted(host, port, e.getMessage()));
    }
    try {
      List<String> addresses =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(Inet4Address.class::isInstance)
              .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
              .map(InetAddress::getHostAddress)
              .toList();
      return addresses.isEmpty()
          ? Finding.note("No network: the page can only be seen on this machine.")
          : Finding.ok("The page will be at http://%s:%d.".formatted(addresses.getFirst(), port));
    } catch (IOException e) {
      return Finding.note("The network can't be looked at: %s.".formatted(e.getMessage()));
    }
  }

  private Finding https() {
    if (!settings.web().https()) {
      return Finding.ok("HTTPS is off: whoever can listen to the network can read the page.");
    }
    try {
      return OwnCertificate.look(home.certificate())
          .map(known ->
              Finding.ok(
                  "The page's certificate has SHA-256 %s and holds until %s."
                      .formatted(
                          known.fingerprint(), known.until().atZone(ZoneOffset.UTC).toLocalDate())))
          .orElseGet(
              () -> Finding.note("The page's certificate is made when the kiosk first starts."));
    } catch (IOException e) {
      return Finding.note(
          "The page's certificate in %s can't be read: run this as the user that the kiosk runs as. A damaged one is made anew at the next start."
              .formatted(home.certificate()));
    }
  }
}
