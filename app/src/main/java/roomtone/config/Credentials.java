package roomtone.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.system.FileTrouble;

/**
 * Secrets that systemd hands over as files which only the service can read (systemd.exec(5), {@code
 * LoadCredential}): {@code roomtone_mpd.password} is the setting {@code mpd.password}.
 */
public final class Credentials {
  private static final Logger log = LoggerFactory.getLogger(Credentials.class);
  private static final String PREFIX = "roomtone_";

  private Credentials() {}

  /**
   * The environment with the secrets that its {@code CREDENTIALS_DIRECTORY} holds, each under the
   * variable that overrides the setting; a variable that is set already wins. Unchanged where there
   * is no such folder.
   */
  public static Map<String, String> with(Map<String, String> environment) {
    String folder = environment.get("CREDENTIALS_DIRECTORY");
    if (folder == null) {
      return environment;
    }
    Map<String, String> all = new HashMap<>(environment);
    SettingsKeys.all()
        .filter(Key::secret)
        .forEach(key ->
            key.environment().ifPresent(variable -> add(all, variable, Path.of(folder), key)));
    return Map.copyOf(all);
  }

  private static void add(Map<String, String> all, String variable, Path folder, Key<?> key) {
    Path file = folder.resolve(PREFIX + key.name());
    try {
      // The newline that an editor puts at the end is none of the secret's.
      String secret = Files.readString(file, StandardCharsets.UTF_8).stripTrailing();
      all.putIfAbsent(variable, secret);
    } catch (NoSuchFileException _) {
      // Not every kiosk has every secret.
    } catch (IOException e) {
      log.warn("The credential {} can't be read and is not used: {}", file, FileTrouble.reason(e));
    }
  }
}
