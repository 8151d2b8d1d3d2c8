package roomtone.web.tls;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The Java runtime's own program for keys and certificates. It runs once a year for a second; a
 * library for that would stay in the kiosk's memory. Any thread.
 */
final class Keytool {
  // A kiosk's clock may be a little behind that of whoever looks.
  private static final Duration EARLIER = Duration.ofDays(1);
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+");
  // What may stand in keytool's lists of names without a meaning of its own.
  private static final Pattern PLAIN = Pattern.compile("[a-zA-Z0-9.-]+");
  // keytool takes it as local time, so it is started with UTC's.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Keytool() {}

  /**
   * Makes a key (EC P-256) and the certificate that it signs for itself, for a server.
   *
   * @param names host names and IPv4 addresses; the first is the one it is called by
   * @return a PKCS #12 file with both under the alias
   * @throws IOException if keytool is missing, fails or does not end
   */
  static byte[] selfSigned(
      List<String> names, Instant now, Duration validity, String alias, String password)
      throws IOException {
    for (String name : names) {
      if (!PLAIN.matcher(name).matches()) {
        throw new IOException("a certificate can't be made for the name \"" + name + "\"");
      }
    }
    Path folder = Files.createTempDirectory("certificate");
    Path file = folder.resolve("made.p12");
    try {
      run(
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
              "-J-Xmx32m",
              "-J-XX:+UseSerialGC",
              "-J-XX:TieredStopAtLevel=1",
              "-J-Duser.timezone=UTC",
              "-J-Duser.language=en",
              "-genkeypair",
              "-alias",
              alias,
              "-keyalg",
              "EC",
              "-groupname",
              "secp256r1",
              "-sigalg",
              "SHA256withECDSA",
              "-dname",
              "CN=%s, O=\"Roomtone, made on this device\"".formatted(names.getFirst()),
              "-startdate",
              TIME.format(now.minus(EARLIER)),
              "-validity",
              Long.toString(validity.plus(EARLIER).toDays()),
              "-ext",
              "BasicConstraints:critical=ca:false",
              "-ext",
              "KeyUsage:critical=digitalSignature",
              "-ext",
              "ExtendedKeyUsage=serverAuth",
              "-ext",
              "SubjectAlternativeName="
                  + names.stream().map(Keytool::alternative).collect(Collectors.joining(",")),
              "-storetype",
              "PKCS12",
              "-keystore",
              file.toString(),
              // It guards nothing: who may read the file does.
              "-storepass",
              password));
      return Files.readAllBytes(file);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }

  private static void run(List<String> command) throws IOException {
    Process keytool =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .start();
    try {
      String said =
          new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!keytool.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        throw new IOException("%s failed: %s".formatted(command.getFirst(), said));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a certificate was made", e);
    } finally {
      keytool.destroyForcibly();
    }
  }

  private static String alternative(String name) {
    return (ADDRESS.matcher(name).matches() ? "ip:" : "dns:") + name;
  }
}
