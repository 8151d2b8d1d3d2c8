package roomtone.system.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** What listens where systemd would: a small process of Python's with a real datagram socket. */
public final class ListeningManager implements AutoCloseable {
  private static final long DEADLINE_SECONDS = 60;
  private static final String PROGRAM =
      """
      import json, socket, sys
      name = sys.argv[1]
      listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      listening.bind("\\0" + name[1:] if name.startswith("@") else name)
      print("ready", flush=True)
      while True:
          print(listening.recv(65536).decode().replace("\\\\", "\\\\\\\\").replace("\\n", "\\\\n"), flush=True)
      """;

  private final Process process;
  private final String address;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

  private ListeningManager(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /** Listens at a path. */
  public static ListeningManager start(Path path) throws Exception {
    return start(path.toString());
  }

  /** Listens at a path, or at an abstract name with {@code @} before it. */
  public static ListeningManager start(String address) throws Exception {
    Process process;
    try {
      process =
          new ProcessBuilder("python3", "-c", PROGRAM, address)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      if (System.getenv("CI") != null) {
        throw e;
      }
      Assumptions.abort("needs python3: " + e.getMessage());
      throw e;
    }
    var manager = new ListeningManager(process, address);
    BufferedReader reader = process.inputReader();
    Thread.ofVirtual()
        .start(() -> {
          try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
              manager.said.add(line.translateEscapes());
            }
          } catch (IOException ended) {
            // It was closed.
          }
        });
    if (!"ready".equals(manager.next())) {
      throw new IllegalStateException("python3 does not listen");
    }
    return manager;
  }

  /** What NOTIFY_SOCKET is to be. */
  public String address() {
    return address;
  }

  /** The next datagram, waiting for it. */
  public String next() throws InterruptedException {
    String next = said.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new IllegalStateException("nothing was said within a minute");
    }
    return next;
  }

  /** How many datagrams wait to be looked at. */
  public int waiting() {
    return said.size();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
