package roomtone.system.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users, access lists and TLS of a real Mosquitto. */
class BrokerSecurityTest {
  private static final String AVAILABILITY = "house/roomtone/a1/availability";
  private static final String PASSWORD = "correct horse";

  @TempDir private Path folder;

  @BeforeEach
  void needsMosquitto() {
    MosquittoServer.program("mosquitto");
  }

  @Test
  void aWrongPasswordIsAFaultThatDoesNotTellIt() throws Exception {
    try (var server = withUser("")) {
      server.start();
      try (var kiosk = new TestKiosk("a1", as(server, "wrong"))) {
        awaitFault(kiosk, "refuses this kiosk's user or password");
        assertThat(kiosk.fault()).doesNotContain("wrong");
      }
      try (var kiosk = new TestKiosk("a1", as(server, PASSWORD));
          var observer = new Observer(server, "kiosk", PASSWORD)) {
        observer.await(AVAILABILITY, "online"::equals);
        Awaitility.await().atMost(Observer.DEADLINE).until(() -> kiosk.fault().isEmpty());
      }
    }
  }

  @Test
  void aTopicThatTheAccessListForbidsIsNamed() throws Exception {
    Path rules = folder.resolve("acl");
    Files.writeString(rules, "user kiosk\ntopic readwrite house/roomtone/#\n");
    try (var server = withUser("acl_file " + rules)) {
      server.start();
      try (var kiosk = new TestKiosk("a1", as(server, PASSWORD))) {
        awaitFault(kiosk, "does not take \"homeassistant/device/roomtone_a1/config\"");
      }
    }
  }

  @Test
  void anEncryptedBrokerIsBelievedOnlyByItsAuthority() throws Exception {
    Path certificate = makeCertificate();
    try (var server =
        new MosquittoServer(
            folder,
            """
            allow_anonymous true
            certfile %1$s/certificate.pem
            keyfile %1$s/key.pem
            """
                .formatted(folder))) {
      server.start();
      String address = "mqtts://127.0.0.1:" + server.port;
      try (var kiosk = new TestKiosk("a1", encrypted(address, Optional.empty()))) {
        awaitFault(kiosk, "can't be trusted: name the file");
      }
      Path missing = folder.resolve("missing.pem");
      try (var kiosk = new TestKiosk("a1", encrypted(address, Optional.of(missing)))) {
        awaitFault(kiosk, "missing.pem, but it can't be read");
      }
      try (var kiosk = new TestKiosk("a1", encrypted(address, Optional.of(certificate)))) {
        Awaitility.await()
            .atMost(Observer.DEADLINE)
            .until(() ->
                Files.readString(folder.resolve("mosquitto.log")).contains("as roomtone-a1 (p5"));
        assertThat(kiosk.fault()).isEmpty();
      }
    }
  }

  private static void awaitFault(TestKiosk kiosk, String part) {
    Awaitility.await().atMost(Observer.DEADLINE).until(() -> kiosk.fault().contains(part));
  }

  private MosquittoServer withUser(String more) throws Exception {
    Path users = folder.resolve("users");
    run(
        MosquittoServer.program("mosquitto_passwd").toString(),
        "-b",
        "-c",
        users.toString(),
        "kiosk",
        PASSWORD);
    return new MosquittoServer(
        folder, "allow_anonymous false\npassword_file %s\n%s".formatted(users, more));
  }

  private static MqttSettings as(MosquittoServer server, String password) {
    return TestKiosk.with(
        server.address(), Optional.of("kiosk"), Optional.of(password), Optional.empty(), true);
  }

  private static MqttSettings encrypted(String address, Optional<Path> authority) {
    return TestKiosk.with(address, Optional.empty(), Optional.empty(), authority, true);
  }

  /** A certificate for this machine that vouches for itself, and its key beside it. */
  private Path makeCertificate() throws Exception {
    Path store = folder.resolve("store.p12");
    run(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        "broker",
        "-keyalg",
        "EC",
        "-dname",
        "CN=broker",
        "-ext",
        "san=ip:127.0.0.1",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString(),
        "-storepass",
        "changeit");
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    write("key.pem", "PRIVATE KEY", keys.getKey("broker", "changeit".toCharArray()).getEncoded());
    return write("certificate.pem", "CERTIFICATE", keys.getCertificate("broker").getEncoded());
  }

  private Path write(String name, String kind, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, text));
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(List.of(command).toString()).isZero();
  }
}
