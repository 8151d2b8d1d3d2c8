package roomtone.inference;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OpenVINO's C interface ({@code openvino/c/openvino.h}), those functions that are the same from
 * 2022.3 on. Any thread may use it; an inference request is for one thread at a time.
 *
 * <p>Numbers of element types are not used: they moved between versions.
 */
final class OpenVino {
  private static final int OK = 0;
  // ov_dimension_t { int64 min; int64 max } twice, the second behind a pointer: ov_partial_shape_t.
  private static final StructLayout DIMENSION =
      MemoryLayout.structLayout(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
  private static final AddressLayout POINTER = ValueLayout.ADDRESS;
  private static final StructLayout PARTIAL_SHAPE = MemoryLayout.structLayout(DIMENSION, POINTER);
  private static final long DIMENSIONS_AT = DIMENSION.byteSize();
  // ov_available_devices_t { char** devices; size_t size } and ov_version_t of two texts.
  private static final StructLayout TWO_WORDS =
      MemoryLayout.structLayout(POINTER, ValueLayout.JAVA_LONG);
  // What the caller gives before the pairs of properties.
  private static final int FIXED_ARGUMENTS = 5;
  private static final Pattern YEAR = Pattern.compile("(20\\d\\d)\\.(\\d+)[^ -]*");

  private final Call1 getVersion;
  private final Free freeVersion;
  private final Call1 createCore;
  private final Call2 getDevices;
  private final Free freeDevices;
  private final Call4 getProperty;
  private final Call4 readModel;
  private final Reshape reshape;
  private final Compile compile;
  private final Call2 createRequest;
  private final Call3 getTensor;
  private final Call2 tensorData;
  private final Call2 tensorBytes;
  private final Call1 infer;
  private final Free freeText;
  private final ErrorName errorName;
  private final Optional<LastMessage> lastMessage;
  private final Map<Kind, Free> free = new LinkedHashMap<>();

  /** What there is to be freed, by the function that frees it. */
  enum Kind {
    CORE("ov_core_free"),
    MODEL("ov_model_free"),
    COMPILED("ov_compiled_model_free"),
    REQUEST("ov_infer_request_free"),
    TENSOR("ov_tensor_free");

    private final String function;

    Kind(String function) {
      this.function = function;
    }
  }

  /** A function of one pointer that returns a status. */
  @FunctionalInterface
  public interface Call1 {
    int call(MemorySegment first);
  }

  /** Of two pointers. */
  @FunctionalInterface
  public interface Call2 {
    int call(MemorySegment first, MemorySegment second);
  }

  /** Of three pointers. */
  @FunctionalInterface
  public interface Call3 {
    int call(MemorySegment first, MemorySegment second, MemorySegment third);
  }

  /** Of four pointers. */
  @FunctionalInterface
  public interface Call4 {
    int call(MemorySegment first, MemorySegment second, MemorySegment third, MemorySegment fourth);
  }

  /** {@code ov_model_reshape_single_input}: the shape is passed by value. */
  @FunctionalInterface
  public interface Reshape {
    int call(MemorySegment model, MemorySegment shape);
  }

  /** {@code ov_core_compile_model} with two properties: keys and values follow as they come. */
  @FunctionalInterface
  public interface Compile {
    int call(
        MemorySegment core,
        MemorySegment model,
        MemorySegment device,
        long propertyArguments,
        MemorySegment compiled,
        MemorySegment firstKey,
        MemorySegment firstValue,
        MemorySegment secondKey,
        MemorySegment secondValue);
  }

  /** Frees something. */
  @FunctionalInterface
  public interface Free {
    void call(MemorySegment object);
  }

  /** {@code ov_get_error_info}. */
  @FunctionalInterface
  public interface ErrorName {
    MemorySegment call(int status);
  }

  /** {@code ov_get_last_err_msg}. */
  @FunctionalInterface
  public interface LastMessage {
    MemorySegment call();
  }

  private OpenVino(NativeLibrary library) throws ModelException {
    getVersion = library.function(Call1.class, "ov_get_openvino_version");
    freeVersion = library.function(Free.class, "ov_version_free");
    createCore = library.function(Call1.class, "ov_core_create");
    getDevices = library.function(Call2.class, "ov_core_get_available_devices");
    freeDevices = library.function(Free.class, "ov_available_devices_free");
    getProperty = library.function(Call4.class, "ov_core_get_property");
    readModel = library.function(Call4.class, "ov_core_read_model");
    reshape =
        library.function(
            Reshape.class,
            "ov_model_reshape_single_input",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, POINTER, PARTIAL_SHAPE));
    compile =
        library.function(
            Compile.class,
            "ov_core_compile_model",
            Linker.Option.firstVariadicArg(FIXED_ARGUMENTS));
    createRequest = library.function(Call2.class, "ov_compiled_model_create_infer_request");
    getTensor = library.function(Call3.class, "ov_infer_request_get_tensor");
    tensorData = library.function(Call2.class, "ov_tensor_data");
    tensorBytes = library.function(Call2.class, "ov_tensor_get_byte_size");
    infer = library.function(Call1.class, "ov_infer_request_infer");
    freeText = library.function(Free.class, "ov_free");
    errorName = library.function(ErrorName.class, "ov_get_error_info");
    lastMessage = library.optional(LastMessage.class, "ov_get_last_err_msg");
    for (Kind kind : Kind.values()) {
      free.put(kind, library.function(Free.class, kind.function));
    }
  }

  /**
   * Loads the library.
   *
   * @param library its name or path
   * @throws ModelException if it can't be loaded or is another one
   */
  static OpenVino open(String library) throws ModelException {
    return new OpenVino(
        NativeLibrary.open(
            library, "install OpenVINO's runtime, or set inference.openvino-library"));
  }

  /** Its version as Intel says it: {@code "2022.3.1"}. */
  String version() throws ModelException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment version = arena.allocate(TWO_WORDS);
      check(getVersion.call(version), "tell its version");
      String build = NativeLibrary.text(version.get(POINTER, 0));
      freeVersion.call(version);
      Matcher year = YEAR.matcher(build);
      return year.find() ? year.group() : build;
    }
  }

  /** Starts the runtime, to be freed. */
  MemorySegment core() throws ModelException {
    return made("start", createCore);
  }

  /** The names of the devices that can run models, the processor among them. */
  List<String> devices(MemorySegment core) throws ModelException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment found = arena.allocate(TWO_WORDS);
      check(getDevices.call(core, found), "list its devices");
      long count = found.get(ValueLayout.JAVA_LONG, POINTER.byteSize());
      List<String> names = new ArrayList<>();
      if (count > 0) {
        MemorySegment array = found.get(POINTER, 0).reinterpret(count * POINTER.byteSize());
        for (long i = 0; i < count; i++) {
          names.add(NativeLibrary.text(array.getAtIndex(POINTER, i)));
        }
      }
      freeDevices.call(found);
      return names;
    }
  }

  /** A device's full name, as its maker has it; its short one where it does not tell. */
  String fullName(MemorySegment core, String device) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(POINTER);
      int status =
          getProperty.call(
              core, arena.allocateFrom(device), arena.allocateFrom("FULL_DEVICE_NAME"), value);
      if (status != OK) {
        return device;
      }
      MemorySegment text = value.get(POINTER, 0);
      String name = NativeLibrary.text(text).strip();
      freeText.call(text);
      return name.isEmpty() ? device : name;
    }
  }

  /** Reads a model file, to be freed. */
  MemorySegment read(MemorySegment core, String path) throws ModelException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(path);
      return made("read " + path, model -> readModel.call(core, name, MemorySegment.NULL, model));
    }
  }

  /** Gives a model's one input a shape without any free side. */
  void reshape(MemorySegment model, long... sides) throws ModelException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment shape = arena.allocate(PARTIAL_SHAPE);
      MemorySegment dimensions = arena.allocate(DIMENSION, sides.length);
      fixed(shape, 0, sides.length);
      for (int i = 0; i < sides.length; i++) {
        fixed(dimensions, i, sides[i]);
      }
      shape.set(POINTER, DIMENSIONS_AT, dimensions);
      check(reshape.call(model, shape), "take pictures of this size");
    }
  }

  /** A number that is no range. */
  private static void fixed(MemorySegment dimensions, int index, long value) {
    dimensions.setAtIndex(ValueLayout.JAVA_LONG, 2L * index, value);
    dimensions.setAtIndex(ValueLayout.JAVA_LONG, 2L * index + 1, value);
  }

  /**
   * Makes a model ready for a device, to be freed.
   *
   * @param properties two, by their key in {@code ov_property.h}
   */
  MemorySegment compile(
      MemorySegment core, MemorySegment model, String device, Map<String, String> properties)
      throws ModelException {
    try (Arena arena = Arena.ofConfined()) {
      List<MemorySegment> pairs = new ArrayList<>();
      properties.forEach((key, value) -> {
        pairs.add(arena.allocateFrom(key));
        pairs.add(arena.allocateFrom(value));
      });
      MemorySegment name = arena.allocateFrom(device);
      return made(
          "prepare the model for " + device,
          compiled ->
              compile.call(
                  core,
                  model,
                  name,
                  pairs.size(),
                  compiled,
                  pairs.get(0),
                  pairs.get(1),
                  pairs.get(2),
                  pairs.get(3)));
    }
  }

  /** What runs a compiled model, to be freed. */
  MemorySegment request(MemorySegment compiled) throws ModelException {
    return made("make room for the model", request -> createRequest.call(compiled, request));
  }

  /** A tensor of a request by its name, to be freed. */
  MemorySegment tensor(MemorySegment request, String name) throws ModelException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom(name);
      return made("find the tensor " + name, tensor -> getTensor.call(request, text, tensor));
    }
  }

  /**
   * A tensor's numbers, where they lie now.
   *
   * @param scratch room for one pointer or size
   */
  MemorySegment numbers(MemorySegment tensor, MemorySegment scratch) throws ModelException {
    check(tensorBytes.call(tensor, scratch), "tell a tensor's size");
    long bytes = scratch.get(ValueLayout.JAVA_LONG, 0);
    check(tensorData.call(tensor, scratch), "show a tensor's numbers");
    return scratch.get(POINTER, 0).reinterpret(bytes);
  }

  /** Runs what is in the request's input. */
  void infer(MemorySegment request) throws ModelException {
    check(infer.call(request), "run the model");
  }

  /** Frees something that a function here made. */
  void free(Kind kind, MemorySegment object) {
    Objects.requireNonNull(free.get(kind)).call(object);
  }

  private MemorySegment made(String task, Call1 function) throws ModelException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment object = arena.allocate(POINTER);
      check(function.call(object), task);
      return object.get(POINTER, 0);
    }
  }

  private void check(int status, String task) throws ModelException {
    if (status == OK) {
      return;
    }
    String detail = lastMessage.map(LastMessage::call).map(this::taken).orElse("");
    throw new ModelException(
        "OpenVINO can't %s: %s"
            .formatted(
                task,
                detail.isEmpty() ? NativeLibrary.text(errorName.call(status)) : detail.strip()));
  }

  private String taken(MemorySegment text) {
    String copied = NativeLibrary.text(text);
    if (!text.equals(MemorySegment.NULL)) {
      freeText.call(text);
    }
    return copied;
  }
}
