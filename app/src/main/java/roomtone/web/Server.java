package roomtone.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import roomtone.web.tls.OwnCertificate;

/** The HTTP server, cut down to a small box: few threads, small buffers, short patience. */
final class Server implements AutoCloseable {
  private static final int PLATFORM_THREADS = 6;
  private static final int PLATFORM_THREADS_FOR_HTTPS = 3;
  private static final int CONNECTIONS_BESIDE_VIEWERS = 200;
  private static final int HEADER_BYTES = 8 * 1024;
  private static final int SEND_BUFFER_BYTES = 64 * 1024;
  private static final int WAITING_CONNECTIONS = 64;

  // What says that the kiosk lives, and how it does: those who ask rarely know its certificate.
  private static final Set<String> PLAIN_TOO = Set.of("/healthz", "/metrics");

  private final WebSettings settings;
  private final @Nullable SecureListener secure;
  private final List<ServerConnector> connectors = new ArrayList<>();
  private final Javalin javalin;

  /**
   * Opens the port and answers.
   *
   * @param patience how long a connection may stand still, a write that is not read included
   * @throws WebException if the port can't be opened
   */
  static Server start(
      WebSettings settings,
      @Nullable OwnCertificate certificate,
      List<Route> routes,
      RequestGuard guard,
      Door door,
      Problems problems,
      Duration patience)
      throws WebException {
    var server = new Server(settings, certificate, routes, guard, door, problems, patience);
    server.open();
    return server;
  }

  private Server(
      WebSettings settings,
      @Nullable OwnCertificate certificate,
      List<Route> routes,
      RequestGuard guard,
      Door door,
      Problems problems,
      Duration patience) {
    this.settings = settings;
    secure = certificate == null ? null : new SecureListener(certificate);
    javalin =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.startup.showOldJavalinVersionWarning = false;
          config.startup.startupWatcherEnabled = false;
          config.http.prefer405over404 = true;
          config.http.generateEtags = false;
          config.router.ignoreTrailingSlashes = false;
          tune(config, patience);
          config.routes.before(guard::check);
          config.routes.before(this::leadToHttps);
          problems.register(config.routes);
          for (Route route : routes) {
            Handler handler = door.guarding(route);
            config.routes.addHttpHandler(route.method(), route.path(), handler);
            if (route.method().equals(HandlerType.GET)) {
              config.routes.addHttpHandler(HandlerType.HEAD, route.path(), handler);
            }
          }
        });
  }

  private void open() throws WebException {
    try {
      javalin.start();
    } catch (UncheckedIOException e) {
      connectors.forEach(ServerConnector::close);
      if (secure != null) {
        secure.close();
      }
      boolean isSecure = connectors.size() > 1;
      throw new WebException(
          isSecure
              ? cannotListen(settings.host(), settings.httpsPort(), "web.https-port", e)
              : cannotListen(settings.host(), settings.port(), "--port", e),
          e);
    }
  }

  /** Not for ever (307): whoever switches HTTPS off again must find the page. */
  private void leadToHttps(Context context) {
    if (secure == null || context.req().isSecure() || PLAIN_TOO.contains(context.path())) {
      return;
    }
    String host = context.req().getServerName();
    String query = context.queryString();
    context.header(
        "Location",
        "https://%s:%d%s%s"
            .formatted(
                host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host,
                securePort(),
                context.req().getRequestURI(),
                query == null ? "" : "?" + query));
    context.status(307).skipRemainingHandlers();
  }

  private void tune(JavalinConfig config, Duration patience) {
    var threads =
        new QueuedThreadPool(
            PLATFORM_THREADS + (secure == null ? 0 : PLATFORM_THREADS_FOR_HTTPS), 1);
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
    config.jetty.addConnector((server, http) ->
        listen(
            new ServerConnector(server, 1, 1, new HttpConnectionFactory(http)),
            settings.port(),
            patience));
    SecureListener listener = secure;
    if (listener != null) {
      config.jetty.addConnector((server, http) ->
          listen(listener.connector(server, http), settings.httpsPort(), patience));
    }
  }

  /** Opens the port here already, where a failure is not yet one of the whole server. */
  private Connector listen(ServerConnector connector, int port, Duration patience) {
    connectors.add(connector);
    connector.setHost(settings.host());
    connector.setPort(port);
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

  private static String cannotListen(String host, int port, String by, Throwable failure) {
    String reason = String.valueOf(rootMessage(failure));
    if (reason.contains("in use")) {
      return "Port %d is in use by another program: stop that, or choose another with %s."
          .formatted(port, by);
    }
    if (reason.contains("ermission denied")) {
      return "Port %d needs more rights than this program has: choose one above 1023 with %s."
          .formatted(port, by);
    }
    return "The page can't listen on %s, port %d: is that an address of this machine? (%s)"
        .formatted(host, port, reason);
  }

  private static @Nullable String rootMessage(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure.getMessage() : rootMessage(cause);
  }

  /** The port that it listens on for HTTP. */
  int port() {
    return connectors.getFirst().getLocalPort();
  }

  /** The same for HTTPS; 0 where that is off. */
  int securePort() {
    return secure == null ? 0 : connectors.getLast().getLocalPort();
  }

  /** What the certificate is known by; empty where there is none. */
  String fingerprint() {
    return secure == null ? "" : secure.fingerprint();
  }

  /** Looks whether the certificate must be renewed, as it does every hour. */
  void renewCertificate() {
    if (secure != null) {
      secure.renew();
    }
  }

  @Override
  public void close() {
    if (secure != null) {
      secure.close();
    }
    javalin.stop();
  }
}
