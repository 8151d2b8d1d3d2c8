package roomtone.inference;

import java.util.Locale;

/** How a model file keeps its numbers. */
public enum Precision {
  /** 8-bit integers: u8 activations, s8 weights. */
  INT8,
  /** 32-bit floating point. */
  FP32;

  /** The name in the manifest, the settings and on the page: {@code "int8"}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
