package roomtone.music.spotify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import roomtone.music.DeckDriver;
import roomtone.music.FallbackPlayer;
import roomtone.music.PlayerStatus;
import roomtone.music.SimulatedPlayer;

/** A lounge with a scripted Spotify over a local player, turned second by second by its test. */
final class Rig implements AutoCloseable {
  final FakeTime time = new FakeTime();
  final ScriptedSpotify spotify = new ScriptedSpotify(time);
  final ScriptedRoom room = new ScriptedRoom(spotify, time);
  final SimulatedPlayer local = new SimulatedPlayer(time);
  final LoginFile file;
  final Spotify kiosk;
  final FallbackPlayer player;
  final DeckDriver deck;
  final Set<String> said = new LinkedHashSet<>();
  private final PrintStream standardError = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private double lastSound;
  private double longestSilence;

  Rig(Path folder) throws IOException {
    this(folder, settings(folder));
  }

  Rig(Path folder, SpotifySettings settings) throws IOException {
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    file = new LoginFile(settings.loginFile());
    file.write(new Login(spotify.accounts.earlierLogin(), FakeTime.START));
    kiosk = new Spotify(settings, spotify, room.watch(), time, time, time, new Random(7));
    player = new FallbackPlayer(kiosk.player(), local, Runnable::run);
    deck = new DeckDriver(player, time);
    listen();
  }

  static SpotifySettings settings(Path folder) {
    return settings(folder, true, Duration.ZERO);
  }

  static SpotifySettings settings(Path folder, boolean explicit, Duration repeatWindow) {
    return new SpotifySettings(
        ScriptedAccounts.CLIENT,
        ScriptedSpotify.LOUNGE,
        URI.create("http://127.0.0.1:8888/callback"),
        URI.create("http://spotify.test"),
        URI.create("http://accounts.spotify.test"),
        ScriptedSpotify.DEADLINE,
        folder.resolve("state/spotify.json"),
        Map.of("Rap", ScriptedAccount.playlist("Rap", false).uri()),
        true,
        explicit,
        80,
        repeatWindow);
  }

  /** Begins to count silence now. */
  void listen() {
    lastSound = time.seconds();
    longestSilence = 0;
  }

  double longestSilence() {
    return longestSilence;
  }

  void run(double seconds) {
    double end = time.seconds() + seconds;
    while (time.seconds() < end) {
      step();
    }
  }

  /** Runs until something is so, or fails after some seconds. */
  void runUntil(String what, double seconds, BooleanSupplier condition) {
    double end = time.seconds() + seconds;
    while (!condition.getAsBoolean()) {
      assertThat(time.seconds()).as(() -> what + "; " + story()).isLessThan(end);
      step();
    }
  }

  void step() {
    Duration next = deck.untilNextTurn();
    boolean soon = next.isPositive() && next.compareTo(Duration.ofSeconds(1)) < 0;
    time.pass(soon ? next : Duration.ofSeconds(1));
    deck.turn();
    deck.problem().ifPresent(said::add);
    said.add(player.description());
    said.add(player.status().toString());
    said.add(String.valueOf(kiosk.player()));
    boolean sound = spotify.soundsInTheRoom() || local.status() instanceof PlayerStatus.Playing;
    if (sound) {
      lastSound = time.seconds();
    }
    longestSilence = Math.max(longestSilence, time.seconds() - lastSound);
  }

  boolean spotifyPlays(String playlist) {
    return spotify.soundsInTheRoom()
        && spotify.context.equals(ScriptedAccount.playlist(playlist, true).uri())
        && !(local.status() instanceof PlayerStatus.Playing)
        && player.status() instanceof PlayerStatus.Playing(String name, var _, var _)
        && name.equals(playlist);
  }

  /** A person logs in again, as far as that is needed. */
  void logInAgain() throws SpotifyException {
    if (hasLostItsLogin()) {
      Invitation invitation = kiosk.login().invite().orElseThrow();
      assertThat(kiosk.login().finish(spotify.accounts.consent(invitation.link())))
          .isEqualTo(new SpotifyLogin.Outcome.Done());
    }
  }

  private boolean hasLostItsLogin() throws SpotifyException {
    return !spotify.accounts.refreshTokens.contains(file.read().orElseThrow().refreshToken());
  }

  /** A person tries to log in again, whatever the network does. */
  void tryToLogIn() throws SpotifyException {
    if (hasLostItsLogin()) {
      Invitation invitation = kiosk.login().invite().orElseThrow();
      said.add(kiosk.login().finish(spotify.accounts.consent(invitation.link())).toString());
    }
  }

  /** What must hold at every moment of every story. */
  void checkManners() throws IOException {
    assertThat(spotify.violations).as(this::story).isEmpty();
    for (int i = 20; i < spotify.times.size(); i++) {
      long nanos = spotify.times.get(i) - spotify.times.get(i - 20);
      assertThat(nanos).as(this::story).isGreaterThanOrEqualTo(30_000_000_000L);
    }
    String everything = said + log.toString(StandardCharsets.UTF_8);
    assertThat(spotify.accounts.secrets).noneMatch(everything::contains);
  }

  /** That the login on the disk is one that Spotify accepts. */
  void checkLogin() throws SpotifyException {
    String token = file.read().orElseThrow().refreshToken();
    assertThat(spotify.accounts.refreshTokens).contains(token);
  }

  String story() {
    int count = spotify.requests.size();
    return "at %.0f s, %s, %s, misbehaving %s, %d requests, last %s, said %s"
        .formatted(
            time.seconds(),
            kiosk.state(),
            player.status(),
            spotify.misbehaviours,
            count,
            spotify.requests.subList(Math.max(0, count - 12), count),
            deck.problem());
  }

  @Override
  public void close() {
    System.setErr(standardError);
    player.close();
    kiosk.close();
  }
}
