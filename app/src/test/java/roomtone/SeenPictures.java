package roomtone;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import roomtone.camera.Camera;
import roomtone.camera.CameraSettings;
import roomtone.camera.CameraSource;
import roomtone.camera.EndOfReplay;
import roomtone.camera.Frame;
import roomtone.camera.FramePool;
import roomtone.camera.ReplayPace;
import roomtone.config.Settings;
import roomtone.emotion.FaceCrop;
import roomtone.face.FaceBox;
import roomtone.face.FaceDetector;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelInput;
import roomtone.kiosk.Home;
import roomtone.watch.KnownPictures;

/**
 * All that the kiosk sees in the demo's clip, as the kiosk's own code makes it: every frame, the
 * same at a half, a quarter and an eighth of its size, and every face as the model gets it.
 *
 * @param pictures the pixels of all
 * @param faces how many faces were found
 */
record SeenPictures(KnownPictures pictures, int faces) {
  private static final int SMALLEST_SHARE = 8;

  /**
   * Looks at the whole clip, which takes some seconds.
   *
   * @param state a folder for what the kiosk's code remembers
   */
  static SeenPictures of(Path clip, Path state) throws Exception {
    var home = new Home(Path.of(System.getProperty("roomtone.home")), state);
    Settings settings = Settings.defaults(Map.of(), clip);
    CameraSettings replay =
        settings.camera().replaying(clip, ReplayPace.AS_FAST_AS_POSSIBLE, false);
    var pictures = new KnownPictures();
    int faces = 0;
    try (InferenceEngine engine = InferenceEngine.cpu(1);
        FaceDetector detector =
            FaceDetector.open(settings.face().reportingSmaller(), engine, home.models());
        Camera camera = CameraSource.from(replay, Instant::now).open()) {
      ModelInput input = home.expressionModel(engine, settings.emotion()).file().input();
      var pool = new FramePool();
      for (Optional<Frame> next = read(camera, pool); next.isPresent(); next = read(camera, pool)) {
        Frame frame = next.orElseThrow();
        for (int share = 1; share <= SMALLEST_SHARE; share *= 2) {
          pictures.add(smaller(frame, share));
        }
        List<FaceBox> boxes = detector.detect(frame);
        for (FaceBox box : boxes) {
          pictures.add(face(frame, box, settings.emotion().margin(), input));
        }
        faces += boxes.size();
        pool.giveBack(frame);
      }
    }
    return new SeenPictures(pictures, faces);
  }

  private static Optional<Frame> read(Camera camera, FramePool pool) throws Exception {
    try {
      return Optional.of(camera.read(pool));
    } catch (EndOfReplay end) {
      return Optional.empty();
    }
  }

  /** The frame at a share of its size: each pixel the mean of a square, rounded. */
  static byte[] smaller(Frame frame, int share) {
    int width = frame.width() / share;
    int height = frame.height() / share;
    byte[] small = new byte[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int sum = 0;
        for (int i = 0; i < share * share; i++) {
          sum += frame.at(x * share + i % share, y * share + i / share);
        }
        small[y * width + x] = (byte) Math.round((float) sum / (share * share));
      }
    }
    return small;
  }

  /** A face as the model gets it, as pixels. */
  private static byte[] face(Frame frame, FaceBox box, float margin, ModelInput input) {
    FloatBuffer values = FloatBuffer.allocate(input.size());
    FaceCrop.fill(frame, box, margin, input, values);
    byte[] pixels = new byte[input.width() * input.height()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) Math.round((values.get(i) - input.offset()) / input.scale());
    }
    return pixels;
  }
}
