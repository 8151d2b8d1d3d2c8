package roomtone.system;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the kernel says of the machine. Every call looks anew; what a machine does not say is empty.
 *
 * @param root the folder of the file system, {@code /}
 */
public record Board(Path root) {
  private static final int KIB = 1024;

  /** The machine that this runs on. */
  public static Board here() {
    return new Board(Path.of("/"));
  }

  /** What a Pi's firmware or a PC's says it is: {@code "Raspberry Pi 4 Model B Rev 1.4"}. */
  public Optional<String> model() {
    return text("proc/device-tree/model").or(() -> text("sys/class/dmi/id/product_name"));
  }

  /** The system: {@code "Debian GNU/Linux 13 (trixie)"}. */
  public Optional<String> system() {
    return lines("etc/os-release").stream()
        .filter(line -> line.startsWith("PRETTY_NAME="))
        .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
        .findFirst();
  }

  /** All memory, in bytes. */
  public OptionalLong memory() {
    return memory("MemTotal:");
  }

  /** What programs could still take of it, in bytes. */
  public OptionalLong freeMemory() {
    return memory("MemAvailable:");
  }

  /** Of the processor, in degrees Celsius. */
  public OptionalDouble temperature() {
    return text("sys/class/thermal/thermal_zone0/temp")
        .filter(text -> text.matches("-?\\d{1,7}"))
        .map(text -> OptionalDouble.of(Integer.parseInt(text) / 1000.0))
        .orElse(OptionalDouble.empty());
  }

  /** What slows a Pi down, now or since it was switched on. */
  public Optional<Throttling> throttling() {
    return text("sys/devices/platform/soc/soc:firmware/get_throttled")
        .filter(text -> text.matches("(0x)?[0-9a-fA-F]{1,8}"))
        .map(text -> Throttling.parse(text.replaceFirst("^0x", "")));
  }

  /** The cameras that Video4Linux knows, such as {@code "/dev/video0 (HD Webcam)"}. */
  public List<String> cameras() {
    return entries("sys/class/video4linux", "video*").stream()
        .map(name ->
            "/dev/%s (%s)"
                .formatted(name, text("sys/class/video4linux/" + name + "/name").orElse("?")))
        .toList();
  }

  /** The GPIO chips' names, such as {@code "gpiochip0"}. */
  public List<String> gpioChips() {
    return entries("dev", "gpiochip*");
  }

  /**
   * What a Raspberry Pi's firmware reports: bits 0 to 3 for now, 16 to 19 for since the start, as
   * {@code vcgencmd get_throttled} in the Raspberry Pi documentation explains.
   *
   * @param now what is so now
   * @param before what was so since the start
   */
  public record Throttling(List<String> now, List<String> before) {
    private static final List<String> BITS =
        List.of("under-voltage", "a capped frequency", "throttling", "the soft temperature limit");
    private static final int BEFORE = 16;

    /** Copies the lists. */
    public Throttling {
      now = List.copyOf(now);
      before = List.copyOf(before);
    }

    static Throttling parse(String hexadecimal) {
      long bits = Long.parseLong(hexadecimal, 16);
      return new Throttling(named(bits), named(bits >> BEFORE));
    }

    private static List<String> named(long bits) {
      List<String> named = new ArrayList<>();
      for (int i = 0; i < BITS.size(); i++) {
        if ((bits >> i & 1) == 1) {
          named.add(BITS.get(i));
        }
      }
      return named;
    }
  }

  private OptionalLong memory(String key) {
    return lines("proc/meminfo").stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
        .findFirst();
  }

  /** A file of one line, without the zero byte that ends texts of the device tree. */
  private Optional<String> text(String file) {
    return lines(file).stream()
        .findFirst()
        .map(line -> line.replace("\0", "").strip())
        .filter(line -> !line.isEmpty());
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(root.resolve(file));
    } catch (IOException e) {
      return List.of();
    }
  }

  private List<String> entries(String folder, String glob) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(folder), glob)) {
      entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
    } catch (IOException e) {
      return List.of();
    }
    names.sort(null);
    return names;
  }
}
