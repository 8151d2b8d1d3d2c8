package roomtone.inference;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/** One device of OpenVINO. */
final class OpenVinoEngine implements InferenceEngine {
  private static final String CPU = "CPU";
  // Of the Neural Compute Stick 2, which ended with OpenVINO 2022.3 and computes in 16-bit floats.
  private static final String MYRIAD = "MYRIAD";

  private final OpenVino openVino;
  private final MemorySegment core;
  private final String device;
  private final String version;
  private final String fullName;
  private final int threads;

  private OpenVinoEngine(
      OpenVino openVino, MemorySegment core, String device, String version, int threads) {
    this.openVino = openVino;
    this.core = core;
    this.device = device;
    this.version = version;
    this.threads = threads;
    fullName = openVino.fullName(core, device);
  }

  /**
   * Starts OpenVINO on a device.
   *
   * @param library the name or path of its C library
   * @param wanted the device's name; empty takes the first that is no CPU, else the CPU
   * @param threads how many threads one run may use where the device is the processor
   * @throws ModelException if the library can't be used or has no such device
   */
  static OpenVinoEngine open(String library, Optional<String> wanted, int threads)
      throws ModelException {
    OpenVino openVino = OpenVino.open(library);
    MemorySegment core = openVino.core();
    try {
      String version = openVino.version();
      String device = device(openVino.devices(core), wanted, version);
      return new OpenVinoEngine(openVino, core, device, version, threads);
    } catch (ModelException | RuntimeException e) {
      openVino.free(OpenVino.Kind.CORE, core);
      throw e;
    }
  }

  /**
   * The devices that OpenVINO finds.
   *
   * @throws ModelException if its library can't be used
   */
  static List<String> devices(String library) throws ModelException {
    OpenVino openVino = OpenVino.open(library);
    MemorySegment core = openVino.core();
    try {
      return openVino.devices(core);
    } finally {
      openVino.free(OpenVino.Kind.CORE, core);
    }
  }

  private static String device(List<String> found, Optional<String> wanted, String version)
      throws ModelException {
    if (wanted.isEmpty()) {
      return found.stream().filter(name -> !isCpu(name)).findFirst().orElse(CPU);
    }
    String name = wanted.get();
    // "GPU" is the first of "GPU.0" and "GPU.1"; "HETERO:GPU,CPU" and "AUTO" are OpenVINO's own.
    boolean known =
        name.contains(":")
            || name.equals("AUTO")
            || found.stream()
                .anyMatch(device -> device.equals(name) || device.startsWith(name + "."));
    if (!known) {
      throw new ModelException(
          "OpenVINO %s has no device %s here, only %s%s"
              .formatted(
                  version,
                  name,
                  found.isEmpty() ? "none" : String.join(", ", found),
                  name.startsWith(MYRIAD) ? " (MYRIAD needs OpenVINO 2022.3)" : ""));
    }
    return name;
  }

  static boolean isCpu(String device) {
    return device.equals(CPU) || device.startsWith(CPU + ".");
  }

  @Override
  public boolean runs(ModelFile file) {
    return file.format() == ModelFormat.ONNX
        && !(device.contains(MYRIAD) && file.precision() == Precision.INT8);
  }

  @Override
  public LoadedModel load(ModelFile file, List<String> outputs) throws ModelException {
    if (!runs(file)) {
      throw new ModelException(
          "OpenVINO can't run the model %s on %s: it takes %s .onnx files there"
              .formatted(file.path(), device, device.contains(MYRIAD) ? "fp32" : "only"));
    }
    file.readVerified();
    return new OpenVinoModel(openVino, core, device, threads, file, outputs);
  }

  @Override
  public String description() {
    return fullName.equals(device)
        ? "OpenVINO %s on %s".formatted(version, device)
        : "OpenVINO %s on %s (%s)".formatted(version, device, fullName);
  }

  @Override
  public void close() {
    openVino.free(OpenVino.Kind.CORE, core);
  }
}
