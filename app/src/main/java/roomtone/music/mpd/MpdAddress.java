package roomtone.music.mpd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an MPD listens. */
sealed interface MpdAddress {
  /** The port where the address names none. */
  int DEFAULT_PORT = 6600;

  /** A Unix socket on this machine. */
  record Socket(Path path) implements MpdAddress {
    @Override
    public SocketAddress resolve(Deadline deadline) {
      return UnixDomainSocketAddress.of(path);
    }

    @Override
    public String machine() {
      return "localhost";
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /** A machine and a port, 1 to 65535. */
  record Tcp(String host, int port) implements MpdAddress {
    private static final Pattern FORM =
        Pattern.compile("(?<host>[\\w.-]+|\\[[0-9a-fA-F:.]+])(:(?<port>\\d{1,5}))?");

    /** Asks for the host's address on a thread of its own: a name server may take its time. */
    @Override
    public SocketAddress resolve(Deadline deadline) throws IOException {
      FutureTask<InetAddress> lookup = new FutureTask<>(() -> InetAddress.getByName(host));
      Thread.ofVirtual().name("mpd-lookup").start(lookup);
      try {
        return new InetSocketAddress(
            lookup.get(deadline.remainingMillis(), TimeUnit.MILLISECONDS), port);
      } catch (TimeoutException timeout) {
        throw new SocketTimeoutException("the name " + host + " was not resolved in time");
      } catch (ExecutionException failed) {
        throw new UnknownHostException("the name " + host + " is unknown");
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", interrupted);
      }
    }

    @Override
    public String machine() {
      return host;
    }

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** Who that is, without a path: {@code "localhost"} for a socket. */
  String machine();

  /** The address to connect to, within the deadline. */
  SocketAddress resolve(Deadline deadline) throws IOException;

  /** Reads {@code /path/of/socket}, {@code host} or {@code host:port}. */
  static MpdAddress parse(String text) {
    if (text.startsWith("/")) {
      return new Socket(Path.of(text));
    }
    Matcher matcher = Tcp.FORM.matcher(text);
    if (matcher.matches()) {
      String digits = matcher.group("port");
      int port = digits == null ? DEFAULT_PORT : Integer.parseInt(digits);
      if (port >= 1 && port <= 65535) {
        return new Tcp(matcher.group("host"), port);
      }
    }
    throw new IllegalArgumentException(
        "address must be a socket's path, host or host:port, not \"" + text + "\"");
  }
}
