package roomtone.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import roomtone.system.AtomicFile;

/**
 * The operator's PIN: its hash (PBKDF2, RFC 8018) in a file that only the kiosk's user may read.
 * Read anew at each use, so that the command line can change it under a running kiosk.
 */
public record PinFile(Path path) {
  private static final Pattern PIN = Pattern.compile("\\d{6,12}");
  private static final Pattern ONE_DIGIT = Pattern.compile("(\\d)\\1*");
  // About a fifth of a second on a small computer; guessing is slowed down by PinGate besides.
  private static final int ROUNDS = 210_000;
  private static final int BITS = 256;
  private static final int SALT_BYTES = 16;
  private static final int PARTS = 3;

  /** Sets a PIN. */
  public void set(String pin) throws IOException {
    if (!isAllowed(pin)) {
      throw new IllegalArgumentException("a PIN has 6 to 12 digits, not all the same");
    }
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    Base64.Encoder text = Base64.getEncoder();
    String line =
        "%d %s %s\n"
            .formatted(
                ROUNDS, text.encodeToString(salt), text.encodeToString(hash(pin, salt, ROUNDS)));
    AtomicFile.writeSecret(path, line.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether a text may be a PIN. */
  public static boolean isAllowed(String pin) {
    return PIN.matcher(pin).matches() && !ONE_DIGIT.matcher(pin).matches();
  }

  /** Removes the PIN; false if there was none. */
  public boolean remove() throws IOException {
    return Files.deleteIfExists(path);
  }

  /** Whether a PIN is set. */
  public boolean isSet() {
    return Files.exists(path);
  }

  /** Whether it is the PIN; takes a while on purpose. */
  boolean matches(String pin) throws IOException {
    Optional<String[]> parts = parts();
    if (parts.isEmpty()) {
      return false;
    }
    try {
      byte[] salt = Base64.getDecoder().decode(parts.get()[1]);
      String hash =
          Base64.getEncoder().encodeToString(hash(pin, salt, Integer.parseInt(parts.get()[0])));
      return Secrets.same(hash, parts.get()[2]);
    } catch (IllegalArgumentException damaged) {
      throw new IOException("%s is damaged: set the PIN again".formatted(path), damaged);
    }
  }

  private Optional<String[]> parts() throws IOException {
    try {
      String[] parts = Files.readString(path).strip().split(" ", -1);
      if (parts.length != PARTS) {
        throw new IOException("%s is damaged: set the PIN again".formatted(path));
      }
      return Optional.of(parts);
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  private static byte[] hash(String pin, byte[] salt, int rounds) {
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(new PBEKeySpec(pin.toCharArray(), salt, rounds, BITS))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has PBKDF2WithHmacSHA256", e);
    }
  }
}
