package roomtone.music.spotify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import roomtone.music.spotify.ScriptedAccount.Device;
import roomtone.music.spotify.ScriptedAccount.Playlist;
import roomtone.music.spotify.ScriptedAccount.Track;

/**
 * Spotify, played: it keeps the state of an account and its speakers, refuses what its
 * documentation does not allow, and misbehaves as it is told.
 *
 * <p>It is a wire itself, so that tests move its time; {@link SpotifyServer} puts it on a socket.
 */
final class ScriptedSpotify implements Wire {
  static final Duration DEADLINE = Duration.ofSeconds(2);
  static final String LOUNGE = "Lounge";
  static final String PHONE = "Somebody's phone";
  private static final Duration LAG = Duration.ofMillis(200);
  private static final Duration WAIT = Duration.ofSeconds(20);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final PublicDescription DESCRIPTION = new PublicDescription();

  final FakeTime time;
  final ScriptedAccounts accounts;
  final List<Device> devices = new ArrayList<>();
  final List<Playlist> playlists = new ArrayList<>();
  final List<String> violations = new ArrayList<>();
  final List<String> requests = new ArrayList<>();
  final List<Long> times = new ArrayList<>();
  final Set<Misbehaviour> misbehaviours = EnumSet.noneOf(Misbehaviour.class);

  /** Switched on after the next accepted play. */
  Optional<Misbehaviour> afterPlay = Optional.empty();

  boolean playing;
  boolean shuffled;
  String repeat = "off";
  String context = "";
  @Nullable Device active;
  private List<Track> queue = List.of();
  private int track;
  private long trackBegan;
  private long pausedAt;
  private String stale = "";
  private long staleUntil;

  ScriptedSpotify(FakeTime time) {
    this.time = time;
    accounts = new ScriptedAccounts(time);
    devices.add(new Device("kitchenid", "Kitchen"));
    devices.add(new Device("loungeid01", LOUNGE));
    playlists.add(ScriptedAccount.playlist("Upbeat", true));
    playlists.add(ScriptedAccount.playlist("Calm", true));
    playlists.add(ScriptedAccount.playlist("Rap", false));
  }

  // What people do.

  Device device(String name) {
    return devices.stream().filter(device -> device.name.equals(name)).findFirst().orElseThrow();
  }

  void takeOverOnPhone() {
    if (devices.stream().noneMatch(device -> device.name.equals(PHONE))) {
      devices.add(new Device("phoneid", PHONE));
    }
    begin(device(PHONE), "spotify:album:somethingelse", tracksElsewhere(), 0);
  }

  void chooseSomethingElseHere() {
    begin(device(LOUNGE), "spotify:album:somethingelse", tracksElsewhere(), 0);
  }

  private static List<Track> tracksElsewhere() {
    return List.of(new Track("foreigntrack", "Somebody's song", 300, false));
  }

  void pauseByHand() {
    if (playing) {
      pausedAt = time.getAsLong() - trackBegan;
      playing = false;
    }
  }

  /** Whether music comes out of the lounge's speaker. */
  boolean soundsInTheRoom() {
    return playing && active != null && active.id.startsWith("lounge") && devices.contains(active);
  }

  void begin(Misbehaviour misbehaviour) {
    misbehaviours.add(misbehaviour);
    switch (misbehaviour) {
      case INVALID_GRANT -> accounts.revokeEverything();
      case RENAMED_SPEAKER ->
          devices.stream()
              .filter(device -> device.id.startsWith("lounge"))
              .forEach(device -> device.name = "Salon");
      case VANISHED_SPEAKER -> {
        if (active != null && active.id.startsWith("lounge")) {
          pauseByHand();
          active = null;
        }
        devices.removeIf(device -> device.id.startsWith("lounge"));
      }
      case TAKEN_OVER -> takeOverOnPhone();
      default -> {}
    }
  }

  /** Ends it, as far as Spotify can: a login that ended stays so until a person makes another. */
  void end(Misbehaviour misbehaviour) {
    misbehaviours.remove(misbehaviour);
    switch (misbehaviour) {
      case RENAMED_SPEAKER ->
          devices.stream()
              .filter(device -> device.id.startsWith("lounge"))
              .forEach(device -> device.name = LOUNGE);
      case VANISHED_SPEAKER -> {
        if (devices.stream().noneMatch(device -> device.id.startsWith("lounge"))) {
          devices.add(new Device("loungeid02", LOUNGE));
        }
      }
      case TAKEN_OVER -> {
        if (active != null && active.name.equals(PHONE)) {
          pauseByHand();
        }
      }
      default -> {}
    }
  }

  // What the wire carries.

  @Override
  public Answer send(Question question) throws SpotifyException {
    times.add(time.getAsLong());
    requests.add(question.method() + " " + question.uri().getPath());
    time.pass(Duration.ofMillis(60));
    if (is(Misbehaviour.OFFLINE)) {
      throw new SpotifyException(Trouble.OFFLINE);
    }
    if (is(Misbehaviour.WRONG_CLOCK)) {
      throw new SpotifyException(Trouble.CLOCK);
    }
    if (is(Misbehaviour.HANG)) {
      time.pass(DEADLINE);
      throw new SpotifyException(Trouble.SLOW);
    }
    Answer answer = answer(question);
    if (is(Misbehaviour.HALF_AN_ANSWER)) {
      if (answer.body().length() < 2) {
        throw new SpotifyException(Trouble.GARBLED);
      }
      return new Answer(
          answer.status(),
          answer.headers(),
          answer.body().substring(0, answer.body().length() / 2));
    }
    return answer;
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  boolean is(Misbehaviour misbehaviour) {
    return misbehaviours.contains(misbehaviour);
  }

  /** The answer to a request, misbehaviours of the wire itself aside. */
  Answer answer(Question question) {
    if (is(Misbehaviour.CAPTIVE_PORTAL)) {
      return new Answer(
          200, Map.of("Content-Type", "text/html"), "<html><body>Welcome! Log in.</body></html>");
    }
    boolean look =
        question.method().equals("GET") && question.uri().getPath().equals("/v1/me/player");
    if (is(Misbehaviour.SERVER_ERROR) || (look && is(Misbehaviour.BLIND))) {
      return new Answer(503, Map.of(), "upstream connect error");
    }
    if (question.uri().getPath().equals("/api/token")) {
      return question.method().equals("POST") ? accounts.token(question) : invalid(question, "");
    }
    Optional<Answer> limit = limit();
    if (limit.isPresent()) {
      return limit.get();
    }
    DocumentedApi.Operation operation = DocumentedApi.operation(question);
    if (operation == null) {
      return invalid(question, "is not documented");
    }
    if (!accounts.accepts(question.authorization())) {
      return SpotifyAnswers.error(401, "The access token expired", "");
    }
    String violation = DocumentedApi.violation(operation, question, accounts.scopes());
    if (violation.isEmpty()) {
      violation = DESCRIPTION.violation(question, accounts.scopes());
    }
    return violation.isEmpty() ? perform(question) : invalid(question, violation);
  }

  private Optional<Answer> limit() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(time.instant().atOffset(ZoneOffset.UTC));
    Instant then = time.instant().plus(WAIT);
    if (is(Misbehaviour.LIMITED_WITH_SECONDS)) {
      return Optional.of(
          SpotifyAnswers.limited(Map.of("Retry-After", String.valueOf(WAIT.toSeconds()))));
    }
    if (is(Misbehaviour.LIMITED_WITH_DATE)) {
      String until = DateTimeFormatter.RFC_1123_DATE_TIME.format(then.atOffset(ZoneOffset.UTC));
      return Optional.of(SpotifyAnswers.limited(Map.of("Date", date, "Retry-After", until)));
    }
    if (is(Misbehaviour.LIMITED_WITH_NOTHING)) {
      return Optional.of(SpotifyAnswers.limited(Map.of()));
    }
    return is(Misbehaviour.QUOTA_EXCEEDED)
        ? Optional.of(SpotifyAnswers.error(429, "Quota", "QUOTA_EXCEEDED"))
        : Optional.empty();
  }

  private Answer invalid(Question question, String why) {
    violations.add(question.method() + " " + question.uri().getPath() + " " + why);
    return SpotifyAnswers.error(400, "Invalid request", "");
  }

  private Answer perform(Question question) {
    advance();
    String path = question.uri().getPath();
    if (path.equals("/v1/me/player/devices")) {
      ArrayNode list = JSON.arrayNode();
      devices.forEach(device -> list.add(SpotifyAnswers.document(device, active)));
      return SpotifyAnswers.json(JSON.objectNode().set("devices", list));
    }
    if (path.equals("/v1/me/playlists")) {
      return SpotifyAnswers.json(SpotifyAnswers.listOf(playlists));
    }
    if (path.startsWith("/v1/playlists/")) {
      return SpotifyAnswers.items(playlists, path.split("/")[3]);
    }
    if (question.method().equals("GET")) {
      return state();
    }
    if (is(Misbehaviour.PREMIUM_REQUIRED)) {
      return SpotifyAnswers.error(
          403, "Player command failed: Premium required", "PREMIUM_REQUIRED");
    }
    if (is(Misbehaviour.RESTRICTION_VIOLATED)) {
      return SpotifyAnswers.error(403, "Player command failed: Restriction violated", "UNKNOWN");
    }
    return command(question, path);
  }

  private Answer command(Question question, String path) {
    JsonNode body = Documents.readLeniently(question.body());
    Map<String, String> query = DocumentedApi.parameters(question.uri());
    String id =
        path.equals("/v1/me/player")
            ? body.path("device_ids").path(0).asText()
            : query.getOrDefault("device_id", active == null ? "" : active.id);
    Optional<Device> target = devices.stream().filter(device -> device.id.equals(id)).findFirst();
    if (target.isEmpty() || is(Misbehaviour.NO_ACTIVE_DEVICE)) {
      return SpotifyAnswers.error(
          404, "Player command failed: No active device found", "NO_ACTIVE_DEVICE");
    }
    remember();
    return switch (path) {
      case "/v1/me/player" -> {
        active = target.get();
        if (!body.path("play").asBoolean()) {
          pauseByHand();
        }
        yield SpotifyAnswers.done();
      }
      case "/v1/me/player/play" -> play(target.get(), body);
      case "/v1/me/player/pause" -> {
        if (!playing) {
          yield SpotifyAnswers.error(403, "Player command failed: Restriction violated", "UNKNOWN");
        }
        pauseByHand();
        yield SpotifyAnswers.done();
      }
      case "/v1/me/player/next" -> {
        if (queue.isEmpty()) {
          yield SpotifyAnswers.error(403, "Player command failed: Restriction violated", "UNKNOWN");
        }
        track = (track + 1) % queue.size();
        trackBegan = time.getAsLong();
        playing = true;
        yield SpotifyAnswers.done();
      }
      case "/v1/me/player/volume" -> {
        target.get().volume = Integer.parseInt(query.getOrDefault("volume_percent", "0"));
        yield SpotifyAnswers.done();
      }
      case "/v1/me/player/shuffle" -> {
        shuffled = "true".equals(query.get("state"));
        yield SpotifyAnswers.done();
      }
      default -> {
        repeat = query.getOrDefault("state", "");
        yield SpotifyAnswers.done();
      }
    };
  }

  private Answer play(Device target, JsonNode body) {
    String uri = body.path("context_uri").asText("");
    if (uri.isEmpty()) {
      if (queue.isEmpty()) {
        return SpotifyAnswers.error(
            404, "Player command failed: No active device found", "NO_ACTIVE_DEVICE");
      }
      active = target;
      trackBegan = time.getAsLong() - (playing ? time.getAsLong() - trackBegan : pausedAt);
      playing = true;
      return SpotifyAnswers.done();
    }
    Optional<Playlist> found =
        playlists.stream().filter(playlist -> playlist.uri().equals(uri)).findFirst();
    if (found.isEmpty()) {
      return SpotifyAnswers.error(404, "Resource not found", "");
    }
    List<Track> tracks = found.get().tracks();
    String first = body.path("offset").path("uri").asText("").replace("spotify:track:", "");
    int start = 0;
    for (int i = 0; i < tracks.size(); i++) {
      start = tracks.get(i).id().equals(first) ? i : start;
    }
    begin(target, uri, tracks, start);
    afterPlay.ifPresent(this::begin);
    afterPlay = Optional.empty();
    return SpotifyAnswers.done();
  }

  private void begin(Device target, String uri, List<Track> tracks, int start) {
    active = target;
    context = uri;
    queue = tracks;
    track = start;
    trackBegan = time.getAsLong();
    playing = true;
  }

  private void advance() {
    while (playing && time.getAsLong() - trackBegan >= length()) {
      trackBegan += length();
      track++;
      if (track == queue.size()) {
        track = 0;
        playing = repeat.equals("context");
        pausedAt = 0;
      }
    }
  }

  private long length() {
    return Duration.ofSeconds(queue.get(track).seconds()).toNanos();
  }

  /** Spotify's state lags behind its commands. */
  private void remember() {
    stale = active == null ? "" : document().toString();
    staleUntil = time.getAsLong() + LAG.toNanos();
  }

  private Answer state() {
    if (time.getAsLong() - staleUntil < 0) {
      return stale.isEmpty() ? SpotifyAnswers.done() : new Answer(200, Map.of(), stale);
    }
    return active == null || queue.isEmpty()
        ? SpotifyAnswers.done()
        : SpotifyAnswers.json(document());
  }

  private ObjectNode document() {
    ObjectNode document = JSON.objectNode();
    Device device = active;
    if (device != null) {
      document.set("device", SpotifyAnswers.document(device, device));
    }
    document.put("repeat_state", repeat);
    document.put("shuffle_state", shuffled);
    document.put("is_playing", playing);
    document.put("timestamp", time.instant().toEpochMilli());
    document.put("progress_ms", (playing ? time.getAsLong() - trackBegan : pausedAt) / 1_000_000);
    document.put("currently_playing_type", "track");
    if (context.isEmpty()) {
      document.putNull("context");
    } else {
      document.putObject("context").put("type", "playlist").put("uri", context);
    }
    if (!queue.isEmpty()) {
      document.set("item", SpotifyAnswers.document(queue.get(track)));
    }
    document.putObject("actions").putObject("disallows").put("resuming", true);
    if (is(Misbehaviour.UNKNOWN_FIELDS)) {
      document.put("repeat_state", "spiral");
      document.put("currently_playing_type", "hologram");
      document.putObject("smart_shuffle").put("mood", 7);
      ((ObjectNode) document.path("actions").path("disallows")).put("teleporting", true);
      ((ObjectNode) document.path("device")).put("type", "Toaster").putNull("volume_percent");
    }
    return document;
  }
}
