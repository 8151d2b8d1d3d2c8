package roomtone.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;
import roomtone.camera.Frame;
import roomtone.emotion.EmotionClassifier;
import roomtone.emotion.EmotionScores;
import roomtone.face.FaceBox;
import roomtone.face.FaceDetector;
import roomtone.inference.ModelException;

/**
 * Measures the whole eye, from picture to expression: crops of FER2013 are set, one each, into grey
 * 640×480 scenes, found by the detector and read by the classifier.
 *
 * <p>Which crops, their size (96 to 240 pixels), place and the scene's shade come from a seed.
 */
public final class SceneEvaluation {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int SMALLEST = 96;
  private static final int LARGEST = 240;
  private static final float FOUND_OVERLAP = 0.3f;

  private final FaceDetector detector;
  private final EmotionClassifier classifier;

  /** An evaluation of these two together. */
  public SceneEvaluation(FaceDetector detector, EmotionClassifier classifier) {
    this.detector = detector;
    this.classifier = classifier;
  }

  /**
   * Reads {@code count} scenes made of PrivateTest crops.
   *
   * @param progress told how many are done
   */
  public Map<String, Object> run(Path data, int count, long seed, IntConsumer progress)
      throws EvaluationException, ModelException {
    Fer2013 fer2013 = Fer2013.read(data);
    List<Fer2013.Sample> samples = new ArrayList<>(fer2013.split("PrivateTest"));
    var random = new Random(seed);
    Collections.shuffle(samples, random);
    int scenes = Math.min(count, samples.size());
    List<Frame> crops = fer2013.pictures(samples.subList(0, scenes));
    int found = 0;
    int right = 0;
    int others = 0;
    for (int i = 0; i < scenes; i++) {
      Fer2013.Sample sample = samples.get(i);
      int side = random.nextInt(SMALLEST, LARGEST + 1);
      var place =
          new FaceBox(
              random.nextInt(0, WIDTH - side), random.nextInt(0, HEIGHT - side), side, side, 1);
      Frame scene = scene(crops.get(i), place, random.nextInt(60, 200));
      boolean seen = false;
      for (FaceBox box : detector.detect(scene)) {
        if (!seen && box.overlap(place) >= FOUND_OVERLAP) {
          seen = true;
          found++;
          EmotionScores scores = classifier.classify(scene, box);
          right += scores.top() == sample.label() ? 1 : 0;
        } else {
          others++;
        }
      }
      progress.accept(i + 1);
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("scenes", scenes);
    figures.put("seed", seed);
    figures.put("detector", detector.description());
    figures.put("model", classifier.file().path().getFileName().toString());
    figures.put("found", found);
    figures.put("readRightly", right);
    figures.put("falsePositives", others);
    return figures;
  }

  /** A plain scene with a crop enlarged into it, its edges faded over 8 %. */
  private static Frame scene(Frame crop, FaceBox place, int shade) {
    byte[] luma = new byte[WIDTH * HEIGHT];
    Arrays.fill(luma, (byte) shade);
    int side = (int) place.width();
    float fade = side * 0.08f;
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        float x = (column + 0.5f) / side * crop.width() - 0.5f;
        float y = (row + 0.5f) / side * crop.height() - 0.5f;
        int edge = Math.min(Math.min(row, column), Math.min(side - 1 - row, side - 1 - column));
        float weight = Math.min(1, edge / fade);
        float value = weight * crop.sample(x, y) + (1 - weight) * shade;
        int at = ((int) place.y() + row) * WIDTH + (int) place.x() + column;
        luma[at] = (byte) Math.round(value);
      }
    }
    return new Frame(luma, WIDTH, HEIGHT, 0, 0);
  }
}
