package roomtone.music.mpd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import roomtone.music.SongOrder;
import roomtone.system.outbound.Line;
import roomtone.system.outbound.Outbound;
import roomtone.system.outbound.Purpose;

/** A real MPD with its own folders, a Unix socket and an output that makes no sound. */
public final class MpdServer implements AutoCloseable {
  static final String SILENT_OUTPUT =
      """
      audio_output {
        type "null"
        name "silence"
        sync "yes"
        mixer_type "software"
      }
      """;
  private static final Duration START_WITHIN = Duration.ofSeconds(15);

  private static final Line LINE = new Outbound().to(Purpose.MPD, "test");

  final Path folder;
  private final String extra;
  private @Nullable Process process;

  /**
   * Prepares folders and configuration.
   *
   * @param extra lines of {@code mpd.conf}: the outputs, and what else a test wants
   */
  MpdServer(Path folder, String extra) throws IOException {
    requireMpd();
    this.folder = folder;
    this.extra = extra;
    Files.createDirectories(music());
    Files.createDirectories(playlists());
  }

  /** One whose playlists of these names have two silent songs of a minute each. */
  public static MpdServer playing(Path folder, String... playlists) throws IOException {
    var server = new MpdServer(folder, SILENT_OUTPUT);
    WavFile.write(server.music().resolve("one.wav"), 60, "First Song", "");
    WavFile.write(server.music().resolve("two.wav"), 60, "Second Song", "");
    for (String playlist : playlists) {
      server.playlist(playlist, "one.wav", "two.wav");
    }
    return server;
  }

  /** Without MPD these tests say nothing, so CI must have it; elsewhere they are skipped. */
  private static void requireMpd() {
    boolean there =
        List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(place -> Files.isExecutable(Path.of(place, "mpd")));
    if (System.getenv("CI") != null) {
      Assertions.assertTrue(there, "CI needs mpd: apt-get install mpd");
    }
    Assumptions.assumeTrue(there, "mpd is not installed");
  }

  Path music() {
    return folder.resolve("music");
  }

  Path playlists() {
    return folder.resolve("playlists");
  }

  /** Where it listens. */
  public Path socket() {
    return folder.resolve("socket");
  }

  MpdSettings settings() {
    return new MpdSettings(
        socket().toString(), Optional.empty(), Duration.ofSeconds(5), SongOrder.LISTED);
  }

  /** Stores a playlist of the given lines. */
  void playlist(String name, String... entries) throws IOException {
    Files.write(playlists().resolve(name + ".m3u"), List.of(entries));
  }

  /** Starts the process, waits until it answers and reads the library. */
  public void start() throws Exception {
    start(Optional.empty());
  }

  /** The same, for an MPD that lets only the password's bearer update. */
  void start(Optional<String> password) throws Exception {
    Path configuration = folder.resolve("mpd.conf");
    Files.writeString(
        configuration,
        """
        music_directory "%1$s/music"
        playlist_directory "%1$s/playlists"
        db_file "%1$s/database"
        bind_to_address "%1$s/socket"
        zeroconf_enabled "no"
        %2$s
        """
            .formatted(folder, extra));
    Files.deleteIfExists(socket());
    process =
        new ProcessBuilder("mpd", "--no-daemon", "--stderr", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mpd.log").toFile())
            .start();
    try (MpdConnection connection = connect(password)) {
      Deadline deadline = Deadline.in(START_WITHIN);
      connection.ask(deadline, MpdCommand.of("update"));
      connection.ask(deadline, MpdCommand.of("idle", "update"));
      while (connection.ask(deadline, MpdCommand.of("status")).first("updating_db").isPresent()) {
        connection.ask(deadline, MpdCommand.of("idle", "update"));
      }
    }
  }

  /** A connection of the test's own, beside the player's. */
  MpdConnection connect() throws IOException {
    return connect(Optional.empty());
  }

  private MpdConnection connect(Optional<String> password) throws IOException {
    Deadline deadline = Deadline.in(START_WITHIN);
    while (true) {
      try {
        return MpdConnection.open(new MpdAddress.Socket(socket()), password, LINE, deadline);
      } catch (IOException notYet) {
        deadline.remainingMillis();
        LockSupport.parkNanos(10_000_000);
      }
    }
  }

  /** Gives a command of the test's own. */
  MpdReply ask(MpdCommand command) throws Exception {
    try (MpdConnection connection = connect()) {
      return connection.ask(Deadline.in(START_WITHIN), command);
    }
  }

  /** Ends it as a crash would: {@code kill -9}. */
  void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      awaitEnd(running);
    }
  }

  /** Ends it as {@code systemctl stop} would. */
  void stop() {
    Process running = process;
    if (running != null) {
      running.destroy();
      awaitEnd(running);
    }
  }

  private static void awaitEnd(Process running) {
    running.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    kill();
  }
}
