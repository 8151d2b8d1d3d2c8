package roomtone.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.KioskProcess;
import roomtone.camera.CameraFeed;
import roomtone.camera.CameraSource;
import roomtone.camera.HiddenAreas;
import roomtone.camera.ReplayPace;
import roomtone.config.Settings;
import roomtone.face.FaceTracker;
import roomtone.face.IgnoredAreas;
import roomtone.mood.MoodListener;
import roomtone.mood.MoodTracker;
import roomtone.system.Faults;
import roomtone.system.service.ListeningManager;
import roomtone.system.service.ServiceManager;
import roomtone.system.service.Starts;
import roomtone.system.service.Watchdog;

/** The rungs of the ladder above a part's own: the process, and safe mode where that fails. */
class ServiceTest {
  @TempDir private Path state;
  @TempDir private Path run;

  private final HttpClient client = HttpClient.newHttpClient();

  private KioskProcess kiosk(ListeningManager systemd, String... arguments) throws Exception {
    return KioskProcess.start(
        state,
        List.of(
            "env",
            "NOTIFY_SOCKET=" + systemd.address(),
            "WATCHDOG_USEC=20000000",
            "RUNTIME_DIRECTORY=" + run),
        arguments);
  }

  @Test
  void aServiceSaysThatItIsReadyAliveAndStopping() throws Exception {
    try (ListeningManager systemd = ListeningManager.start(run.resolve("notify"));
        KioskProcess kiosk = kiosk(systemd, "--demo")) {
      assertThat(systemd.next()).isEqualTo("READY=1\nSTATUS=the page is at " + kiosk.address());
      for (int i = 0; i < 3; i++) {
        assertThat(systemd.next()).isEqualTo("WATCHDOG=1");
      }
      JsonNode service = status(kiosk).get("service");
      assertThat(service.get("starts").asInt()).isEqualTo(1);
      assertThat(service.has("failure")).isFalse();
      assertThat(kiosk.stop()).isEqualTo(143);
      String last = systemd.next();
      while (last.equals("WATCHDOG=1")) {
        last = systemd.next();
      }
      assertThat(last).startsWith("STOPPING=1");
    }
    assertThat(Starts.note(Optional.of(run), Instant::now).lastFailure()).isEmpty();
  }

  @Test
  void aLoopThatIsWedgedIsTheEndOfTheSignsOfLife() throws Exception {
    Settings settings = Settings.defaults(Map.of(), state.resolve("unused.db"));
    Path clip = Path.of(System.getProperty("roomtone.home"), "models/demo/lounge.mp4");
    var eyes = new SafeMode.ClosedEyes();
    var reader =
        new RoomReader(
            HiddenAreas.parse(""),
            eyes,
            new FaceTracker(settings.face(), IgnoredAreas.none(), eyes::confirms),
            eyes,
            new MoodTracker(settings.mood(), 0),
            new AimWatch(),
            new StageTimes());
    var wedge = new CountDownLatch(1);
    var free = new CountDownLatch(1);
    MoodListener wedged =
        _ -> {
          if (wedge.getCount() == 0) {
            try {
              free.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    try (ListeningManager systemd = ListeningManager.start(run.resolve("notify"))) {
      var manager =
          ServiceManager.of(
              Map.of("NOTIFY_SOCKET", systemd.address(), "WATCHDOG_USEC", "20000000"));
      var starts = Starts.note(Optional.of(run), Instant::now);
      try (Watchdog watchdog = Watchdog.start(manager, System::nanoTime, starts::lastWords);
          CameraFeed feed =
              new CameraFeed(
                  CameraSource.from(
                      settings.camera().replaying(clip, ReplayPace.REAL_TIME, true), Instant::now),
                  _ -> {});
          Watchdog.Pulse pulse = watchdog.watch("The mood loop", watchdog.patience())) {
        feed.on();
        var loop =
            new MoodLoop(
                feed,
                reader,
                List.of(wedged),
                new StageTimes(),
                new Faults(Instant::now),
                System::nanoTime,
                Instant::now,
                pulse::beat);
        Thread main =
            Thread.ofPlatform()
                .daemon()
                .start(() -> {
                  try {
                    loop.run();
                  } catch (InterruptedException _) {
                    // The end.
                  }
                });
        for (int i = 0; i < 2; i++) {
          assertThat(systemd.next()).isEqualTo("WATCHDOG=1");
        }
        wedge.countDown();
        String last = systemd.next();
        while (last.equals("WATCHDOG=1")) {
          last = systemd.next();
        }
        assertThat(last)
            .startsWith("STATUS=The mood loop has not moved for")
            .endsWith("WATCHDOG=trigger");
        main.interrupt();
        free.countDown();
        assertThat(main.join(Duration.ofMinutes(1))).isTrue();
      }
    }
    assertThat(Starts.note(Optional.of(run), Instant::now).lastFailure().orElseThrow().reason())
        .startsWith("The mood loop has not moved for");
  }

  @Test
  void afterThreeFailuresInARowThePageIsServedInSafeMode() throws Exception {
    for (int i = 0; i < 2; i++) {
      Starts.note(Optional.of(run), Instant::now)
          .lastWords("The mood loop has not moved for 31 s.");
    }
    try (ListeningManager systemd = ListeningManager.start(run.resolve("notify"))) {
      try (KioskProcess kiosk = kiosk(systemd, "--demo")) {
        assertThat(systemd.next()).startsWith("READY=1\nSTATUS=the page is at");
        assertThat(status(kiosk).at("/service/failedInARow").asInt()).isEqualTo(2);
        // It is killed without a word when this closes.
      }
      Files.writeString(run.resolve("service-result"), "signal, killed KILL");
      try (KioskProcess kiosk = kiosk(systemd, "--demo")) {
        String address = kiosk.address();
        JsonNode status = status(kiosk);
        assertThat(status.at("/service/starts").asInt()).isEqualTo(4);
        assertThat(status.at("/camera/state").asText()).isNotEqualTo("running");
        assertThat(status.at("/player/state").asText()).isEqualTo("unavailable");
        assertThat(get(address + "/").body())
            .contains("Safe mode")
            .contains("failed 3 times in a row")
            .contains("signal, killed KILL");
        assertThat(get(address + "/healthz").statusCode()).isEqualTo(503);
        assertThat(kiosk.stop()).isEqualTo(143);
      }
      try (KioskProcess kiosk = kiosk(systemd, "--demo")) {
        assertThat(status(kiosk).at("/model/name").asText())
            .as("after a stop that was wanted it tries again to run whole")
            .isNotEqualTo("none");
      }
    }
  }

  @Test
  void asAServiceWrongSettingsAreSaidOnThePage() throws Exception {
    Path broken = Files.writeString(state.resolve("broken.yaml"), "camera:\n  kind: telescope\n");
    try (ListeningManager systemd = ListeningManager.start(run.resolve("notify"));
        KioskProcess kiosk = kiosk(systemd, "--config", broken.toString())) {
      assertThat(get(kiosk.address() + "/").body()).contains("Safe mode").contains("telescope");
      assertThat(systemd.next()).startsWith("READY=1\nSTATUS=safe mode at");
    }
  }

  private JsonNode status(KioskProcess kiosk) throws Exception {
    return JsonMapper.builder().build().readTree(get(kiosk.address() + "/api/status").body());
  }

  private HttpResponse<String> get(String address) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
