package roomtone.web;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.web.tls.OwnCertificate;

/**
 * What serves the page by HTTPS with the kiosk's own certificate, which is looked at every hour.
 */
final class SecureListener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SecureListener.class);
  private static final Pattern HOST_NAME =
      Pattern.compile("[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?");

  private final OwnCertificate certificate;
  private final SslContextFactory.Server factory = new SslContextFactory.Server();
  private final ScheduledExecutorService hourly =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("certificate").factory());

  SecureListener(OwnCertificate certificate) {
    this.certificate = certificate;
    use(factory);
    var _ = hourly.scheduleAtFixedRate(this::renew, 1, 1, TimeUnit.HOURS);
  }

  /** The names and addresses under which the page can be opened now. */
  static List<String> names(WebSettings settings) {
    List<String> names = new ArrayList<>();
    String machine = HostNames.machine();
    if (HOST_NAME.matcher(machine).matches()) {
      names.add(machine);
      if (!machine.contains(".")) {
        names.add(machine + ".local");
      }
    }
    names.addAll(settings.hostNames());
    names.addAll(List.of("localhost", "127.0.0.1"));
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          // IPv6 addresses change each day for privacy: the certificate would, too.
          .filter(Inet4Address.class::isInstance)
          .filter(address -> !address.isLoopbackAddress())
          .map(InetAddress::getHostAddress)
          .forEach(names::add);
    } catch (SocketException e) {
      log.debug("The network can't be looked at", e);
    }
    return names.stream().distinct().toList();
  }

  /** A connector that is not open yet, for requests that are then as those by HTTP. */
  ServerConnector connector(org.eclipse.jetty.server.Server server, HttpConfiguration http) {
    var secure = new HttpConfiguration(http);
    // The guard checks names; the certificate may lack one that it allows, such as *.local.
    secure.addCustomizer(new SecureRequestCustomizer(false));
    return new ServerConnector(
        server,
        null,
        null,
        null,
        1,
        1,
        AbstractConnectionFactory.getFactories(factory, new HttpConnectionFactory(secure)));
  }

  /** What the certificate is known by. */
  String fingerprint() {
    return certificate.fingerprint();
  }

  /**
   * Serves a new certificate from now on, where the current one is near its end or lacks a name.
   */
  void renew() {
    try {
      if (certificate.renew()) {
        factory.reload(this::use);
      }
    } catch (Exception e) { // What Jetty declares.
      log.error("The new certificate can't be served: start the kiosk again", e);
    }
  }

  private void use(SslContextFactory target) {
    target.setKeyStore(certificate.keyStore());
    target.setKeyStorePassword(OwnCertificate.keyPassword());
    target.setKeyManagerPassword(OwnCertificate.keyPassword());
  }

  @Override
  public void close() {
    hourly.shutdownNow();
  }
}
