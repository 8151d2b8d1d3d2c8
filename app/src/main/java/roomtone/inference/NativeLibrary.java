package roomtone.inference;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A shared library with functions of C, found by name or path. Any thread may use it.
 *
 * <p>It stays loaded until the process ends: code must never vanish under a thread that runs in it.
 */
final class NativeLibrary {
  private static final Linker LINKER = Linker.nativeLinker();
  // RTLD_NOW of dlfcn.h, the same on Linux and macOS: a missing symbol is told here, not in a run.
  private static final int NOW = 2;
  private static final Map<Class<?>, MemoryLayout> LAYOUTS =
      Map.of(
          int.class, ValueLayout.JAVA_INT,
          long.class, ValueLayout.JAVA_LONG,
          MemorySegment.class, ValueLayout.ADDRESS);
  private static final Open OPEN = system(Open.class, "dlopen");
  private static final Find FIND = system(Find.class, "dlsym");
  private static final LastError LAST_ERROR = system(LastError.class, "dlerror");

  private final String name;
  private final MemorySegment handle;

  /** {@code dlopen}. */
  @FunctionalInterface
  public interface Open {
    MemorySegment call(MemorySegment name, int mode);
  }

  /** {@code dlsym}. */
  @FunctionalInterface
  public interface Find {
    MemorySegment call(MemorySegment library, MemorySegment name);
  }

  /** {@code dlerror}. */
  @FunctionalInterface
  public interface LastError {
    MemorySegment call();
  }

  private NativeLibrary(String name, MemorySegment handle) {
    this.name = name;
    this.handle = handle;
  }

  /**
   * Loads a library.
   *
   * @param name {@code "libedgetpu.so.1"}, which the system's loader looks for, or a path
   * @param advice what to do where it can't be loaded
   * @throws ModelException with the loader's own words, which name the library, and the advice
   */
  static NativeLibrary open(String name, String advice) throws ModelException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handle = OPEN.call(arena.allocateFrom(name), NOW);
      if (handle.equals(MemorySegment.NULL)) {
        throw new ModelException("%s; %s".formatted(text(LAST_ERROR.call()), advice));
      }
      return new NativeLibrary(name, handle);
    }
  }

  /**
   * A function of the library.
   *
   * @param signature an interface of one method, of {@code int}, {@code long} and {@code
   *     MemorySegment} for pointers
   * @param options how it is called, where it takes any number of arguments
   * @throws ModelException if the library has no such function
   */
  <T> T function(Class<T> signature, String symbol, Linker.Option... options)
      throws ModelException {
    return function(signature, symbol, descriptor(signature), options);
  }

  /** A function as above whose signature has structures. */
  <T> T function(
      Class<T> signature, String symbol, FunctionDescriptor descriptor, Linker.Option... options)
      throws ModelException {
    return optional(signature, symbol, descriptor, options)
        .orElseThrow(() ->
            new ModelException(
                "%s has no function %s: it is another version than Roomtone knows"
                    .formatted(name, symbol)));
  }

  /** A function that not every version of the library has. */
  <T> Optional<T> optional(Class<T> signature, String symbol) {
    return optional(signature, symbol, descriptor(signature));
  }

  private <T> Optional<T> optional(
      Class<T> signature, String symbol, FunctionDescriptor descriptor, Linker.Option... options) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = FIND.call(handle, arena.allocateFrom(symbol));
      return address.equals(MemorySegment.NULL)
          ? Optional.empty()
          : Optional.of(bind(signature, address, descriptor, options));
    }
  }

  /** A text that C gave; empty for the null pointer. */
  static String text(MemorySegment pointer) {
    return pointer.equals(MemorySegment.NULL)
        ? ""
        : pointer.reinterpret(Long.MAX_VALUE).getString(0);
  }

  private static <T> T bind(
      Class<T> signature,
      MemorySegment address,
      FunctionDescriptor descriptor,
      Linker.Option... options) {
    MethodHandle function = LINKER.downcallHandle(address, descriptor, options);
    return MethodHandleProxies.asInterfaceInstance(signature, function);
  }

  private static <T> T system(Class<T> signature, String symbol) {
    MemorySegment address =
        LINKER
            .defaultLookup()
            .find(symbol)
            .orElseThrow(() -> new IllegalStateException("this system has no " + symbol));
    return bind(signature, address, descriptor(signature));
  }

  private static FunctionDescriptor descriptor(Class<?> signature) {
    Method method = signature.getMethods()[0];
    MemoryLayout[] arguments =
        Arrays.stream(method.getParameterTypes())
            .map(NativeLibrary::layout)
            .toArray(MemoryLayout[]::new);
    return method.getReturnType() == void.class
        ? FunctionDescriptor.ofVoid(arguments)
        : FunctionDescriptor.of(layout(method.getReturnType()), arguments);
  }

  private static MemoryLayout layout(Class<?> type) {
    return Objects.requireNonNull(LAYOUTS.get(type), "no layout for " + type);
  }
}
