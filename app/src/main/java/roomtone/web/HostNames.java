package roomtone.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names under which the page may be asked for.
 *
 * <p>A page on the internet can let its own name point at the kiosk's address and have a guest's
 * browser talk to it ("DNS rebinding"). Such a request carries the foreign name, so only names that
 * nobody outside can own are answered. Immutable.
 */
final class HostNames {
  private static final Path KERNEL_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final Pattern HOST =
      Pattern.compile("(?<name>\\[[0-9a-fA-F:.%]+]|[^\\[\\]:/@\\s]+)(?::\\d{1,5})?");
  private static final Pattern ADDRESS = Pattern.compile("\\[.*]|\\d{1,3}(?:\\.\\d{1,3}){3}");

  private final Set<String> names = new HashSet<>();

  /** IP addresses, {@code localhost}, this machine's own name, {@code *.local} and these. */
  HostNames(Collection<String> further) {
    names.add("localhost");
    names.add(machine().toLowerCase(Locale.ROOT));
    further.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
  }

  /** Whether a request with this {@code Host} header is meant for the kiosk. */
  boolean allows(String header) {
    var host = HOST.matcher(header);
    if (!host.matches()) {
      return false;
    }
    String name = withoutRootDot(host.group("name").toLowerCase(Locale.ROOT));
    return ADDRESS.matcher(name).matches() || name.endsWith(".local") || names.contains(name);
  }

  /** From the kernel where that tells it: asking the resolver can take seconds. */
  static String machine() {
    try {
      return Files.readString(KERNEL_NAME).strip();
    } catch (IOException _) {
      return Objects.requireNonNullElse(System.getenv("HOSTNAME"), "localhost");
    }
  }

  private static String withoutRootDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
