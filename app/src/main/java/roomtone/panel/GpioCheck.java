package roomtone.panel;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says in a sentence why GPIO lines can't be used.
 *
 * @param devices the folder of the kernel's devices, /dev
 * @param chip the GPIO chip's name; empty for any
 */
record GpioCheck(Path devices, String chip) {
  private static final String ANY = "gpiochip*";

  /** What Pi4J 3's libgpiod 1 says of a kernel that has the second GPIO interface alone. */
  private static final String NO_FIRST_INTERFACE = "get_line failed! (Invalid argument)";

  /** What is wrong before anything is tried; empty if nothing is. */
  Optional<String> problem() {
    List<Path> chips = chips(chip.isEmpty() ? ANY : chip);
    if (chips.isEmpty()) {
      List<Path> others = chips(ANY);
      return Optional.of(
          others.isEmpty()
              ? "There is no GPIO chip at %s: on a machine without GPIO set the panel to console or none"
                  .formatted(devices.resolve(chip.isEmpty() ? ANY : chip))
              : "There is no GPIO chip at %s, but there is %s: correct panel.chip, or leave it empty for the one of the Pi's header"
                  .formatted(
                      devices.resolve(chip),
                      others.stream()
                          .map(other -> other.getFileName().toString())
                          .sorted()
                          .collect(Collectors.joining(", "))));
    }
    // The library looks at all chips, whichever it is to use, and stops at one that it can't open.
    return chips(ANY).stream()
        .filter(other -> !Files.isReadable(other) || !Files.isWritable(other))
        .findFirst()
        .map(
            "This user may not use %s: add it to the group gpio, for example with usermod -aG gpio, and see that the group may use all chips"
                ::formatted);
  }

  /** What a failure of the GPIO library means. */
  String sentence(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    String said = message.lines().findFirst().orElse("");
    String advice =
        said.contains(NO_FIRST_INTERFACE)
            ? "either the chip has fewer lines, see panel.chip and the pins, or this kernel lacks the first version of the GPIO interface (CONFIG_GPIO_CDEV_V1), as Debian's from 7.2 on do: use Raspberry Pi's, or Debian's 6.12"
            : "check the chip and the pins in the settings, and with gpioinfo whether another program holds them";
    return "The panel's GPIO lines can't be used (%s): %s".formatted(said, advice);
  }

  private List<Path> chips(String glob) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(devices, glob)) {
      stream.forEach(found::add);
    } catch (IOException e) {
      return List.of();
    }
    return found;
  }
}
