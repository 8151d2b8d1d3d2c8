package roomtone.bench;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import roomtone.camera.Camera;
import roomtone.camera.CameraException;
import roomtone.camera.CameraSettings;
import roomtone.camera.CameraSource;
import roomtone.camera.Frame;
import roomtone.camera.FramePool;
import roomtone.config.Settings;
import roomtone.evaluate.PipelineRace;
import roomtone.face.FaceDetectorException;
import roomtone.inference.ModelException;
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.Eyes;
import roomtone.kiosk.Home;
import roomtone.kiosk.RoomReader;
import roomtone.kiosk.StageTimes;

/** Races the kiosk's way from a frame to the room against the peers', at two sizes of frames. */
public final class RaceBench {
  /** The demo's clip once. */
  private static final int FRAMES = 830;

  private static final int PROGRESS_EVERY = 50;
  private static final int SMALL_SIDE = 320;

  private final Home home;
  private final Settings settings;
  private final CameraSettings clip;
  private final PrintWriter progress;

  /**
   * Nothing runs yet.
   *
   * @param clip a replay, as fast as it goes and again and again
   * @param progress told how far a race is
   */
  public RaceBench(Home home, Settings settings, CameraSettings clip, PrintWriter progress) {
    this.home = home;
    this.settings = settings;
    this.clip = clip;
    this.progress = progress;
  }

  /**
   * A race on frames of one size.
   *
   * @param width in pixels
   * @param height in pixels
   * @param results ours first
   */
  public record Figures(int width, int height, int frames, List<PipelineRace.Result> results) {}

  /** Races on the pictures as they are, and scaled down to a longest side of 320 pixels. */
  public List<Figures> run(PipelineRace race)
      throws CommandFailure,
          CameraException,
          FaceDetectorException,
          ModelException,
          InterruptedException {
    List<Figures> figures = new ArrayList<>();
    for (CameraSettings camera : List.of(clip, clip.scaledTo(SMALL_SIDE))) {
      figures.add(run(race, CameraSource.from(camera, Instant::now)));
    }
    return figures;
  }

  private Figures run(PipelineRace race, CameraSource source)
      throws CommandFailure,
          CameraException,
          FaceDetectorException,
          ModelException,
          InterruptedException {
    var read = new AtomicInteger();
    try (Eyes eyes = Eyes.open(home, settings, 1);
        Camera camera = source.open()) {
      RoomReader reader =
          eyes.reader(
              new StageTimes((stage, nanos) -> {
                if (stage == StageTimes.Stage.CLASSIFY) {
                  read.incrementAndGet();
                }
              }));
      PipelineRace.Heat heat =
          race.heat(
              "Roomtone",
              frame -> {
                reader.read(frame);
                return read.getAndSet(0);
              });
      var pool = new FramePool();
      int width = 0;
      int height = 0;
      for (int i = 0; i < PipelineRace.WARM_UP_FRAMES + FRAMES; i++) {
        Frame frame = camera.read(pool);
        heat.read(frame);
        width = frame.width();
        height = frame.height();
        pool.giveBack(frame);
        if (i % PROGRESS_EVERY == 0) {
          progress.printf("\rrace: %d frames", i);
          progress.flush();
        }
      }
      progress.println();
      return new Figures(width, height, FRAMES, heat.results());
    }
  }
}
