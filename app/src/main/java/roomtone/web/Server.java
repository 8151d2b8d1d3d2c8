package roomtone.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** The HTTP server, cut down to a small box: few threads, small buffers, short patience. */
final class Server implements AutoCloseable {
  private static final int PLATFORM_THREADS = 6;
  private static final int CONNECTIONS_BESIDE_VIEWERS = 200;
  private static final int HEADER_BYTES = 8 * 1024;
  private static final int SEND_BUFFER_BYTES = 64 * 1024;
  private static final int WAITING_CONNECTIONS = 64;

  private final Javalin javalin;

  private Server(Javalin javalin) {
    this.javalin = javalin;
  }

  /**
   * Opens the port and answers.
   *
   * @param patience how long a connection may stand still, a write that is not read included
   * @throws WebException if the port can't be opened
   */
  static Server start(
      WebSettings settings,
      List<Route> routes,
      RequestGuard guard,
      Door door,
      Problems problems,
      Duration patience)
      throws WebException {
    Javalin javalin =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.startup.showOldJavalinVersionWarning = false;
          config.startup.startupWatcherEnabled = false;
          config.http.prefer405over404 = true;
          config.http.generateEtags = false;
          config.router.ignoreTrailingSlashes = false;
          tune(config, settings, patience);
          config.routes.before(guard::check);
          problems.register(config.routes);
          for (Route route : routes) {
            Handler handler = door.guarding(route);
            config.routes.addHttpHandler(route.method(), route.path(), handler);
            if (route.method().equals(HandlerType.GET)) {
              config.routes.addHttpHandler(HandlerType.HEAD, route.path(), handler);
            }
          }
        });
    try {
      return new Server(javalin.start());
    } catch (UncheckedIOException e) {
      throw new WebException(cannotListen(settings, e), e);
    }
  }

  private static void tune(JavalinConfig config, WebSettings settings, Duration patience) {
    var threads = new QueuedThreadPool(PLATFORM_THREADS, 1);
    threads.setName("web");
    threads.setReservedThreads(0);
    threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("web-"));
    config.jetty.threadPool = threads;
    config.jetty.modifyHttpConfiguration(http -> {
      http.setRequestHeaderSize(HEADER_BYTES);
      http.setUriCompliance(UriCompliance.DEFAULT);
      http.setSendServerVersion(false);
      http.setIdleTimeout(patience.toMillis());
    });
    config.jetty.modifyServer(server -> {
      var errors = new ErrorHandler();
      errors.setShowStacks(false);
      errors.setShowCauses(false);
      server.setErrorHandler(errors);
      server.setStopTimeout(0);
      server.addBean(
          new NetworkConnectionLimit(settings.viewers() + CONNECTIONS_BESIDE_VIEWERS, server));
    });
    config.jetty.addConnector((server, http) -> listen(server, http, settings, patience));
  }

  /** Opens the port here already, where a failure is not yet one of the whole server. */
  private static Connector listen(
      org.eclipse.jetty.server.Server server,
      HttpConfiguration http,
      WebSettings settings,
      Duration patience) {
    var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(patience.toMillis());
    connector.setAcceptQueueSize(WAITING_CONNECTIONS);
    connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
    try {
      connector.open();
      return connector;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String cannotListen(WebSettings settings, Throwable failure) {
    String reason = String.valueOf(rootMessage(failure));
    if (reason.contains("in use")) {
      return "Port %d is in use by another program: stop that, or choose another with --port."
          .formatted(settings.port());
    }
    if (reason.contains("ermission denied")) {
      return "Port %d needs more rights than this program has: choose one above 1023 with --port."
          .formatted(settings.port());
    }
    return "The page can't listen on %s, port %d: is that an address of this machine? (%s)"
        .formatted(settings.host(), settings.port(), reason);
  }

  private static @Nullable String rootMessage(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure.getMessage() : rootMessage(cause);
  }

  /** The port that it listens on. */
  int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
