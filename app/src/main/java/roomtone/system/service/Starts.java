package roomtone.system.service;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.system.AtomicFile;

/**
 * How often the kiosk was started since the machine was switched on, and how the run before ended.
 *
 * <p>It is kept in systemd's runtime folder, which a reboot empties: a power cut is thus no failure
 * of the kiosk's, and no clock that jumps can hide one. Any thread.
 */
public final class Starts {
  /** So many failed runs in a row are a loop. */
  public static final int LOOP = 3;

  private static final Logger log = LoggerFactory.getLogger(Starts.class);
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String FILE = "starts.json";
  private static final String SERVICE_RESULT = "service-result";
  private static final String WITHOUT_A_WORD =
      "It ended without a word: it crashed, was killed, or ran out of memory.";

  private final Optional<Path> folder;
  private Memory memory;

  /** What is known of the run before, if it failed. */
  public record End(Instant noticed, String reason) {}

  /**
   * What the file holds.
   *
   * @param starts this one included
   * @param failed how many runs before this one failed without a steady one between
   * @param running whether the run has not ended, as far as it could say
   * @param lastWords what it said when it saw its end coming; null where it did not
   */
  private record Memory(
      int starts,
      int failed,
      boolean running,
      @Nullable String lastWords,
      @Nullable String noticed,
      @Nullable String reason) {
    private static final Memory FIRST = new Memory(0, 0, false, null, null, null);

    Memory started(Instant now, Optional<String> serviceResult) {
      if (!running) {
        return new Memory(starts + 1, 0, true, null, noticed, reason);
      }
      String why = lastWords == null ? serviceResult.orElse(WITHOUT_A_WORD) : lastWords;
      return new Memory(starts + 1, failed + 1, true, null, now.toString(), why);
    }

    Memory steady() {
      return new Memory(starts, 0, running, lastWords, noticed, reason);
    }

    Memory saying(String words) {
      return new Memory(starts, failed, running, words, noticed, reason);
    }

    Memory ended() {
      return new Memory(starts, failed, false, null, noticed, reason);
    }
  }

  private Starts(Optional<Path> folder, Memory memory) {
    this.folder = folder;
    this.memory = memory;
  }

  /**
   * Notes that the kiosk starts.
   *
   * @param folder what {@code RUNTIME_DIRECTORY} names; without one this is always the first start
   */
  public static Starts note(Optional<Path> folder, InstantSource clock) {
    var starts = new Starts(folder, folder.map(Starts::remembered).orElse(Memory.FIRST));
    starts.keep(starts.memory.started(clock.instant(), folder.flatMap(Starts::serviceResult)));
    return starts;
  }

  /** How many starts there were, this one included. */
  public synchronized int number() {
    return memory.starts();
  }

  /** How many runs before this one failed in a row. */
  public synchronized int failed() {
    return memory.failed();
  }

  /** Whether the kiosk has failed so often in a row that it should start with less. */
  public synchronized boolean isLoop() {
    return memory.failed() >= LOOP;
  }

  /** The last run that failed; empty if none did. */
  public synchronized Optional<End> lastFailure() {
    String noticed = memory.noticed();
    String reason = memory.reason();
    return noticed == null || reason == null
        ? Optional.empty()
        : Optional.of(new End(Instant.parse(noticed), reason));
  }

  /** This run has lasted long enough that earlier failures do not count any more. */
  public synchronized void steady() {
    if (memory.failed() > 0) {
      keep(memory.steady());
    }
  }

  /** Why this run is about to fail. */
  public synchronized void lastWords(String reason) {
    keep(memory.saying(reason));
  }

  /** This run ends as somebody wanted. */
  public synchronized void endedWell() {
    keep(memory.ended());
  }

  private void keep(Memory next) {
    memory = next;
    folder.ifPresent(place -> {
      try {
        AtomicFile.write(place.resolve(FILE), JSON.writeValueAsBytes(next));
      } catch (IOException e) {
        log.warn(
            "{} can't be written, so a loop of failing starts may go unnoticed: {}",
            place.resolve(FILE),
            e.getMessage());
      }
    });
  }

  private static Memory remembered(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return JSON.readValue(Files.readAllBytes(file), Memory.class);
    } catch (NoSuchFileException _) {
      return Memory.FIRST;
    } catch (JacksonException e) {
      log.warn("{} can't be read and is begun anew: {}", file, e.getOriginalMessage());
      return Memory.FIRST;
    } catch (IOException e) {
      log.warn("{} can't be read and is begun anew: {}", file, e.getMessage());
      return Memory.FIRST;
    }
  }

  /** What systemd said of the last end: the unit's ExecStopPost writes it, see systemd.exec(5). */
  private static Optional<String> serviceResult(Path folder) {
    Path file = folder.resolve(SERVICE_RESULT);
    try {
      String said = Files.readString(file, StandardCharsets.UTF_8).strip();
      Files.delete(file);
      return Optional.of(said)
          .filter(text -> !text.isEmpty())
          .map(text -> "It ended without a word; systemd says: %s.".formatted(text));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
