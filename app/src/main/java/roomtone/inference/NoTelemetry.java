package roomtone.inference;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Keeps ONNX Runtime to itself: since 1.29 its libraries otherwise make an id for the device in the
 * user's folder and report each start to mobile.events.data.microsoft.com.
 *
 * <p>Only its environment variable turns all of that off, and only before its environment is made:
 * {@code OrtEnvironment.setTelemetry} comes too late. Java can't set a variable of its own process,
 * C can.
 */
final class NoTelemetry {
  private static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

  private NoTelemetry() {}

  /** Sets the variable, whatever it was. */
  static void insist() {
    Linker linker = Linker.nativeLinker();
    MemorySegment setenv =
        linker
            .defaultLookup()
            .find("setenv")
            .orElseThrow(() -> new IllegalStateException("this system's C library has no setenv"));
    var descriptor =
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    try (Arena arena = Arena.ofConfined()) {
      int failed =
          (int)
              linker
                  .downcallHandle(setenv, descriptor)
                  .invokeExact(arena.allocateFrom(VARIABLE), arena.allocateFrom("1"), 1);
      if (failed != 0) {
        throw new IllegalStateException("the variable " + VARIABLE + " can't be set");
      }
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
