package roomtone.inference;

/** Which of a model's files is to run. */
public enum PrecisionChoice {
  /** The one that runs faster on this device, measured once. */
  AUTO,
  /** The one with 8-bit integers. */
  INT8,
  /** The one with 32-bit floating point. */
  FP32
}
