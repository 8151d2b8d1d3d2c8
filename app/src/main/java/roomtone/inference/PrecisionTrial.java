package roomtone.inference;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.system.AtomicFile;
import roomtone.system.FileTrouble;

/**
 * Finds out once which of a model's files runs faster on this device, and remembers it.
 *
 * <p>Which is faster depends on the processor: a Raspberry Pi 4 has no instructions for 8-bit
 * products, a Pi 5 has. For one thread.
 */
public final class PrecisionTrial {
  private static final Logger log = LoggerFactory.getLogger(PrecisionTrial.class);
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int WARM_UP_RUNS = 20;
  private static final int RUNS = 60;

  private final InferenceEngine engine;
  private final Path memory;
  private final LongSupplier nanos;

  /**
   * A trial by an engine.
   *
   * @param memory the file that remembers the last trial; it may be missing
   * @param nanos the monotonic clock: {@code System::nanoTime}
   */
  public PrecisionTrial(InferenceEngine engine, Path memory, LongSupplier nanos) {
    this.engine = engine;
    this.memory = memory;
    this.nanos = nanos;
  }

  /**
   * The file of a model that is to run.
   *
   * @throws ModelException if the manifest has no such file, or neither file can run
   */
  public ChosenModel choose(ModelManifest models, String name, PrecisionChoice choice)
      throws ModelException {
    ModelManifest preferred = models.preferredBy(engine);
    return switch (choice) {
      case INT8 -> new ChosenModel(preferred.find(name, Precision.INT8), "set");
      case FP32 -> new ChosenModel(preferred.find(name, Precision.FP32), "set");
      case AUTO -> faster(preferred, name);
    };
  }

  private ChosenModel faster(ModelManifest models, String name) throws ModelException {
    boolean both =
        Arrays.stream(Precision.values()).allMatch(precision -> models.has(name, precision));
    if (!both) {
      Precision only = models.has(name, Precision.FP32) ? Precision.FP32 : Precision.INT8;
      return new ChosenModel(models.find(name, only), "its only file");
    }
    ModelFile int8 = models.find(name, Precision.INT8);
    ModelFile fp32 = models.find(name, Precision.FP32);
    if (engine.runs(int8) != engine.runs(fp32)) {
      return new ChosenModel(engine.runs(int8) ? int8 : fp32, "the only one made for this engine");
    }
    Optional<Result> known = remembered().filter(result -> result.isOf(device(), int8, fp32));
    Result result = known.isPresent() ? known.get() : measure(int8, fp32);
    return new ChosenModel(result.int8IsFaster() ? int8 : fp32, result.sentence());
  }

  private Result measure(ModelFile int8, ModelFile fp32) throws ModelException {
    try (LoadedModel small = engine.load(int8, int8.outputs());
        LoadedModel large = engine.load(fp32, fp32.outputs())) {
      run(small, WARM_UP_RUNS);
      run(large, WARM_UP_RUNS);
      // Turn by turn, so that whatever else the device does slows both alike.
      long[] smallNanos = new long[RUNS];
      long[] largeNanos = new long[RUNS];
      for (int i = 0; i < RUNS; i++) {
        smallNanos[i] = run(small, 1);
        largeNanos[i] = run(large, 1);
      }
      var result =
          new Result(
              device(), int8.sha256(), fp32.sha256(), median(smallNanos), median(largeNanos));
      remember(result);
      return result;
    }
  }

  private long run(LoadedModel model, int times) throws ModelException {
    long start = nanos.getAsLong();
    for (int i = 0; i < times; i++) {
      model.run();
    }
    return nanos.getAsLong() - start;
  }

  private static long median(long[] values) {
    return IntStream.range(0, values.length)
        .mapToLong(i -> values[i])
        .sorted()
        .skip(values.length / 2)
        .findFirst()
        .orElseThrow();
  }

  /** What a result holds for: it is measured again after a new engine or on another processor. */
  private String device() {
    return "%s, %s, %s".formatted(engine.description(), System.getProperty("os.arch"), processor());
  }

  /** The processor's name as Linux tells it; empty where it does not. */
  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name") || line.startsWith("CPU part"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("");
    } catch (IOException _) {
      return "";
    }
  }

  private Optional<Result> remembered() {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(memory), Result.class));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (JacksonException e) {
      log.info("{} can't be read and is measured anew: {}", memory, e.getOriginalMessage());
      return Optional.empty();
    } catch (IOException e) {
      log.info("{} can't be read and is measured anew: {}", memory, FileTrouble.reason(e));
      return Optional.empty();
    }
  }

  /** Remembering only saves a second at the next start, so that failing to is no fault. */
  private void remember(Result result) {
    try {
      AtomicFile.write(memory, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(result));
    } catch (IOException e) {
      log.warn(
          "{} can't be written, so int8 and fp32 are compared again at the next start: {}",
          memory,
          FileTrouble.reason(e));
    }
  }

  /** What a trial measured: the median time of one run, in nanoseconds. */
  private record Result(
      String device, String int8Sha256, String fp32Sha256, long int8Nanos, long fp32Nanos) {
    boolean isOf(String device, ModelFile int8, ModelFile fp32) {
      return device.equals(this.device)
          && int8.sha256().equals(int8Sha256)
          && fp32.sha256().equals(fp32Sha256);
    }

    boolean int8IsFaster() {
      return int8Nanos <= fp32Nanos;
    }

    String sentence() {
      return String.format(
          Locale.ROOT,
          "measured on this device: int8 %.2f ms, fp32 %.2f ms a face",
          int8Nanos / 1e6,
          fp32Nanos / 1e6);
    }
  }
}
