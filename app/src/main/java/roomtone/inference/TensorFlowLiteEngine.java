package roomtone.inference;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** TensorFlow Lite: on the processor, or with a Coral Edge TPU for what was compiled for it. */
final class TensorFlowLiteEngine implements InferenceEngine {
  // What edgetpu_compiler calls the operator that holds everything it could map.
  private static final byte[] COMPILED = "edgetpu-custom-op".getBytes(StandardCharsets.US_ASCII);

  private final TensorFlowLite tensorFlowLite;
  private final Optional<EdgeTpu> edgeTpu;
  private final int threads;
  private final Set<String> uncompiled = new ConcurrentSkipListSet<>();

  private TensorFlowLiteEngine(
      TensorFlowLite tensorFlowLite, Optional<EdgeTpu> edgeTpu, int threads) {
    this.tensorFlowLite = tensorFlowLite;
    this.edgeTpu = edgeTpu;
    this.threads = threads;
  }

  /** On the processor alone. */
  static TensorFlowLiteEngine cpu(int threads) throws ModelException {
    return new TensorFlowLiteEngine(TensorFlowLite.load(), Optional.empty(), threads);
  }

  /**
   * With a Coral Edge TPU.
   *
   * @param library the name or path of its library
   * @throws ModelException if library or device can't be used
   */
  static TensorFlowLiteEngine coral(String library, int threads) throws ModelException {
    EdgeTpu edgeTpu = EdgeTpu.open(library);
    return new TensorFlowLiteEngine(TensorFlowLite.load(), Optional.of(edgeTpu), threads);
  }

  @Override
  public boolean runs(ModelFile file) {
    return file.format() == ModelFormat.TFLITE;
  }

  @Override
  public LoadedModel load(ModelFile file, List<String> outputs) throws ModelException {
    if (!runs(file)) {
      throw new ModelException(
          "TensorFlow Lite can't load the model %s: it is no .tflite file".formatted(file.path()));
    }
    byte[] bytes =
        edgeTpu.isPresent() ? file.compiled().orElse(file).readVerified() : file.readVerified();
    List<TensorFlowLite.Delegate> delegates = new ArrayList<>();
    if (edgeTpu.isPresent()) {
      delegates.add(edgeTpu.get().delegate());
      if (!holds(bytes, COMPILED)) {
        uncompiled.add(file.name());
      }
    }
    tensorFlowLite.xnnpack(threads).ifPresent(delegates::add);
    return new TensorFlowLiteModel(tensorFlowLite, file, bytes, outputs, threads, delegates);
  }

  @Override
  public String description() {
    String version = "TensorFlow Lite " + NativeLibrary.text(tensorFlowLite.version.call());
    if (edgeTpu.isEmpty()) {
      return "CPU (%s, %d thread%s)".formatted(version, threads, threads == 1 ? "" : "s");
    }
    List<String> devices = edgeTpu.get().devices();
    String coral =
        "Coral Edge TPU (%s, %s)"
            .formatted(devices.isEmpty() ? "unplugged" : devices.getFirst(), version);
    return uncompiled.isEmpty()
        ? coral
        : coral
            + "; on the CPU, because not compiled for it: %s"
                .formatted(String.join(", ", uncompiled));
  }

  private static boolean holds(byte[] bytes, byte[] wanted) {
    for (int i = 0; i + wanted.length <= bytes.length; i++) {
      int same = 0;
      while (same < wanted.length && bytes[i + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    // The libraries stay loaded; nothing else is held between models.
  }
}
