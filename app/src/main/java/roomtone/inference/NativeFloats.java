package roomtone.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Buffers of floats that native code can read where they lie. */
final class NativeFloats {
  private NativeFloats() {}

  static FloatBuffer allocate(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
