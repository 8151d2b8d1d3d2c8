package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.web.tls.OwnCertificate;

/** The page by HTTPS, asked by a client that trusts the kiosk's own certificate and no other. */
class HttpsTest {
  private static final WebSettings SETTINGS =
      new WebSettings("127.0.0.1", 0, List.of("lounge.example"), 5, true, 0, "");
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void aClientThatTrustsTheCertificateAloneReadsThePageAndHttpLeadsThere() throws Exception {
    try (var secure = new SecurePage(InstantSource.system())) {
      HttpClient client = trusting(secure.certificate);
      for (String host : List.of("localhost", "127.0.0.1")) {
        String address = "https://%s:%d".formatted(host, secure.page.securePort());
        assertThat(get(client, address + "/api/status").statusCode()).isEqualTo(200);
      }
      String plain = "http://localhost:" + secure.page.port();
      HttpResponse<String> led = get(client, plain + "/history?from=2026-11-01&x=%22");
      assertThat(led.statusCode()).isEqualTo(307);
      assertThat(led.headers().firstValue("Location"))
          .contains(
              "https://localhost:%d/history?from=2026-11-01&x=%%22"
                  .formatted(secure.page.securePort()));
      assertThat(get(client, plain + "/healthz").statusCode()).isEqualTo(200);
      assertThat(get(client, plain + "/metrics").statusCode()).isEqualTo(200);
      assertThat(led.headers().firstValue("Strict-Transport-Security")).isEmpty();
    }
  }

  @Test
  void theCertificateIsMadeOnceAndNobodyElseMayReadItsKey() throws Exception {
    String first;
    try (var secure = new SecurePage(InstantSource.system())) {
      first = secure.certificate.fingerprint();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
          .isEqualTo("rw-------");
      assertThat(OwnCertificate.look(file()).orElseThrow().fingerprint())
          .isEqualTo(first)
          .matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
      X509Certificate made = x509(secure.certificate);
      assertThat(made.getPublicKey().getAlgorithm()).isEqualTo("EC");
      assertThat(made.getSubjectAlternativeNames().stream().map(each -> each.get(1).toString()))
          .contains("localhost", "127.0.0.1", "lounge.example");
      assertThat(made.getBasicConstraints()).isEqualTo(-1);
      assertThat(made.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
      assertThat(made.getKeyUsage()).startsWith(true, false).hasSize(9);
      assertThat(made.getCriticalExtensionOIDs()).contains("2.5.29.15", "2.5.29.19");
      assertThat(Duration.between(made.getNotBefore().toInstant(), made.getNotAfter().toInstant()))
          .isEqualTo(Duration.ofDays(398));
    }
    try (var secure = new SecurePage(InstantSource.system())) {
      assertThat(secure.certificate.fingerprint()).isEqualTo(first);
    }
  }

  @Test
  void cookiesAreForHttpsAloneAndTheGuardsStand() throws Exception {
    try (var secure = new SecurePage(InstantSource.system())) {
      HttpClient client = trusting(secure.certificate);
      String address = "https://localhost:" + secure.page.securePort();
      HttpResponse<String> asked = post(client, address + "/api/operator/pair", "Origin", address);
      assertThat(asked.statusCode()).isEqualTo(200);
      assertThat(asked.headers().firstValue("Set-Cookie").orElseThrow())
          .contains("Secure", "HttpOnly", "SameSite=Strict");
      assertThat(post(client, address + "/api/skip", "Origin", "https://evil.example").statusCode())
          .isEqualTo(403);
      assertThat(post(client, address + "/api/rescan").statusCode()).isEqualTo(403);
      assertThat(rawStatus(secure, "evil.example")).contains(" 421 ");
      assertThat(rawStatus(secure, "lounge.example")).contains(" 200 ");
    }
  }

  @Test
  void anExpiredCertificateIsRenewedWhileThePageRuns() throws Exception {
    var now = new AtomicReference<>(Instant.now().minus(Duration.ofDays(500)));
    try (var secure = new SecurePage(now::get)) {
      String address = "https://localhost:%d/healthz".formatted(secure.page.securePort());
      HttpClient before = trusting(secure.certificate);
      X509Certificate old = served(secure);
      assertThatThrownBy(old::checkValidity).isInstanceOf(CertificateExpiredException.class);
      String expired = secure.certificate.fingerprint();
      now.set(Instant.now());
      secure.page.renewCertificate();
      assertThat(secure.certificate.fingerprint()).isNotEqualTo(expired);
      served(secure).checkValidity();
      assertThat(get(trusting(secure.certificate), address).statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> get(before, address)).isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void aCertificateThatLacksANameIsMadeAnew() throws Exception {
    var names = new AtomicReference<>(List.of("kiosk", "localhost", "192.0.2.7"));
    var certificate = OwnCertificate.open(file(), names::get, InstantSource.system());
    String first = certificate.fingerprint();
    names.set(List.of("KIOSK", "localhost"));
    assertThat(certificate.renew()).as("a name less").isFalse();
    names.set(List.of("kiosk", "localhost", "192.0.2.8"));
    assertThat(certificate.renew()).as("a new address").isTrue();
    assertThat(certificate.fingerprint()).isNotEqualTo(first);
  }

  @Test
  void aNameThatWouldMeanMoreToKeytoolIsRefused() {
    List<String> names = List.of("kiosk", "a,dns:evil.example");
    assertThatThrownBy(() -> OwnCertificate.open(file(), () -> names, InstantSource.system()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a,dns:evil.example");
    assertThat(file()).doesNotExist();
  }

  @Test
  void aDamagedFileIsReplaced() throws Exception {
    Files.writeString(file(), "this is no key");
    assertThatThrownBy(() -> OwnCertificate.look(file())).hasMessageContaining("is damaged");
    try (var secure = new SecurePage(InstantSource.system())) {
      String address = "https://localhost:%d/healthz".formatted(secure.page.securePort());
      assertThat(get(trusting(secure.certificate), address).statusCode()).isEqualTo(200);
    }
    assertThat(OwnCertificate.look(file())).isPresent();
  }

  @Test
  void aTakenPortIsNamedAndTheOtherOneIsFreeAgain() throws Exception {
    int port;
    try (var spare = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = spare.getLocalPort();
    }
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var test = new TestPage()) {
      var settings =
          new WebSettings("127.0.0.1", port, List.of(), 5, true, taken.getLocalPort(), "");
      assertThatThrownBy(() -> start(settings, test, certificate(InstantSource.system())))
          .isInstanceOf(WebException.class)
          .hasMessageContaining("Port %d is in use".formatted(taken.getLocalPort()));
      try (StatusPage page =
          start(
              new WebSettings("127.0.0.1", port, List.of(), 5),
              test,
              certificate(InstantSource.system()))) {
        assertThat(page.port()).isEqualTo(port);
      }
    }
  }

  /** A page by HTTPS, made of what a test's page shows. */
  private final class SecurePage implements AutoCloseable {
    final TestPage test = new TestPage();
    final OwnCertificate certificate;
    final StatusPage page;

    SecurePage(InstantSource clock) throws WebException, IOException {
      certificate = certificate(clock);
      page = start(SETTINGS, test, certificate);
    }

    @Override
    public void close() {
      page.close();
      test.close();
    }
  }

  private static StatusPage start(WebSettings settings, TestPage test, OwnCertificate certificate)
      throws WebException {
    StatusPage.Sources s = test.sources();
    return StatusPage.start(
        settings,
        new StatusPage.Sources(
            s.snapshot(),
            s.actions(),
            s.aim(),
            s.history(),
            s.past(),
            s.login(),
            s.access(),
            s.changes(),
            s.settings(),
            s.setup(),
            settings.https() ? certificate : null,
            s.proof(),
            s.metrics()),
        InstantSource.fixed(Snapshots.NOW));
  }

  private OwnCertificate certificate(InstantSource clock) throws IOException {
    return OwnCertificate.open(file(), () -> SecureListener.names(SETTINGS), clock);
  }

  private Path file() {
    return folder.resolve("https.p12");
  }

  private static X509Certificate x509(OwnCertificate certificate) throws Exception {
    return (X509Certificate) certificate.keyStore().getCertificate("page");
  }

  private static SSLContext trust(OwnCertificate certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("kiosk", x509(certificate));
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private static HttpClient trusting(OwnCertificate certificate) throws Exception {
    return HttpClient.newBuilder().sslContext(trust(certificate)).build();
  }

  private static HttpResponse<String> get(HttpClient client, String address) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(address)).timeout(DEADLINE).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(HttpClient client, String address, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(DEADLINE)
            .POST(HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The certificate that a client is shown, whose validity Java's own does not look at. */
  private static X509Certificate served(SecurePage secure) throws Exception {
    try (var socket =
        (SSLSocket)
            trust(secure.certificate)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), secure.page.securePort())) {
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  /** The first line that answers a request under a name that no resolver knows. */
  private static String rawStatus(SecurePage secure, String host) throws Exception {
    try (var socket =
        trust(secure.certificate)
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), secure.page.securePort())) {
      socket
          .getOutputStream()
          .write(
              "GET /healthz HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted(host)
                  .getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .findFirst()
          .orElseThrow();
    }
  }
}
