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
import roomtone.access.PinFile;
import roomtone.access.Presence;
import roomtone.camera.CameraStatus;
import roomtone.history.ActionEvent;
import roomtone.history.ChangeEvent;
import roomtone.history.FaultEvent;
import roomtone.history.History;
import roomtone.history.HistoryException;
import roomtone.history.HistoryReader;
import roomtone.history.MoodInterval;
import roomtone.history.PlayEvent;
import roomtone.history.VerdictEvent;
import roomtone.language.Phrase;
import roomtone.mood.Mood;
import roomtone.music.PlayerStatus;
import roomtone.system.Fault;
import roomtone.web.settings.SettingsOutcome;
import roomtone.web.settings.SettingsView;

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
    checkOperatorsActions();
    checkVerdicts();
    checkOperatorsOnly();
    checkBecomingTheOperator();
    checkPreview();
    checkSettings();
    checkSetup();
    checkEvents();
    assertThat(contract.unseen()).isEmpty();
  }

  private void checkPagesAndStatus() throws Exception {
    try (var test = new TestPage()) {
      for (String path :
          List.of(
              "/", "/privacy", "/proof", "/api/proof", "/notice", "/notice.pdf", "/openapi.yaml")) {
        contract.check("GET " + path, test.get(path));
      }
      for (String model : List.of("expression", "passwords")) {
        contract.check("GET /proof/cards/{model}", test.get("/proof/cards/" + model));
      }
      for (String name :
          List.of(
              "page.css",
              "page.js",
              "aim.js",
              "operator.js",
              "settings.css",
              "restart.js",
              "history.css",
              "icon.svg",
              "passwords")) {
        contract.check("GET /assets/{name}", test.get("/assets/" + name));
      }
      contract.check("GET /metrics", test.get("/metrics"));
      contract.check(
          "GET /metrics",
          test.get("/metrics", "Accept", "application/openmetrics-text;version=1.0.0"));
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

  private void checkSettings() throws Exception {
    try (var test = new TestPage()) {
      contract.check("GET /settings", test.get("/settings"));
      contract.check("GET /settings", test.get("/settings", "Accept", HTML));
      contract.check("GET /api/settings", test.get("/api/settings"));
      for (String path : List.of("/api/settings", "/api/restart")) {
        contract.check("POST " + path, test.post(path));
        contract.check("POST " + path, test.post(path, "Accept", HTML));
      }
      test.asOperator();
      contract.check("GET /settings", test.get("/settings"));
      contract.check("GET /api/settings", test.get("/api/settings"));
      for (SettingsOutcome outcome :
          List.of(
              new SettingsOutcome.Saved(
                  List.of(new SettingsOutcome.Change("music.volume", "changed it"))),
              new SettingsOutcome.Refused(List.of(new SettingsView.Trouble("music", "No."))),
              new SettingsOutcome.Overtaken(),
              new SettingsOutcome.Failed("The disk is full."))) {
        test.book.outcome = outcome;
        for (String accept : List.of("*/*", HTML)) {
          contract.check(
              "POST /api/settings", test.postForm("/api/settings", "music.volume=5", accept));
        }
      }
      contract.check("POST /api/restart", test.post("/api/restart"));
      contract.check("POST /api/restart", test.post("/api/restart", "Accept", HTML));
      test.book.unreadable = true;
      contract.check("GET /api/settings", test.get("/api/settings"));
    }
  }

  private void checkSetup() throws Exception {
    try (var test = new TestPage()) {
      contract.check("GET /setup", test.get("/setup"));
      contract.check("GET /setup", test.get("/setup", "Accept", HTML));
      contract.check("GET /api/setup", test.get("/api/setup"));
      contract.check("POST /api/setup/{step}", test.post("/api/setup/camera"));
      contract.check("POST /api/setup/panel/test", test.post("/api/setup/panel/test"));
      test.asOperator();
      contract.check("GET /setup", test.get("/setup"));
      contract.check("GET /api/setup", test.get("/api/setup"));
      for (String accept : List.of("*/*", HTML)) {
        contract.check(
            "POST /api/setup/{step}", test.postForm("/api/setup/camera", "done=true", accept));
      }
      contract.check("POST /api/setup/{step}", test.post("/api/setup/dance"));
      test.setup.full = true;
      contract.check("POST /api/setup/{step}", test.post("/api/setup/camera"));
      contract.check("POST /api/setup/panel/test", test.post("/api/setup/panel/test"));
      contract.check("POST /api/setup/panel/test", test.post("/api/setup/panel/test"));
      contract.check(
          "POST /api/setup/panel/test", test.post("/api/setup/panel/test", "Accept", HTML));
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
        Snapshots.with(new CameraStatus.Covered()),
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
    Past past = Pasts.evenings(file);
    List<String> paths = List.of("/history", "/api/history/summary", "/api/history/export");
    try (var test = new TestPage(past).asOperator()) {
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
    try (var test = new TestPage(past).asOperator()) {
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
            new FaultEvent(now, null, "player", "No sound.")),
        List.of(new ChangeEvent(now, "Chrome on Linux (no. 1)", "switched the camera off")),
        List.of(new VerdictEvent(now, "happy", false, "sad")));
  }

  private void checkLookAgain() throws Exception {
    String contractPath = "POST /api/areas/{area}/look-again";
    String path = "/api/areas/4/look-again";
    try (var test = new TestPage().asOperator()) {
      contract.check(contractPath, test.post(path));
      contract.check(contractPath, test.post(path));
      contract.check(contractPath, test.post(path, "Accept", HTML));
      assertThat(test.asked).containsExactly("look again at 4");
    }
    try (var test = new TestPage().asOperator()) {
      test.result = new ActionResult.Refused(Phrase.plain("There is no ignored place number 4."));
      contract.check(contractPath, test.post(path));
    }
  }

  private void checkActions(String action) throws Exception {
    String path = "/api/" + action;
    try (var test = new TestPage().asOperator()) {
      contract.check("POST " + path, test.post(path));
      contract.check("POST " + path, test.post(path));
      contract.check("POST " + path, test.post(path, "Accept", HTML));
      assertThat(test.asked).containsExactly(action);
    }
    try (var test = new TestPage().asOperator()) {
      test.result = new ActionResult.Refused(Phrase.plain("The camera is off."));
      contract.check("POST " + path, test.post(path));
    }
  }

  private void checkVerdicts() throws Exception {
    String contractPath = "POST /api/verdict";
    String path = "/api/verdict";
    try (var test = new TestPage()) {
      contract.check(contractPath, test.postForm(path, "agreed=maybe"));
      contract.check(contractPath, test.postForm(path, "agreed=false&expression=sad"));
      contract.check(contractPath, test.postForm(path, "agreed=true"));
      test.nanos.pass(Duration.ofSeconds(2));
      contract.check(contractPath, test.postForm(path, "agreed=true&expression=", HTML));
      assertThat(test.asked).containsExactly("verdict false sad", "verdict true nothing");
      test.result = new ActionResult.Refused(Phrase.of("refused.no-mood"));
      test.nanos.pass(Duration.ofSeconds(2));
      contract.check(contractPath, test.postForm(path, "agreed=true"));
      contract.check("POST /api/mood", test.post("/api/mood"));
      contract.check("GET /wall", test.get("/wall"));
    }
  }

  private void checkOperatorsActions() throws Exception {
    for (String path : List.of("/api/camera/on", "/api/camera/off", "/api/dj/reset")) {
      try (var test = new TestPage().asOperator()) {
        contract.check("POST " + path, test.post(path));
        contract.check("POST " + path, test.post(path, "Accept", HTML));
      }
    }
    try (var test = new TestPage().asOperator()) {
      String pin = "POST /api/dj/pin";
      contract.check(pin, test.postForm("/api/dj/pin", "expression=happy&playlist=Upbeat"));
      contract.check(pin, test.postForm("/api/dj/pin", "expression=happy", HTML));
      contract.check(pin, test.postForm("/api/dj/pin", "expression=hungry"));
      String follow = "POST /api/mood";
      contract.check(follow, test.postForm("/api/mood", "expression=happy"));
      contract.check(follow, test.postForm("/api/mood", "", HTML));
      contract.check(follow, test.postForm("/api/mood", "expression=hungry"));
      test.result = new ActionResult.Refused(Phrase.plain("There is no such playlist."));
      contract.check(follow, test.postForm("/api/mood", "expression=happy"));
      contract.check(pin, test.postForm("/api/dj/pin", "expression=happy&playlist=None"));
      contract.check("POST /api/dj/reset", test.post("/api/dj/reset"));
      contract.check("GET /dj", test.get("/dj"));
    }
    try (var test = new TestPage().asOperator()) {
      String forget = "POST /api/operator/browsers/{id}/forget";
      int other = test.access.operators().all().getFirst().id() + 1;
      test.access.operators().admit("another");
      String path = "/api/operator/browsers/" + other + "/forget";
      contract.check(forget, test.post(path));
      contract.check(forget, test.post(path));
      test.access.operators().admit("another");
      contract.check(
          forget, test.post("/api/operator/browsers/" + (other + 1) + "/forget", "Accept", HTML));
      contract.check("POST /api/operator/leave", test.post("/api/operator/leave"));
    }
    try (var test = new TestPage().asOperator()) {
      contract.check("GET /operator", test.get("/operator"));
      contract.check("GET /api/operator", test.get("/api/operator"));
      contract.check("POST /api/operator/leave", test.post("/api/operator/leave", "Accept", HTML));
    }
  }

  private void checkOperatorsOnly() throws Exception {
    try (var test = new TestPage(new TestPage.AccessRules(false, true))) {
      for (Route route : test.page.routes()) {
        if (!route.who().equals(Route.Who.ANYBODY)) {
          String path =
              route.path().replace("{area}", "4").replace("{id}", "1").replace("{step}", "name");
          contract.check(
              route.method() + " " + route.path(),
              route.path().startsWith("/api/")
                  ? test.send(route.method().toString(), path)
                  : test.get(path, "Accept", HTML));
        }
      }
    }
  }

  private void checkBecomingTheOperator() throws Exception {
    String pair = "/api/operator/pair";
    try (var test = new TestPage()) {
      contract.check("GET /operator", test.get("/operator"));
      contract.check("GET /api/operator", test.get("/api/operator"));
      var asked = test.post(pair);
      contract.check("POST " + pair, asked);
      contract.check("POST " + pair, test.post(pair));
      contract.check("POST " + pair, test.post(pair, "Accept", HTML));
      test.cookie(TestPage.cookieOf(asked));
      contract.check("POST " + pair, test.post(pair, "Accept", HTML));
      test.access.presence().press();
      contract.check("GET /operator", test.get("/operator"));
    }
    try (var test = new TestPage(new TestPage.AccessRules(true, false))) {
      contract.check("POST " + pair, test.post(pair));
      contract.check("POST " + pair, test.post(pair, "Accept", HTML));
    }
    String pin = "/api/operator/pin";
    try (var test = new TestPage()) {
      var file = new PinFile(test.access.settings().pinFile());
      file.set("271828");
      contract.check("POST " + pin, test.postForm(pin, "pin=271828"));
      contract.check("POST " + pin, test.postForm(pin, "pin=271828", HTML));
      for (int i = 0; i < 6; i++) {
        contract.check("POST " + pin, test.postForm(pin, "pin=314159"));
        contract.check("POST " + pin, test.postForm(pin, "pin=314159", HTML));
      }
      test.nanos.pass(Duration.ofHours(2));
      Files.writeString(test.access.settings().pinFile(), "damaged");
      contract.check("POST " + pin, test.postForm(pin, "pin=271828"));
      test.nanos.pass(Duration.ofHours(2));
      contract.check("POST " + pin, test.postForm(pin, "pin=271828", HTML));
    }
  }

  private void checkPreview() throws Exception {
    String preview = "/api/aim/preview";
    try (var test = new TestPage().asOperator()) {
      contract.check("GET " + preview, test.get(preview));
      contract.check("GET /api/aim/picture", test.get("/api/aim/picture"));
      contract.check("POST " + preview, test.post(preview));
      contract.check("POST " + preview, test.post(preview, "Accept", HTML));
      test.access.presence().press();
      contract.check("GET " + preview, test.get(preview));
      contract.check("GET /api/aim/picture", test.get("/api/aim/picture"));
      test.picture = new AimPicture(2, 2, new byte[] {0, 60, 120, (byte) 200});
      contract.check("GET /api/aim/picture", test.get("/api/aim/picture"));
    }
    try (var test = new TestPage().asOperator()) {
      test.access.presence().ask(Presence.Wish.OPERATE);
      contract.check("POST " + preview, test.post(preview));
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
    try (TestPage test = new TestPage().asOperator()) {
      contract.check("POST " + begin, test.post(begin));
      contract.check("POST " + begin, test.post(begin));
      contract.check("POST " + finish, test.postForm(finish, "address="));
      contract.check("POST " + finish, test.postForm(finish, "address=somewhere"));
      contract.check("POST " + finish, test.postForm(finish, "address=somewhere"));
    }
    try (TestPage test = new TestPage().asOperator()) {
      test.wantsLogin = false;
      test.result =
          new ActionResult.Refused(Phrase.plain("That was another address: copy all of it."));
      contract.check("POST " + begin, test.post(begin));
      contract.check("POST " + finish, test.postForm(finish, "address=somewhere"));
      contract.check("GET /spotify", test.get("/spotify"));
    }
    try (TestPage test = new TestPage().asOperator()) {
      contract.check("GET /spotify", test.get("/spotify"));
      contract.check("POST " + finish, test.postForm(finish, "address=somewhere", HTML));
    }
    try (TestPage test = new TestPage(false).asOperator()) {
      contract.check("GET /spotify", test.get("/spotify"));
      contract.check("GET /spotify", test.get("/spotify", "Accept", HTML));
      contract.check("POST " + begin, test.post(begin));
    }
  }
}
