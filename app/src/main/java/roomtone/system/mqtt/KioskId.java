package roomtone.system.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.system.AtomicFile;

/** The id of a kiosk that was given none: made once at random and kept, so that it stays itself. */
public final class KioskId {
  private static final Logger log = LoggerFactory.getLogger(KioskId.class);
  private static final int BYTES = 4;
  private static final String SHAPE = "[0-9a-f]{8}";

  private KioskId() {}

  /** What the file holds; where it holds no id, a new one is made and kept there. */
  public static String keptIn(Path file) {
    try {
      String kept = Files.exists(file) ? Files.readString(file).strip() : "";
      if (kept.matches(SHAPE)) {
        return kept;
      }
      String made = random();
      AtomicFile.write(file, (made + "\n").getBytes(StandardCharsets.UTF_8));
      return made;
    } catch (IOException e) {
      log.warn(
          "{} can't be read or written, so this kiosk has another id after the next start: check its folder's owner, or set mqtt.kiosk.",
          file);
      return random();
    }
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
