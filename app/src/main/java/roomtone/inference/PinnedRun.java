package roomtone.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs a session with the same tensors again and again, without garbage.
 *
 * <p>{@link OrtSession#run} makes maps, arrays and a result each time, about 570 bytes; three runs
 * a frame were a fifth of what the kiosk allocated. So {@link Direct} calls the native method below
 * it with arrays that stay. Where a version of ONNX Runtime has no such method, {@link Public} does
 * the same by the public one. For one thread; not to be used once the session or a tensor is
 * closed.
 */
sealed interface PinnedRun {
  /** Computes the outputs of what the inputs hold now. */
  void run() throws OrtException;

  /** Of a session with all of its inputs and the outputs that are wanted. */
  static PinnedRun of(
      OrtSession session, Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {
    if (Members.FOUND.isEmpty()) {
      return new Public(session, inputs, outputs);
    }
    return new Direct(Members.FOUND.get(), session, inputs, outputs);
  }

  /** By the library's public method. */
  record Public(OrtSession session, Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs)
      implements PinnedRun {
    @Override
    public void run() throws OrtException {
      // Closing the result leaves pinned tensors as they are.
      session.run(inputs, Set.of(), outputs).close();
    }
  }

  /** By the library's native method. */
  final class Direct implements PinnedRun {
    private final MethodHandle run;
    private final OrtSession session;
    private final long apiHandle;
    private final long sessionHandle;
    private final long allocatorHandle;
    private final String[] inputNames;
    private final long[] inputHandles;
    private final String[] outputNames;
    private final OnnxValue[] outputs;
    private final long[] outputHandles;

    private Direct(
        Members members,
        OrtSession session,
        Map<String, OnnxTensor> inputs,
        Map<String, OnnxTensor> outputs) {
      this.session = session;
      run = members.run();
      try {
        apiHandle = (long) members.apiHandle().invoke();
        sessionHandle = (long) members.sessionHandle().invoke(session);
        allocatorHandle =
            (long) members.allocatorHandle().invoke(members.allocator().invoke(session));
        inputHandles = members.handlesOf(inputs);
        outputHandles = members.handlesOf(outputs);
      } catch (Throwable e) {
        throw new IllegalStateException("a field that was found can be read", e);
      }
      inputNames = inputs.keySet().toArray(String[]::new);
      outputNames = outputs.keySet().toArray(String[]::new);
      this.outputs = outputs.values().toArray(OnnxValue[]::new);
    }

    @Override
    public void run() throws OrtException {
      try {
        boolean[] _ =
            (boolean[])
                run.invokeExact(
                    session,
                    apiHandle,
                    sessionHandle,
                    allocatorHandle,
                    inputNames,
                    inputHandles,
                    (long) inputNames.length,
                    outputNames,
                    (long) outputNames.length,
                    outputs,
                    outputHandles,
                    0L);
      } catch (OrtException | RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException("the native method declares nothing else", e);
      }
    }
  }

  /** What this knows of the library's inside. */
  record Members(
      MethodHandle run,
      MethodHandle apiHandle,
      MethodHandle sessionHandle,
      MethodHandle allocator,
      MethodHandle allocatorHandle,
      MethodHandle tensorHandle) {
    private static final MethodType RUN =
        MethodType.methodType(
            boolean[].class,
            long.class,
            long.class,
            long.class,
            String[].class,
            long[].class,
            long.class,
            String[].class,
            long.class,
            OnnxValue[].class,
            long[].class,
            long.class);

    /** Empty where the library's inside is another. */
    static final Optional<Members> FOUND = find();

    private static Optional<Members> find() {
      try {
        Class<?> runtime = Class.forName("ai.onnxruntime.OnnxRuntime");
        Class<?> allocator = Class.forName("ai.onnxruntime.OrtAllocator");
        MethodHandles.Lookup session = in(OrtSession.class);
        return Optional.of(
            new Members(
                session.findVirtual(OrtSession.class, "run", RUN),
                in(runtime).findStaticGetter(runtime, "ortApiHandle", long.class),
                session.findGetter(OrtSession.class, "nativeHandle", long.class),
                session.findGetter(OrtSession.class, "allocator", allocator),
                in(allocator).findGetter(allocator, "handle", long.class),
                in(OnnxTensorLike.class)
                    .findGetter(OnnxTensorLike.class, "nativeHandle", long.class)));
      } catch (ReflectiveOperationException _) {
        return Optional.empty();
      }
    }

    private static MethodHandles.Lookup in(Class<?> type) throws IllegalAccessException {
      return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    }

    /** The native tensors, in the map's order. */
    long[] handlesOf(Map<String, OnnxTensor> tensors) throws Throwable {
      long[] handles = new long[tensors.size()];
      int next = 0;
      for (OnnxTensor tensor : tensors.values()) {
        handles[next++] = (long) tensorHandle.invoke(tensor);
      }
      return handles;
    }
  }
}
