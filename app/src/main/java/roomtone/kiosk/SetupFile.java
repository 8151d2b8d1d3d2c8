package roomtone.kiosk;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import roomtone.system.AtomicFile;
import roomtone.web.settings.SetupBook;

/** Which steps of the first set-up the operator has confirmed, in a small file. Any thread. */
final class SetupFile implements SetupBook {
  private final Path path;

  SetupFile(Path path) {
    this.path = path;
  }

  @Override
  public Set<Step> confirmed() {
    Set<Step> confirmed = EnumSet.noneOf(Step.class);
    try {
      JsonNode written = Json.read(Files.readString(path)).path("confirmed");
      for (Step step : Step.values()) {
        for (JsonNode each : written) {
          if (each.asText().equals(word(step))) {
            confirmed.add(step);
          }
        }
      }
    } catch (IOException none) {
      // Nothing was confirmed yet, or nobody knows any more: the steps can be taken again.
    }
    return confirmed;
  }

  @Override
  public synchronized Optional<String> confirm(Step step, boolean isDone) {
    Set<Step> confirmed = confirmed();
    if (isDone) {
      confirmed.add(step);
    } else {
      confirmed.remove(step);
    }
    var document = Map.of("confirmed", confirmed.stream().map(SetupFile::word).toList());
    try {
      AtomicFile.write(path, Json.pretty(document).getBytes(StandardCharsets.UTF_8));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("%s can't be written: check its folder's owner.".formatted(path));
    }
  }

  private static String word(Step step) {
    return step.name().toLowerCase(Locale.ROOT);
  }
}
