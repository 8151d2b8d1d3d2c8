package roomtone.panel;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says in a sentence why GPIO lines can't be used.
 *
 * @param devices the folder of the kernel's devices, /dev
 * @param chip the GPIO chip's name; empty for any
 */
record GpioCheck(Path devices, String chip) {
  /** What is wrong before anything is tried; empty if nothing is. */
  Optional<String> problem() {
    List<Path> chips = chips();
    if (chips.isEmpty()) {
      return Optional.of(
          "There is no GPIO chip at %s: on a machine without GPIO set the panel to console or none"
              .formatted(devices.resolve(chip.isEmpty() ? "gpiochip*" : chip)));
    }
    if (chips.stream().noneMatch(Files::isWritable)) {
      return Optional.of(
          "This user may not use %s: add it to the group gpio, for example with usermod -aG gpio"
              .formatted(chips.getFirst()));
    }
    return Optional.empty();
  }

  /** What a failure of the GPIO library means. */
  String sentence(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return "The panel's GPIO lines can't be used (%s): check the chip and the pins in the settings, and with gpioinfo whether another program holds them"
        .formatted(message.lines().findFirst().orElse(""));
  }

  private List<Path> chips() {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> stream =
        Files.newDirectoryStream(devices, chip.isEmpty() ? "gpiochip*" : chip)) {
      stream.forEach(found::add);
    } catch (IOException e) {
      return List.of();
    }
    return found;
  }
}
