package roomtone.inference;

/**
 * What runs the models.
 *
 * @param engine which engine
 * @param openVinoLibrary the name or path of OpenVINO's C library
 * @param edgeTpuLibrary the name or path of the Edge TPU's library
 */
public record InferenceSettings(
    EngineChoice engine, String openVinoLibrary, String edgeTpuLibrary) {
  /** The processor; libraries where the system's loader finds them. */
  public static final InferenceSettings DEFAULT =
      new InferenceSettings(new EngineChoice.Cpu(), "libopenvino_c.so", "libedgetpu.so.1");

  /** The same, with another engine. */
  public InferenceSettings using(EngineChoice other) {
    return new InferenceSettings(other, openVinoLibrary, edgeTpuLibrary);
  }
}
