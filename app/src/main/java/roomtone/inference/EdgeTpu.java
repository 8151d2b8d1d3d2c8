package roomtone.inference;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/**
 * The Edge TPU's library: its devices ({@code edgetpu_c.h}) and its delegate, by the two functions
 * of TensorFlow Lite's external delegates ({@code tensorflow/lite/delegates/external}). Any thread
 * may use it. Not verified on hardware.
 */
final class EdgeTpu {
  // struct edgetpu_device { enum type; const char *path; }
  private static final StructLayout DEVICE =
      MemoryLayout.structLayout(
          ValueLayout.JAVA_INT, MemoryLayout.paddingLayout(4), ValueLayout.ADDRESS);
  private static final long PATH_AT = 8;
  private static final int PCI = 0;
  private static final ThreadLocal<String> COMPLAINT = ThreadLocal.withInitial(() -> "");
  private static final MemorySegment REPORT_ERROR = reporter();

  private final CreateDelegate createDelegate;
  private final DestroyDelegate destroyDelegate;
  private final ListDevices listDevices;
  private final DestroyDelegate freeDevices;
  private final String version;

  /** {@code tflite_plugin_create_delegate}. */
  @FunctionalInterface
  public interface CreateDelegate {
    MemorySegment call(
        MemorySegment keys, MemorySegment values, long options, MemorySegment reportError);
  }

  /** {@code tflite_plugin_destroy_delegate}, {@code edgetpu_free_devices}. */
  @FunctionalInterface
  public interface DestroyDelegate {
    void call(MemorySegment object);
  }

  /** {@code edgetpu_list_devices}. */
  @FunctionalInterface
  public interface ListDevices {
    MemorySegment call(MemorySegment count);
  }

  /** {@code edgetpu_version}. */
  @FunctionalInterface
  public interface GetVersion {
    MemorySegment call();
  }

  private EdgeTpu(NativeLibrary library) throws ModelException {
    createDelegate = library.function(CreateDelegate.class, "tflite_plugin_create_delegate");
    destroyDelegate = library.function(DestroyDelegate.class, "tflite_plugin_destroy_delegate");
    listDevices = library.function(ListDevices.class, "edgetpu_list_devices");
    freeDevices = library.function(DestroyDelegate.class, "edgetpu_free_devices");
    version = NativeLibrary.text(library.function(GetVersion.class, "edgetpu_version").call());
  }

  /**
   * Loads the library.
   *
   * @param library its name or path
   * @throws ModelException if it can't be loaded, is another one, or finds no device
   */
  static EdgeTpu open(String library) throws ModelException {
    var edgeTpu =
        new EdgeTpu(
            NativeLibrary.open(library, "install libedgetpu, or set inference.edgetpu-library"));
    if (edgeTpu.devices().isEmpty()) {
      throw new ModelException(
          "no Coral Edge TPU is plugged in, or this user may not open it: look at lsusb (1a6e:089a or 18d1:9302) or /dev/apex_0");
    }
    return edgeTpu;
  }

  /** The devices that are plugged in: {@code "USB /sys/bus/usb/devices/2-1"}. */
  List<String> devices() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment count = arena.allocate(ValueLayout.JAVA_LONG);
      MemorySegment found = listDevices.call(count);
      if (found.equals(MemorySegment.NULL)) {
        return List.of();
      }
      long devices = count.get(ValueLayout.JAVA_LONG, 0);
      MemorySegment array = found.reinterpret(devices * DEVICE.byteSize());
      List<String> names = new ArrayList<>();
      for (long i = 0; i < devices; i++) {
        MemorySegment device = array.asSlice(i * DEVICE.byteSize(), DEVICE);
        String kind = device.get(ValueLayout.JAVA_INT, 0) == PCI ? "PCI " : "USB ";
        names.add(kind + NativeLibrary.text(device.get(ValueLayout.ADDRESS, PATH_AT)));
      }
      freeDevices.call(found);
      return names;
    }
  }

  /** The library's version, in its own words. */
  String version() {
    return version;
  }

  /**
   * A delegate on the first device.
   *
   * @throws ModelException with the library's own words if the device can't be opened
   */
  TensorFlowLite.Delegate delegate() throws ModelException {
    COMPLAINT.remove();
    MemorySegment made =
        createDelegate.call(MemorySegment.NULL, MemorySegment.NULL, 0, REPORT_ERROR);
    if (made.equals(MemorySegment.NULL)) {
      String complaint = COMPLAINT.get();
      throw new ModelException(
          "the Coral Edge TPU can't be opened (%s): plug it in anew, into a port with enough power"
              .formatted(complaint.isEmpty() ? "no reason given" : complaint));
    }
    return new TensorFlowLite.Delegate(made, () -> destroyDelegate.call(made));
  }

  /** Called by the library while it makes a delegate. */
  @SuppressWarnings("UnusedMethod") // By a method handle.
  private static void complain(MemorySegment text) {
    COMPLAINT.set(NativeLibrary.text(text));
  }

  private static MemorySegment reporter() {
    try {
      return Linker.nativeLinker()
          .upcallStub(
              MethodHandles.lookup()
                  .findStatic(
                      EdgeTpu.class,
                      "complain",
                      MethodType.methodType(void.class, MemorySegment.class)),
              FunctionDescriptor.ofVoid(ValueLayout.ADDRESS),
              Arena.global());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
