package roomtone.system.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A real Mosquitto with its own folder, listening on this machine alone. */
public final class MosquittoServer implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofSeconds(60);

  final Path folder;
  final int port;
  private final String extra;
  private @Nullable Process process;

  /**
   * Prepares the configuration.
   *
   * @param extra lines of {@code mosquitto.conf} after the listener: who may come in, and how
   */
  MosquittoServer(Path folder, String extra) throws IOException {
    this.folder = folder;
    this.extra = extra;
    this.port = freePort();
  }

  /** One that lets everybody in. */
  public static MosquittoServer open(Path folder) throws IOException {
    return new MosquittoServer(folder, "allow_anonymous true");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Without it these tests say nothing, so CI must have it; elsewhere they are skipped. */
  static Path program(String name) {
    Optional<Path> found =
        Stream.concat(
                Stream.of(System.getenv("PATH").split(":")),
                Stream.of("/usr/sbin", "/usr/local/sbin"))
            .map(place -> Path.of(place, name))
            .filter(Files::isExecutable)
            .findFirst();
    if (System.getenv("CI") != null) {
      Assertions.assertTrue(found.isPresent(), "CI needs mosquitto: apt-get install mosquitto");
    }
    Assumptions.assumeTrue(found.isPresent(), name + " is not installed");
    return found.orElseThrow();
  }

  /** Where it listens, as the settings say it. */
  public String address() {
    return "mqtt://127.0.0.1:" + port;
  }

  /** Starts the process and waits until it accepts connections. */
  public void start() throws IOException {
    Path configuration = folder.resolve("mosquitto.conf");
    Files.writeString(
        configuration,
        """
        user %s
        listener %d 127.0.0.1
        %s
        """
            .formatted(System.getProperty("user.name"), port, extra));
    process =
        new ProcessBuilder(program("mosquitto").toString(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("mosquitto.log").toFile()))
            .start();
    Awaitility.await().atMost(START_WITHIN).until(this::accepts);
  }

  private boolean accepts() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Ends it as a crash would: it keeps nothing. */
  void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      running.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
