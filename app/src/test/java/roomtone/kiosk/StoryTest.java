package roomtone.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import roomtone.camera.Camera;
import roomtone.camera.CameraSource;
import roomtone.camera.EndOfReplay;
import roomtone.camera.Frame;
import roomtone.camera.FramePool;
import roomtone.camera.HiddenAreas;
import roomtone.camera.ReplayPace;
import roomtone.config.Settings;
import roomtone.emotion.EmotionClassifier;
import roomtone.face.FaceDetector;
import roomtone.face.FaceTracker;
import roomtone.face.IgnoredAreas;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelManifest;
import roomtone.inference.Precision;
import roomtone.mood.MoodReading;
import roomtone.mood.MoodTracker;

/** The demo's clip through the real pipeline, at the clip's own times, beside its script. */
class StoryTest {
  private static final Path HOME = Path.of(System.getProperty("roomtone.home"));
  private static final Path DEMO = HOME.resolve("models/demo");

  /** A line of the script: from and to in seconds of the clip. */
  private record Scene(double from, double to, String expression) {}

  @Test
  void theRoomsMoodFollowsTheScript() throws Exception {
    List<Scene> story = story();
    Settings settings = Settings.defaults(Map.of(), HOME.resolve("unused.db"));
    var clip =
        settings
            .camera()
            .replaying(DEMO.resolve("lounge.mp4"), ReplayPace.AS_FAST_AS_POSSIBLE, false);
    int frames = 0;
    int following = 0;
    Set<String> seen = new HashSet<>();
    ModelManifest models = ModelManifest.read(HOME.resolve("models"));
    try (InferenceEngine engine = InferenceEngine.cpu(1);
        EmotionClassifier classifier =
            EmotionClassifier.load(
                engine,
                models.find(settings.emotion().model(), Precision.INT8),
                settings.emotion().margin());
        FaceDetector detector =
            FaceDetector.open(settings.face().reportingSmaller(), engine, models);
        Camera camera = CameraSource.from(clip, Instant::now).open()) {
      var reader =
          new RoomReader(
              HiddenAreas.parse(""),
              detector,
              new FaceTracker(settings.face(), IgnoredAreas.none(), detector::confirms),
              classifier,
              new MoodTracker(settings.mood(), classifier.file().unsureBelow()),
              new AimWatch(),
              new StageTimes());
      var pool = new FramePool();
      long start = -1;
      while (true) {
        Frame frame;
        try {
          frame = camera.read(pool);
        } catch (EndOfReplay end) {
          break;
        }
        start = start < 0 ? frame.nanos() : start;
        double seconds = (frame.nanos() - start) / 1e9;
        MoodReading reading = reader.read(frame);
        String scripted = scriptedAt(story, seconds);
        if (!scripted.equals("unsure")) {
          frames++;
          following += reading.mood().label().equals(scripted) ? 1 : 0;
        }
        seen.add(reading.mood().label());
        pool.giveBack(frame);
      }
    }
    assertThat(frames).as("frames with a scripted mood").isGreaterThan(400);
    assertThat((double) following / frames)
        .as("the share of the time in which the mood is the script's, its dwell included")
        .isGreaterThanOrEqualTo(0.8);
    assertThat(seen).contains("empty", "happy", "neutral", "sad", "surprise", "angry");
  }

  private static String scriptedAt(List<Scene> story, double seconds) {
    return story.stream()
        .filter(scene -> seconds >= scene.from() && seconds < scene.to())
        .map(Scene::expression)
        .findFirst()
        .orElse("unsure");
  }

  private static List<Scene> story() throws IOException {
    return Files.readAllLines(DEMO.resolve("story.csv")).stream()
        .skip(1)
        .map(line -> line.split(","))
        .map(cells ->
            new Scene(Double.parseDouble(cells[0]), Double.parseDouble(cells[1]), cells[3]))
        .toList();
  }
}
