package roomtone.inference;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model that OpenVINO compiled for one size of pictures, with its one inference request. */
final class OpenVinoModel implements LoadedModel {
  private final OpenVino openVino;
  private final MemorySegment core;
  private final String device;
  private final int threads;
  private final ModelFile file;
  private final List<String> wanted;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment scratch = arena.allocate(ValueLayout.JAVA_LONG);
  private final Map<String, Port> ports = new LinkedHashMap<>();
  // What was made for this size, the last first: it is freed in this order.
  private final Deque<Made> made = new ArrayDeque<>();
  private MemorySegment request = MemorySegment.NULL;
  private boolean closed;

  private record Port(MemorySegment tensor, FloatBuffer floats) {}

  private record Made(OpenVino.Kind kind, MemorySegment object) {}

  OpenVinoModel(
      OpenVino openVino,
      MemorySegment core,
      String device,
      int threads,
      ModelFile file,
      List<String> wanted)
      throws ModelException {
    this.openVino = openVino;
    this.core = core;
    this.device = device;
    this.threads = threads;
    this.file = file;
    this.wanted = List.copyOf(wanted);
    try {
      compile(file.input().width(), file.input().height());
    } catch (ModelException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void compile(int width, int height) throws ModelException {
    ModelInput input = file.input();
    MemorySegment model = keep(OpenVino.Kind.MODEL, openVino.read(core, file.path().toString()));
    openVino.reshape(model, 1, input.channels(), height, width);
    MemorySegment compiled =
        keep(OpenVino.Kind.COMPILED, openVino.compile(core, model, device, properties()));
    request = keep(OpenVino.Kind.REQUEST, openVino.request(compiled));
    FloatBuffer taken = open(input.name()).floats();
    int expected = width * height * input.channels();
    if (taken.capacity() != expected) {
      throw new ModelException(
          "The model %s takes %s as %d numbers, not as %d; its manifest must say what it takes."
              .formatted(file.path(), input.name(), taken.capacity(), expected));
    }
    for (String name : wanted) {
      open(name);
    }
  }

  /** Two, always: the answer is wanted soon, and as exact on the processor as the file is. */
  private Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("PERFORMANCE_HINT", "LATENCY");
    if (OpenVinoEngine.isCpu(device)) {
      properties.put("INFERENCE_NUM_THREADS", Integer.toString(threads));
    } else {
      properties.put("PERFORMANCE_HINT_NUM_REQUESTS", "1");
    }
    return properties;
  }

  private Port open(String name) throws ModelException {
    MemorySegment tensor = keep(OpenVino.Kind.TENSOR, openVino.tensor(request, name));
    long bytes = openVino.numbers(tensor, scratch).byteSize();
    var port = new Port(tensor, NativeFloats.allocate(Math.toIntExact(bytes / Float.BYTES)));
    ports.put(name, port);
    return port;
  }

  private MemorySegment keep(OpenVino.Kind kind, MemorySegment object) {
    made.push(new Made(kind, object));
    return object;
  }

  @Override
  public ModelFile file() {
    return file;
  }

  @Override
  public FloatBuffer input() {
    return port(file.input().name()).floats();
  }

  @Override
  public void resize(int width, int height) throws ModelException {
    free();
    compile(width, height);
  }

  @Override
  public void run() throws ModelException {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
    Port input = port(file.input().name());
    copy(MemorySegment.ofBuffer(input.floats()), openVino.numbers(input.tensor(), scratch));
    openVino.infer(request);
    for (String name : wanted) {
      Port output = port(name);
      copy(openVino.numbers(output.tensor(), scratch), MemorySegment.ofBuffer(output.floats()));
    }
  }

  private static void copy(MemorySegment from, MemorySegment to) {
    MemorySegment.copy(from, 0, to, 0, to.byteSize());
  }

  @Override
  public FloatBuffer output(String name) {
    if (!wanted.contains(name)) {
      throw new IllegalArgumentException(
          "the output %s was not asked for, only %s".formatted(name, wanted));
    }
    return port(name).floats();
  }

  private Port port(String name) {
    Port port = ports.get(name);
    if (port == null) {
      throw new IllegalStateException("the model is closed, or could not be resized");
    }
    return port;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      free();
      arena.close();
    }
  }

  private void free() {
    while (!made.isEmpty()) {
      Made last = made.pop();
      openVino.free(last.kind(), last.object());
    }
    ports.clear();
    request = MemorySegment.NULL;
  }
}
