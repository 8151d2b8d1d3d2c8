package roomtone.web.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.system.AtomicFile;
import roomtone.system.FileTrouble;

/**
 * The page's certificate, kept in a file that its owner alone may read.
 *
 * <ol>
 *   <li>{@link #open} takes the one in the file; where that is missing, damaged, near its end or
 *       lacks a name, a new one is made and kept.
 *   <li>{@link #renew} does so again, for a kiosk that runs for long.
 * </ol>
 *
 * <p>Any thread.
 */
public final class OwnCertificate {
  // What Apple's and Google's browsers accept at most is 398 days.
  private static final Duration VALIDITY = Duration.ofDays(397);
  private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
  // A PKCS #12 file needs one; what guards the key is who may read the file.
  private static final String PASSWORD = "roomtone";
  private static final String ALIAS = "page";
  private static final Logger log = LoggerFactory.getLogger(OwnCertificate.class);

  private final Path file;
  private final Supplier<List<String>> names;
  private final InstantSource clock;
  private SelfSigned current;

  private OwnCertificate(Path file, Supplier<List<String>> names, InstantSource clock)
      throws IOException {
    this.file = file;
    this.names = names;
    this.clock = clock;
    Optional<SelfSigned> kept = read().filter(this::isGood);
    current = kept.isPresent() ? kept.get() : make();
  }

  /**
   * Takes the certificate of a file, or makes one.
   *
   * @param names under which the page may be opened now: host names and IPv4 addresses
   * @throws IOException if none can be made
   */
  public static OwnCertificate open(Path file, Supplier<List<String>> names, InstantSource clock)
      throws IOException {
    return new OwnCertificate(file, names, clock);
  }

  /** What a certificate is known by, and until when it holds. */
  public record Known(String fingerprint, Instant until) {}

  /**
   * What is known of the certificate in a file.
   *
   * @return empty where there is none
   * @throws IOException if it can't be read
   */
  public static Optional<Known> look(Path file) throws IOException {
    try {
      return Optional.of(known(read(file).certificate()));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /** Its SHA-256, in pairs of digits with colons, as browsers show it. */
  public synchronized String fingerprint() {
    return known(current.certificate()).fingerprint();
  }

  /**
   * Makes a new one where the current one is near its end or lacks a name; whether it did.
   *
   * @throws IOException if none can be made; the current one stays
   */
  public synchronized boolean renew() throws IOException {
    if (isGood(current)) {
      return false;
    }
    current = make();
    return true;
  }

  /** Key and certificate for a server. */
  public synchronized KeyStore keyStore() {
    return current.store();
  }

  /** What opens the key of {@link #keyStore}. */
  public static String keyPassword() {
    return PASSWORD;
  }

  /** A key and the certificate that it signed for itself, as they are kept. */
  private record SelfSigned(KeyStore store, X509Certificate certificate) {}

  private Optional<SelfSigned> read() {
    try {
      return Optional.of(read(file));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      log.warn(
          "The certificate in {} can't be read, so a new one is made: {}",
          file,
          FileTrouble.reason(e));
      return Optional.empty();
    }
  }

  private static SelfSigned read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      return parse(bytes);
    } catch (GeneralSecurityException | IOException e) {
      throw new IOException(file + " is damaged", e);
    }
  }

  private static SelfSigned parse(byte[] bytes) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(bytes), PASSWORD.toCharArray());
    if (store.isKeyEntry(ALIAS) && store.getCertificate(ALIAS) instanceof X509Certificate one) {
      return new SelfSigned(store, one);
    }
    throw new IOException("it holds no key and certificate");
  }

  private boolean isGood(SelfSigned one) {
    Instant now = clock.instant();
    Instant until = one.certificate().getNotAfter().toInstant();
    return now.isBefore(until.minus(RENEWED_BEFORE))
        && !now.isBefore(one.certificate().getNotBefore().toInstant())
        && namesIn(one.certificate()).containsAll(lowerCase(names.get()));
  }

  private SelfSigned make() throws IOException {
    byte[] bytes =
        Keytool.selfSigned(lowerCase(names.get()), clock.instant(), VALIDITY, ALIAS, PASSWORD);
    SelfSigned fresh;
    try {
      fresh = parse(bytes);
    } catch (GeneralSecurityException e) {
      throw new IOException("Java can't read what its keytool wrote: " + e.getMessage(), e);
    }
    try {
      AtomicFile.writeSecret(file, bytes);
    } catch (IOException e) {
      log.warn(
          "{} can't be written, so the next start makes another certificate: check its folder's owner",
          file);
    }
    log.info(
        "A new certificate for the page: SHA-256 {}", known(fresh.certificate()).fingerprint());
    return fresh;
  }

  private static List<String> lowerCase(List<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().toList();
  }

  private static Set<String> namesIn(X509Certificate certificate) {
    Set<String> names = new HashSet<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null) {
        alternatives.forEach(each -> names.add(String.valueOf(each.get(1))));
      }
    } catch (CertificateParsingException e) {
      log.debug("A certificate with senseless names", e);
    }
    return names;
  }

  private static Known known(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return new Known(
          HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest),
          certificate.getNotAfter().toInstant());
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
