package roomtone.face;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import roomtone.camera.Frame;
import roomtone.emotion.FaceCrop;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelInput;
import roomtone.inference.ModelManifest;

/** Frames of any size and content, and boxes at any place, go through from detector to crop. */
class FrameFuzzTest {
  private static final int MOST_SIDE = 300;
  private static final int FRAMES = 4;
  private static final ModelInput CROP = new ModelInput("face", 48, 48, 1, 1 / 255f, 0, 1e-3f);
  private static final FaceSettings SETTINGS = FaceSettings.DEFAULT.sized(80, 16);

  @TempDir private Path folder;
  private InferenceEngine engine;
  private FaceDetector detector;

  @BeforeEach
  void open() throws Exception {
    engine = InferenceEngine.cpu(1);
    detector = FaceDetector.open(SETTINGS, engine, ModelManifest.read(Path.of("..", "models")));
  }

  @AfterEach
  void close() {
    detector.close();
    engine.close();
  }

  @FuzzTest
  void frame(FuzzedDataProvider data) throws Exception {
    IgnoredAreas areas = IgnoredAreas.in(folder.resolve("areas.json"), Duration.ofSeconds(1));
    FaceTracker tracker = new FaceTracker(SETTINGS, areas, detector::confirms);
    FloatBuffer crop = FloatBuffer.allocate(CROP.size());
    long nanos = 0;
    for (int i = 0; i < FRAMES; i++) {
      nanos += data.consumeLong(0, 2_000_000_000);
      Frame frame = frame(data, nanos);
      List<FaceBox> boxes = new ArrayList<>(detector.detect(frame));
      addBoxes(data, boxes);
      for (Visitor visitor : tracker.update(boxes, frame)) {
        assertThat(visitor.number()).isPositive();
        FaceCrop.fill(frame, visitor.box(), 0.2f, CROP, crop);
      }
      assertThat(tracker.seen(frame)).hasSizeLessThanOrEqualTo(boxes.size());
    }
  }

  private static Frame frame(FuzzedDataProvider data, long nanos) {
    int width = data.consumeInt(1, MOST_SIDE);
    int height = data.consumeInt(1, MOST_SIDE);
    byte[] pattern = data.consumeBytes(64);
    byte[] luma = new byte[width * height];
    for (int i = 0; i < luma.length && pattern.length > 0; i++) {
      luma[i] = (byte) (pattern[i % pattern.length] + i / pattern.length);
    }
    return new Frame(luma, width, height, nanos, nanos / 1_000_000);
  }

  /** As from a network gone wrong. */
  private static void addBoxes(FuzzedDataProvider data, List<FaceBox> boxes) {
    int count = data.consumeInt(0, 4);
    for (int i = 0; i < count; i++) {
      float x = data.consumeFloat();
      float y = data.consumeFloat();
      float width = data.consumeFloat();
      float height = data.consumeFloat();
      FacePose pose = new FacePose(data.consumeFloat(), data.consumeFloat());
      if (width > 0 && height > 0) {
        boxes.add(new FaceBox(x, y, width, height, data.consumeProbabilityFloat(), pose));
      }
    }
  }
}
