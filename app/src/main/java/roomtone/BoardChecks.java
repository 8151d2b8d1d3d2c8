package roomtone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import roomtone.Doctor.Finding;
import roomtone.system.Board;

/** The checks of {@code roomtone doctor} that look at the machine itself. */
record BoardChecks(Board board) {
  private static final long LEAST_FREE_MEMORY_BYTES = 250L << 20;
  // A Pi slows itself down from 80 °C on.
  private static final double HOT_CELSIUS = 78;

  /** What machine it is, and whether it has memory enough. */
  Finding machine() {
    String sentence =
        "%s, %d cores, %s, %s %s, Java %s, %s of memory, %s of it free"
            .formatted(
                board.model().orElse("An unknown board"),
                Runtime.getRuntime().availableProcessors(),
                board.system().orElse("an unknown system"),
                System.getProperty("os.arch"),
                System.getProperty("os.version"),
                System.getProperty("java.version"),
                mebibytes(board.memory()),
                mebibytes(board.freeMemory()));
    return board.freeMemory().orElse(Long.MAX_VALUE) < LEAST_FREE_MEMORY_BYTES
        ? Finding.note(sentence + ": end other programs, the kiosk needs some 250 MiB.")
        : Finding.ok(sentence + ".");
  }

  private static String mebibytes(OptionalLong bytes) {
    return bytes.isPresent() ? "%,d MiB".formatted(bytes.getAsLong() >> 20) : "an unknown amount";
  }

  /** Whether the machine is slowed down by heat or a weak power supply. */
  Finding heat() {
    List<String> sentences = new ArrayList<>();
    boolean isWell = true;
    OptionalDouble temperature = board.temperature();
    if (temperature.isPresent()) {
      boolean isHot = temperature.getAsDouble() >= HOT_CELSIUS;
      isWell = !isHot;
      sentences.add(
          "The processor has %.0f °C%s."
              .formatted(temperature.getAsDouble(), isHot ? ": give it air or a heat sink" : ""));
    }
    Optional<Board.Throttling> throttling = board.throttling();
    if (throttling.isPresent()) {
      List<String> now = throttling.get().now();
      List<String> before = throttling.get().before();
      isWell &= now.isEmpty() && before.isEmpty();
      sentences.add(
          now.isEmpty() && before.isEmpty()
              ? "Nothing has slowed it down since it was switched on."
              : "Slowed down now by: %s; since it was switched on by: %s. Under-voltage calls for the Pi's own power supply, the rest for cooling."
                  .formatted(named(now), named(before)));
    }
    if (sentences.isEmpty()) {
      sentences.add("This machine tells neither its temperature nor what slows it down.");
    }
    String all = String.join(" ", sentences);
    return isWell ? Finding.ok(all) : Finding.note(all);
  }

  private static String named(List<String> reasons) {
    return reasons.isEmpty() ? "nothing" : String.join(", ", reasons);
  }

  /** Whether there are GPIO lines, and this user may use them. */
  Finding gpio() {
    List<String> chips = board.gpioChips();
    if (chips.isEmpty()) {
      return Finding.note(
          "There are no GPIO lines here: light and button are only on the console.");
    }
    return chips.stream()
        .map(chip -> Path.of("/dev", chip))
        .filter(chip -> !Files.isReadable(chip) || !Files.isWritable(chip))
        .findFirst()
        .map(chip ->
            Finding.note("%s can't be opened: add the user to the group gpio.".formatted(chip)))
        .orElseGet(() ->
            Finding.ok(
                "%s can be used: roomtone doctor --panel tries light and button."
                    .formatted(String.join(", ", chips))));
  }
}
