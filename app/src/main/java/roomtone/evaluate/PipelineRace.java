package roomtone.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import roomtone.camera.Frame;
import roomtone.face.FaceDetectorException;
import roomtone.face.PeerDetectors;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;

/**
 * Our way from a picture to the room against other people's, on the same frames and by turns, so
 * that what else the machine does hits all of them. For one thread; closing frees the peers.
 */
public final class PipelineRace implements AutoCloseable {
  /** So many frames are read before the times count. */
  public static final int WARM_UP_FRAMES = 20;

  private static final String READER = "mini-Xception";

  private final Map<String, StudentPipeline> peers = new LinkedHashMap<>();

  private PipelineRace() {}

  /** Reads a frame and says how many faces it read. */
  @FunctionalInterface
  public interface Runner {
    /** Reads a frame, which is not kept. */
    int read(Frame frame) throws ModelException;
  }

  /**
   * How fast one was.
   *
   * @param name for people
   * @param framesPerSecond had it the machine for itself; what decodes the frames is not in it
   * @param p50Millis the time that half of the frames took at most
   * @param p95Millis the time that 95 % of the frames took at most
   * @param facesPerFrame how many expressions it read
   * @param oursAgainstIt how many times as many frames ours reads in the same time
   */
  public record Result(
      String name,
      double framesPerSecond,
      double p50Millis,
      double p95Millis,
      double facesPerFrame,
      double oursAgainstIt) {}

  /**
   * Opens the peers: Haar and mini-Xception, the usual one, then YuNet and mini-Xception.
   *
   * @param folder of the peers' files
   * @param engine runs mini-Xception
   * @throws EvaluationException if mini-Xception is not there
   * @throws FaceDetectorException if YuNet is not there, or OpenCV can't be used
   * @throws ModelException if a file has a peer's name but is another one
   */
  public static PipelineRace open(Path folder, InferenceEngine engine)
      throws EvaluationException, FaceDetectorException, ModelException {
    Map.Entry<Peer, Path> reader = reader(folder);
    var race = new PipelineRace();
    try {
      race.peers.put(
          "Haar + " + READER, StudentPipeline.haar(engine, reader.getKey(), reader.getValue()));
      race.peers.put(
          "YuNet + " + READER,
          StudentPipeline.yunet(folder, engine, reader.getKey(), reader.getValue()));
      return race;
    } catch (FaceDetectorException | ModelException | RuntimeException e) {
      race.close();
      throw e;
    }
  }

  /**
   * Looks whether the peers' files are there, without loading any.
   *
   * @throws EvaluationException if mini-Xception is not
   * @throws FaceDetectorException if YuNet is not
   * @throws ModelException if a file has a peer's name but is another one
   */
  public static void look(Path folder)
      throws EvaluationException, FaceDetectorException, ModelException {
    reader(folder);
    PeerDetectors.look(folder);
  }

  private static Map.Entry<Peer, Path> reader(Path folder)
      throws EvaluationException, ModelException {
    return PeerFolder.read(folder, Peer.KNOWN).peers().entrySet().stream()
        .filter(peer -> peer.getKey().name().equals(READER))
        .findFirst()
        .orElseThrow(() ->
            new EvaluationException(
                "%s does not hold %s, which reads the peers' faces.".formatted(folder, READER)));
  }

  /** A run of ours against all peers. */
  public Heat heat(String name, Runner ours) {
    Map<String, Runner> runners = new LinkedHashMap<>();
    runners.put(name, ours);
    runners.putAll(peers);
    return new Heat(runners, System::nanoTime);
  }

  /** The peers' names. */
  public List<String> peers() {
    return List.copyOf(peers.keySet());
  }

  /** A room that a peer begins to look at. */
  public RoomReading room(String peer) {
    StudentPipeline pipeline = peers.get(peer);
    if (pipeline == null) {
      throw new IllegalArgumentException("no peer " + peer);
    }
    return new StudentRoom(pipeline::expressions);
  }

  @Override
  public void close() {
    new ArrayList<>(peers.values()).reversed().forEach(StudentPipeline::close);
    peers.clear();
  }

  /** A race over frames of one size; ours is the first. For one thread. */
  public static final class Heat {
    private static final int DIGITS = 3;

    private final List<Lane> lanes = new ArrayList<>();
    private final LongSupplier nanos;
    private int frames;

    Heat(Map<String, Runner> runners, LongSupplier nanos) {
      this.nanos = nanos;
      runners.forEach((name, runner) -> lanes.add(new Lane(name, runner)));
    }

    /** Lets all read a frame, each time another one first. */
    public void read(Frame frame) throws ModelException {
      for (int i = 0; i < lanes.size(); i++) {
        Lane lane = lanes.get((frames + i) % lanes.size());
        long start = nanos.getAsLong();
        int faces = lane.runner.read(frame);
        long took = nanos.getAsLong() - start;
        if (frames >= WARM_UP_FRAMES) {
          lane.times.recordValue(took);
          lane.total += took;
          lane.faces += faces;
        }
      }
      frames++;
    }

    /** How fast they were so far, ours first; at least one frame after warming up. */
    public List<Result> results() {
      double ours = lanes.getFirst().total;
      return lanes.stream()
          .map(lane ->
              new Result(
                  lane.name,
                  1e9 * lane.times.getTotalCount() / lane.total,
                  lane.times.getValueAtPercentile(50) / 1e6,
                  lane.times.getValueAtPercentile(95) / 1e6,
                  (double) lane.faces / lane.times.getTotalCount(),
                  lane.total / ours))
          .toList();
    }

    /** One who runs, and its times. */
    private static final class Lane {
      final String name;
      final Runner runner;
      final Histogram times = new Histogram(DIGITS);
      long total;
      long faces;

      Lane(String name, Runner runner) {
        this.name = name;
        this.runner = runner;
      }
    }
  }
}
