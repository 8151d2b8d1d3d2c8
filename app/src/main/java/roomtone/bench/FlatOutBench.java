package roomtone.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import roomtone.camera.Camera;
import roomtone.camera.CameraException;
import roomtone.camera.CameraSettings;
import roomtone.camera.CameraSource;
import roomtone.camera.Frame;
import roomtone.camera.FramePool;
import roomtone.config.Settings;
import roomtone.face.FaceDetectorException;
import roomtone.inference.ModelException;
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.Eyes;
import roomtone.kiosk.Home;
import roomtone.kiosk.RoomReader;
import roomtone.kiosk.StageTimes;

/** Reads the frames of a clip on one thread as fast as it goes, and takes figures. */
public final class FlatOutBench {
  private static final int WARM_UP_FRAMES = 100;
  private static final int MEMORY_SAMPLES = 10;

  private final Home home;
  private final Settings settings;
  private final CameraSource pictures;
  private final PrintWriter progress;

  /**
   * Nothing runs yet.
   *
   * @param clip a replay, as fast as it goes and again and again
   * @param progress told how far a run is
   */
  public FlatOutBench(Home home, Settings settings, CameraSettings clip, PrintWriter progress) {
    this.home = home;
    this.settings = settings;
    pictures = CameraSource.from(clip, Instant::now);
    this.progress = progress;
  }

  /**
   * What was measured.
   *
   * @param engine what runs the models
   * @param width of the frames, in pixels
   * @param height of the frames, in pixels
   * @param framesPerSecond decoding the clip included
   * @param allocatedBytesPerFrame on the heap, by the one thread
   * @param memory heap after a collection and resident memory, in MiB, over the time
   * @param stages times by stage
   */
  public record Figures(
      String engine,
      int width,
      int height,
      long frames,
      double framesPerSecond,
      long allocatedBytesPerFrame,
      Map<String, Object> memory,
      Map<String, StageHistograms.Times> stages) {}

  /**
   * Runs for a time, after warming up.
   *
   * @param threads how many the models may use
   */
  public Figures run(int threads, Duration time)
      throws CommandFailure,
          CameraException,
          FaceDetectorException,
          ModelException,
          InterruptedException {
    var stages = new StageHistograms();
    try (Eyes eyes = Eyes.open(home, settings, threads);
        Camera camera = pictures.open()) {
      var times = new StageTimes(stages);
      RoomReader reader = eyes.reader(times);
      var pool = new FramePool();
      int width = 0;
      int height = 0;
      for (int i = 0; i < WARM_UP_FRAMES; i++) {
        Frame frame = read(camera, reader, times, pool);
        width = frame.width();
        height = frame.height();
      }
      stages.reset();
      Map<String, Object> memory = new LinkedHashMap<>();
      long allocatedAtStart = BenchMachine.allocatedBytes();
      long sampling = 0;
      long start = System.nanoTime();
      long frames = 0;
      for (int sample = 0; sample < MEMORY_SAMPLES; sample++) {
        sampling += sample(memory, time, sample);
        long end = start + sampling + time.toNanos() * (sample + 1) / MEMORY_SAMPLES;
        while (System.nanoTime() < end) {
          read(camera, reader, times, pool);
          frames++;
        }
      }
      double elapsed = (System.nanoTime() - start - sampling) / 1e9;
      long allocated = BenchMachine.allocatedBytes() - allocatedAtStart;
      sample(memory, time, MEMORY_SAMPLES);
      progress.println();
      return new Figures(
          eyes.engine().description(),
          width,
          height,
          frames,
          frames / elapsed,
          allocated / Math.max(1, frames),
          memory,
          stages.times());
    }
  }

  /** Notes heap and resident memory, and says how far the run is; returns how long that took. */
  private long sample(Map<String, Object> memory, Duration time, int sample) {
    long start = System.nanoTime();
    long second = time.toSeconds() * sample / MEMORY_SAMPLES;
    memory.put("%d s".formatted(second), BenchMachine.memory());
    progress.printf("\r%d of %d s", second, time.toSeconds());
    progress.flush();
    return System.nanoTime() - start;
  }

  /** Reads the next frame; its size may be asked for, its pixels not any more. */
  private static Frame read(Camera camera, RoomReader reader, StageTimes times, FramePool pool)
      throws CameraException, ModelException, InterruptedException {
    long start = System.nanoTime();
    Frame frame = camera.read(pool);
    times.record(StageTimes.Stage.CAPTURE, start);
    reader.read(frame);
    pool.giveBack(frame);
    return frame;
  }
}
