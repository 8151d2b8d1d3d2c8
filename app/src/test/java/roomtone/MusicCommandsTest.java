package roomtone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import roomtone.kiosk.ExitCode;
import roomtone.kiosk.Json;

/** The commands around music: the DJ's taste, the operator's songs, Spotify's login. */
class MusicCommandsTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path settings = Path.of("");

  @BeforeEach
  void writeSettings() throws Exception {
    settings =
        Files.writeString(
            folder.resolve("roomtone.yaml"),
            """
            music:
              playlists:
                happy: "Upbeat; Filmi [hindi]"
            history:
              file: %s/roomtone.db
            spotify:
              client-id: %s
              login-file: %s/spotify.json
              redirect: http://127.0.0.1:%d/callback
            web:
              port: 1
            """
                .formatted(folder, "0123456789abcdef", folder, freePort()));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private int run(String... arguments) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }

  @Test
  void aPinIsKeptShownAndTakenBack() {
    String config = settings.toString();
    assertThat(run("dj", "pin", "happy", "Filmi", "--config", config)).isZero();
    assertThat(run("dj", "why", "--config", config)).isZero();
    assertThat(out.toString()).contains("Filmi").contains(", fixed");
    assertThat(run("dj", "pin", "happy", "Polka", "--config", config)).isEqualTo(65);
    assertThat(err.toString()).contains("“Polka” is not among music.playlists.happy");
    assertThat(run("dj", "pin", "happy", "--config", config)).isZero();
    assertThat(run("dj", "reset", "--config", config)).isZero();
    out.getBuffer().setLength(0);
    assertThat(run("dj", "why", "--json", "--config", config)).isZero();
    assertThat(Json.read(out.toString()).path("known").path(0).path("plays").asInt(-1)).isZero();
    assertThat(out.toString()).doesNotContain("\"pinned\" : true");
  }

  @Test
  void aSimulationSaysWhatWasLearnt() {
    assertThat(run("dj", "simulate", "--json", "--plays", "50", "--seeds", "3")).isZero();
    var document = Json.read(out.toString());
    assertThat(document.path("plays").asInt()).isEqualTo(50);
    assertThat(document.path("seeds").asInt()).isEqualTo(3);
    assertThat(document.path("best").asDouble()).isEqualTo(0.8);
    assertThat(document.path("meanReward").asDouble()).isBetween(0.4, 0.9);
    assertThat(document.path("uniform").asDouble()).isBetween(0.539, 0.541);
  }

  @Test
  void proposalsAreCorrectedAndBecomePlaylists() throws Exception {
    Path music = Files.createDirectories(folder.resolve("music/sub"));
    Files.writeString(music.resolve("readme.txt"), "no song");
    Path lists = Files.createDirectories(folder.resolve("lists"));
    Path home = Path.of(System.getProperty("roomtone.home"));
    assertThat(home).isDirectory();
    Path proposals = folder.resolve("moods.tsv");
    assertThat(
            run(
                "music",
                "import",
                folder.resolve("music").toString(),
                "--output",
                proposals.toString()))
        .isEqualTo(ExitCode.BAD_INPUT.number());
    assertThat(err.toString()).contains("There are no songs in");
    Files.write(
        proposals,
        List.of(
            "# a comment",
            "happy\t128\tPop\tsub/a.ogg\twhy",
            "happy\t70\tPop\tsub/b.ogg\twhy",
            "-\t0\t\tsub/c.ogg\twhy",
            "sad\t60\tBlues\tsub/d.ogg\twhy"));
    List<String> accept =
        List.of(
            "music",
            "accept",
            proposals.toString(),
            "--playlists",
            lists.toString(),
            "--config",
            settings.toString());
    assertThat(run(with(accept, "--bpm-from", "100"))).isZero();
    assertThat(lists.resolve("Upbeat.m3u")).hasContent("sub/a.ogg\n");
    assertThat(run(with(accept))).isZero();
    assertThat(lists.resolve("Upbeat.m3u")).hasContent("sub/a.ogg\nsub/b.ogg\n");
    assertThat(lists.resolve("Calm.m3u")).hasContent("sub/d.ogg\n");
  }

  private static String[] with(List<String> command, String... options) {
    return Stream.concat(command.stream(), Stream.of(options)).toArray(String[]::new);
  }

  @Test
  void loginShowsALinkAndACodeAndRefusesWhatIsNoAddress() {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream("nonsense\n".getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(run("spotify", "login", "--config", settings.toString())).isEqualTo(66);
    } finally {
      System.setIn(before);
    }
    assertThat(out.toString())
        .contains("https://accounts.spotify.com/authorize?")
        .contains("code_challenge_method=S256")
        .contains("For a home only")
        .contains("█")
        .contains("copy all of it");
    assertThat(err.toString()).contains("Nobody gave an address");
  }

  @Test
  void loginWithoutAnAppSaysHowToMakeOne() throws Exception {
    Path none = Files.writeString(folder.resolve("none.yaml"), "kiosk:\n  name: Here\n");
    assertThat(run("spotify", "login", "--config", none.toString())).isEqualTo(78);
    assertThat(err.toString())
        .contains("developer.spotify.com")
        .contains("127.0.0.1:8888/callback");
  }

  @Test
  void logoutForgets() throws Exception {
    Path file = Files.writeString(folder.resolve("spotify.json"), "{}");
    assertThat(run("spotify", "logout", "--config", settings.toString())).isZero();
    assertThat(file).doesNotExist();
  }
}
