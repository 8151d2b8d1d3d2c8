package roomtone.inference;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;

/**
 * The C interface of TensorFlow Lite ({@code tensorflow/lite/core/c/c_api.h}), of the library that
 * ships. Any thread may use it; an interpreter is for one thread at a time.
 */
final class TensorFlowLite {
  /** {@code kTfLiteOk}. */
  static final int OK = 0;

  /** {@code kTfLiteFloat32}. */
  static final int FLOAT32 = 1;

  /** {@code kTfLiteInt8}. */
  static final int INT8 = 9;

  private static final StructLayout QUANTIZATION =
      MemoryLayout.structLayout(ValueLayout.JAVA_FLOAT, ValueLayout.JAVA_INT);
  // TfLiteXNNPackDelegateOptions begins with the number of threads; what follows differs by version
  // and is passed on as it came, so that only "at least as large" matters.
  private static final StructLayout XNNPACK_OPTIONS =
      MemoryLayout.structLayout(MemoryLayout.sequenceLayout(64, ValueLayout.JAVA_LONG));
  // TFLITE_LOG_WARNING: it says on the error stream which delegate it made, at each start.
  private static final int WARNINGS = 2;
  private static final String LOG_SEVERITY =
      "_ZN6tflite13LoggerOptions21SetMinimumLogSeverityENS_11LogSeverityE";

  final GetText version;
  final CreateModel createModel;
  final Delete deleteModel;
  final Create createOptions;
  final SetNumber setThreads;
  final Add addDelegate;
  final Delete deleteOptions;
  final Add2 createInterpreter;
  final Delete deleteInterpreter;
  final Do allocateTensors;
  final Do invoke;
  final Do inputCount;
  final Do outputCount;
  final Get inputTensor;
  final Get outputTensor;
  final Do tensorType;
  final Do dimensions;
  final Dimension dimension;
  final Size byteSize;
  final Data data;
  final Data name;
  final Quantization quantization;
  private final Optional<XnnpackDefaults> xnnpackDefaults;
  private final Optional<Data> createXnnpack;
  private final Optional<Delete> deleteXnnpack;

  /** Returns a text. */
  @FunctionalInterface
  public interface GetText {
    MemorySegment call();
  }

  /** {@code TfLiteModelCreate}. */
  @FunctionalInterface
  public interface CreateModel {
    MemorySegment call(MemorySegment data, long size);
  }

  /** Makes something of nothing. */
  @FunctionalInterface
  public interface Create {
    MemorySegment call();
  }

  /** Frees something. */
  @FunctionalInterface
  public interface Delete {
    void call(MemorySegment object);
  }

  /** Sets a number. */
  @FunctionalInterface
  public interface SetNumber {
    void call(MemorySegment object, int value);
  }

  /** Adds one thing to another. */
  @FunctionalInterface
  public interface Add {
    void call(MemorySegment object, MemorySegment added);
  }

  /** Makes something of two things. */
  @FunctionalInterface
  public interface Add2 {
    MemorySegment call(MemorySegment first, MemorySegment second);
  }

  /** Does something and returns a status or a number. */
  @FunctionalInterface
  public interface Do {
    int call(MemorySegment object);
  }

  /** One of several. */
  @FunctionalInterface
  public interface Get {
    MemorySegment call(MemorySegment object, int index);
  }

  /** One side of a tensor. */
  @FunctionalInterface
  public interface Dimension {
    int call(MemorySegment tensor, int index);
  }

  /** A size in bytes. */
  @FunctionalInterface
  public interface Size {
    long call(MemorySegment tensor);
  }

  /** A pointer that something has. */
  @FunctionalInterface
  public interface Data {
    MemorySegment call(MemorySegment object);
  }

  /** {@code TfLiteTensorQuantizationParams}: a float scale and an int zero point. */
  @FunctionalInterface
  public interface Quantization {
    MemorySegment call(SegmentAllocator allocator, MemorySegment tensor);
  }

  /** {@code TfLiteXNNPackDelegateOptionsDefault}. */
  @FunctionalInterface
  public interface XnnpackDefaults {
    MemorySegment call(SegmentAllocator allocator);
  }

  /** Sets how much is logged. */
  @FunctionalInterface
  public interface SetSeverity {
    int call(int severity);
  }

  private TensorFlowLite(NativeLibrary library) throws ModelException {
    version = library.function(GetText.class, "TfLiteVersion");
    createModel = library.function(CreateModel.class, "TfLiteModelCreate");
    deleteModel = library.function(Delete.class, "TfLiteModelDelete");
    createOptions = library.function(Create.class, "TfLiteInterpreterOptionsCreate");
    setThreads = library.function(SetNumber.class, "TfLiteInterpreterOptionsSetNumThreads");
    addDelegate = library.function(Add.class, "TfLiteInterpreterOptionsAddDelegate");
    deleteOptions = library.function(Delete.class, "TfLiteInterpreterOptionsDelete");
    createInterpreter = library.function(Add2.class, "TfLiteInterpreterCreate");
    deleteInterpreter = library.function(Delete.class, "TfLiteInterpreterDelete");
    allocateTensors = library.function(Do.class, "TfLiteInterpreterAllocateTensors");
    invoke = library.function(Do.class, "TfLiteInterpreterInvoke");
    inputCount = library.function(Do.class, "TfLiteInterpreterGetInputTensorCount");
    outputCount = library.function(Do.class, "TfLiteInterpreterGetOutputTensorCount");
    inputTensor = library.function(Get.class, "TfLiteInterpreterGetInputTensor");
    outputTensor = library.function(Get.class, "TfLiteInterpreterGetOutputTensor");
    tensorType = library.function(Do.class, "TfLiteTensorType");
    dimensions = library.function(Do.class, "TfLiteTensorNumDims");
    dimension = library.function(Dimension.class, "TfLiteTensorDim");
    byteSize = library.function(Size.class, "TfLiteTensorByteSize");
    data = library.function(Data.class, "TfLiteTensorData");
    name = library.function(Data.class, "TfLiteTensorName");
    quantization =
        library.function(
            Quantization.class,
            "TfLiteTensorQuantizationParams",
            FunctionDescriptor.of(QUANTIZATION, ValueLayout.ADDRESS));
    createXnnpack = library.optional(Data.class, "TfLiteXNNPackDelegateCreate");
    deleteXnnpack = library.optional(Delete.class, "TfLiteXNNPackDelegateDelete");
    xnnpackDefaults =
        createXnnpack.isEmpty()
            ? Optional.empty()
            : Optional.of(
                library.function(
                    XnnpackDefaults.class,
                    "TfLiteXNNPackDelegateOptionsDefault",
                    FunctionDescriptor.of(XNNPACK_OPTIONS)));
    library.optional(SetSeverity.class, LOG_SEVERITY).ifPresent(set -> set.call(WARNINGS));
  }

  /**
   * Loads the library that ships, unpacked to JavaCPP's cache.
   *
   * @throws ModelException if it is not there for this machine, or there is no room for it
   */
  static TensorFlowLite load() throws ModelException {
    String resource =
        "/org/bytedeco/tensorflowlite/%s/%s"
            .formatted(Loader.getPlatform(), System.mapLibraryName("jnitensorflowlite"));
    try {
      File file = Loader.cacheResource(resource);
      if (file == null) {
        throw new ModelException(
            "TensorFlow Lite for %s is not among Roomtone's libraries"
                .formatted(Loader.getPlatform()));
      }
      return new TensorFlowLite(NativeLibrary.open(file.getPath(), "install Roomtone again"));
    } catch (IOException e) {
      throw new ModelException(
          "TensorFlow Lite can't be unpacked (%s): is there room in ~/.javacpp?"
              .formatted(e.getMessage()),
          e);
    }
  }

  /**
   * What runs 8-bit operators fast on the processor, as a delegate; empty where the library lacks
   * it. Without it they run, several times slower, and round otherwise.
   *
   * @param threads how many it may use
   */
  Optional<Delegate> xnnpack(int threads) {
    return createXnnpack.map(create -> {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment options = xnnpackDefaults.orElseThrow().call(arena);
        options.set(ValueLayout.JAVA_INT, 0, threads);
        MemorySegment made = create.call(options);
        return new Delegate(made, () -> deleteXnnpack.ifPresent(delete -> delete.call(made)));
      }
    });
  }

  /**
   * Something that takes over operators of a model.
   *
   * @param pointer to it
   * @param delete frees it; to be called after the interpreter is gone
   */
  record Delegate(MemorySegment pointer, Runnable delete) {}
}
