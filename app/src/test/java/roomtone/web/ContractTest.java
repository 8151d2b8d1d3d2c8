package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.camera.CameraStatus;
import roomtone.history.ActionEvent;
import roomtone.history.FaultEvent;
import roomtone.history.History;
import roomtone.history.HistoryArchive;
import roomtone.history.HistoryException;
import roomtone.history.HistoryReader;
import roomtone.history.MoodInterval;
import roomtone.history.PlayEvent;
import roomtone.mood.Mood;
import roomtone.music.PlayerStatus;
import roomtone.system.Fault;

/** Every answer is as the OpenAPI document says, and every documented answer is given. */
final class ContractTest {
  private static final String HTML = "text/html,application/xhtml+xml";

  @TempDir Path folder;

  private final Contract contract =
      new Contract(new String(Assets.resource("openapi.yaml"), StandardCharsets.UTF_8));

  @Test
  void everyRouteIsDocumentedAndEveryDocumentedRouteExists() throws Exception {
    try (var test = new TestPage()) {
      var routes = new TreeSet<String>();
      for (Route route : test.page.routes()) {
        if (!route.method().equals(HandlerType.HEAD)) {
          routes.add(route.method() + " " + route.path());
        }
      }
      assertThat(routes).isEqualTo(contract.operations());
    }
  }

  @Test
  void everyDocumentedAnswerIsGivenAsDocumented() throws Exception {
    checkPagesAndStatus();
    checkAim();
    checkHistory();
    checkPast();
    checkActions("skip");
    checkLogin();
    checkActions("rescan");
    checkLookAgain();
    checkEvents();
    assertThat(contract.unseen()).isEmpty();
  }

  private void checkPagesAndStatus() throws Exception {
    try (var test = new TestPage()) {
      for (String path : List.of("/", "/privacy", "/openapi.yaml")) {
        contract.check("GET " + path, test.get(path));
      }
      for (String name :
          List.of("page.css", "page.js", "aim.js", "history.css", "icon.svg", "passwords")) {
        contract.check("GET /assets/{name}", test.get("/assets/" + name));
      }
      String tag = test.get("/assets/page.css").headers().firstValue("ETag").orElseThrow();
      contract.check("GET /assets/{name}", test.get("/assets/page.css", "If-None-Match", tag));
      for (StatusSnapshot snapshot : everyKind()) {
        test.snapshot = snapshot;
        contract.check("GET /", test.get("/"));
        contract.check("GET /api/status", test.get("/api/status"));
        contract.check("GET /healthz", test.get("/healthz"));
      }
    }
  }

  private void checkAim() throws Exception {
    try (var test = new TestPage()) {
      contract.check("GET /api/aim", test.get("/api/aim"));
      for (AimView.Light light : AimView.Light.values()) {
        test.aimed = AimViews.with(light);
        contract.check("GET /aim", test.get("/aim"));
        contract.check("GET /api/aim", test.get("/api/aim"));
      }
    }
  }

  private static List<StatusSnapshot> everyKind() {
    var song = Snapshots.song("Song");
    return List.of(
        Snapshots.CHEERFUL,
        Snapshots.of(new Mood.EmptyRoom()),
        Snapshots.of(new Mood.Unsure(2)),
        Snapshots.with(new PlayerStatus.Idle()),
        Snapshots.with(new PlayerStatus.Paused("Calm", song, Duration.ZERO)),
        Snapshots.with(new PlayerStatus.Unavailable("MPD is not running: start it.")),
        Snapshots.with(new CameraStatus.Starting()),
        Snapshots.with(new CameraStatus.Off()),
        Snapshots.with(new CameraStatus.Faulted("No picture: is its cable in?", 2)),
        Snapshots.with(new StatusSnapshot.Camera("camera", new CameraStatus.Running(), 0, null)),
        Snapshots.with(new Fault("history", "The disk is full.", Snapshots.NOW)));
  }

  private void checkHistory() throws Exception {
    try (var test = new TestPage()) {
      contract.check("GET /api/history", test.get("/api/history"));
      contract.check("GET /api/history", test.get("/api/history?from=yesterday"));
    }
    HistoryReader full = (from, to) -> history();
    try (var test = new TestPage(full, 5, Duration.ofSeconds(30))) {
      contract.check("GET /api/history", test.get("/api/history"));
    }
    HistoryReader broken =
        (from, to) -> {
          throw new HistoryException("The log is broken.");
        };
    try (var test = new TestPage(broken, 5, Duration.ofSeconds(30))) {
      contract.check("GET /api/history", test.get("/api/history"));
    }
  }

  private void checkPast() throws Exception {
    Path file = folder.resolve("roomtone.db");
    Pasts.evenings(file);
    var past = new Past(HistoryArchive.of(file), Pasts::learnt);
    List<String> paths = List.of("/history", "/api/history/summary", "/api/history/export");
    try (var test = new TestPage(past)) {
      for (String path : paths) {
        contract.check("GET " + path, test.get(path));
        contract.check("GET " + path, test.get(path + "?from=yesterday", "Accept", HTML));
      }
      contract.check("GET /api/history/export", test.get("/api/history/export?format=json"));
      for (String span : List.of("day", "month", "year", "all")) {
        contract.check("GET /api/history/summary", test.get("/api/history/summary?span=" + span));
      }
    }
    Files.delete(file);
    try (var test = new TestPage(past)) {
      for (String path : paths) {
        contract.check("GET " + path, test.get(path));
      }
    }
  }

  private static History history() {
    var now = Snapshots.NOW;
    return new History(
        List.of(new MoodInterval(now, now, "happy", 0.5, 2)),
        List.of(new PlayEvent(now, "Upbeat", "Song", "", "happy")),
        List.of(new ActionEvent(now, ActionEvent.Kind.CAMERA_OFF, "empty", "", "", 0)),
        List.of(
            new FaultEvent(now, now, "camera", "No picture."),
            new FaultEvent(now, null, "player", "No sound.")));
  }

  private void checkLookAgain() throws Exception {
    String contractPath = "POST /api/areas/{area}/look-again";
    String path = "/api/areas/4/look-again";
    try (var test = new TestPage()) {
      contract.check(contractPath, test.post(path));
      contract.check(contractPath, test.post(path));
      contract.check(contractPath, test.post(path, "Accept", HTML));
      assertThat(test.asked).containsExactly("look again at 4");
    }
    try (var test = new TestPage()) {
      test.result = new ActionResult.Refused("There is no ignored place number 4.");
      contract.check(contractPath, test.post(path));
    }
  }

  private void checkActions(String action) throws Exception {
    String path = "/api/" + action;
    try (var test = new TestPage()) {
      contract.check("POST " + path, test.post(path));
      contract.check("POST " + path, test.post(path));
      contract.check("POST " + path, test.post(path, "Accept", HTML));
      assertThat(test.asked).containsExactly(action);
    }
    try (var test = new TestPage()) {
      test.result = new ActionResult.Refused("The camera is off.");
      contract.check("POST " + path, test.post(path));
    }
  }

  private void checkEvents() throws Exception {
    try (var test = new TestPage(null, 1, Duration.ofSeconds(30));
        var events = test.events()) {
      contract.check(
          "GET /api/events",
          events.response.statusCode(),
          events.response.headers().firstValue("Content-Type").orElseThrow(),
          events.data("status", "cheerful"));
      contract.check("GET /api/events", test.get("/api/events"));
    }
  }

  private void checkLogin() throws Exception {
    String begin = "/api/spotify/login";
    String finish = begin + "/finish";
    try (TestPage test = new TestPage()) {
      contract.check("POST " + begin, test.post(begin));
      contract.check("POST " + begin, test.post(begin));
      contract.check("POST " + finish, test.postForm(finish, "address="));
      contract.check("POST " + finish, test.postForm(finish, "address=somewhere"));
      contract.check("POST " + finish, test.postForm(finish, "address=somewhere"));
    }
    try (TestPage test = new TestPage()) {
      test.wantsLogin = false;
      test.result = new ActionResult.Refused("That was another address: copy all of it.");
      contract.check("POST " + begin, test.post(begin));
      contract.check("POST " + finish, test.postForm(finish, "address=somewhere"));
      contract.check("GET /spotify", test.get("/spotify"));
    }
    try (TestPage test = new TestPage()) {
      contract.check("GET /spotify", test.get("/spotify"));
      contract.check("POST " + finish, test.postForm(finish, "address=somewhere", HTML));
    }
    try (TestPage test = new TestPage(false)) {
      contract.check("GET /spotify", test.get("/spotify"));
      contract.check("GET /spotify", test.get("/spotify", "Accept", HTML));
      contract.check("POST " + begin, test.post(begin));
    }
  }
}
