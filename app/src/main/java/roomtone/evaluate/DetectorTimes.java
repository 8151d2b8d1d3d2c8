package roomtone.evaluate;

import java.util.Arrays;
import java.util.List;
import roomtone.camera.Frame;
import roomtone.face.FaceDetector;
import roomtone.inference.ModelException;

/**
 * How long detectors take for one frame, measured in turns so that a busy moment of the machine
 * hits all of them.
 */
final class DetectorTimes {
  private static final int WARM_UP_ROUNDS = 5;
  private static final int ROUNDS = 41;

  private final Frame example;

  /** Measures on one picture, scaled to the size in question. */
  DetectorTimes(Frame example) {
    this.example = example;
  }

  /** The median of each detector, in milliseconds, for frames of a size in pixels. */
  double[] medianMillis(List<FaceDetector> detectors, int width, int height) throws ModelException {
    Frame frame = scaled(width, height);
    double[][] millis = new double[detectors.size()][ROUNDS];
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      for (int i = 0; i < detectors.size(); i++) {
        long start = System.nanoTime();
        detectors.get(i).detect(frame);
        double elapsed = (System.nanoTime() - start) / 1e6;
        if (round >= 0) {
          millis[i][round] = elapsed;
        }
      }
    }
    return Arrays.stream(millis).mapToDouble(DetectorTimes::median).toArray();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private Frame scaled(int width, int height) {
    byte[] luma = new byte[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float sourceX = (x + 0.5f) / width * example.width() - 0.5f;
        float sourceY = (y + 0.5f) / height * example.height() - 0.5f;
        luma[y * width + x] = (byte) Math.round(example.sample(sourceX, sourceY));
      }
    }
    return new Frame(luma, width, height, 0, 0);
  }
}
