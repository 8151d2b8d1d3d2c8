package roomtone.evaluate;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import roomtone.camera.Frame;
import roomtone.emotion.FaceCrop;
import roomtone.face.FaceBox;
import roomtone.inference.ModelInput;

/**
 * A way in which a room makes faces harder to read, from much of it to none.
 *
 * @param name with its unit
 * @param values how far it goes
 * @param change makes another picture of a face; a pure function
 */
record FaceChange(String name, List<Float> values, Change change) {
  /** Those that are measured. */
  static final List<FaceChange> ALL =
      List.of(
          new FaceChange(
              "face width (pixels)",
              List.of(12f, 16f, 20f, 24f, 32f, 40f, 48f),
              FaceChange::smaller),
          new FaceChange("blur (pixels)", List.of(2f, 1.5f, 1f, 0.5f, 0f), FaceChange::blurred),
          new FaceChange(
              "light (share)", List.of(0.05f, 0.1f, 0.2f, 0.4f, 0.7f, 1f), FaceChange::dimmed));

  // In grey steps: a camera's noise does not dim with the light.
  private static final double SENSOR_NOISE = 3;

  /** Changes a picture. */
  @FunctionalInterface
  interface Change {
    /** Makes the changed picture, by one of the values. */
    Frame apply(Frame face, float value);
  }

  /** A face cut out and brought to a size, in pixels: what a model sees of it. */
  static Frame resampled(Frame frame, FaceBox box, int side) {
    var pixels = FloatBuffer.allocate(side * side);
    FaceCrop.fill(frame, box, 0, new ModelInput("face", side, side, 1, 1, 0), pixels);
    byte[] luma = new byte[side * side];
    for (int i = 0; i < luma.length; i++) {
      luma[i] = grey(pixels.get(i));
    }
    return new Frame(luma, side, side, 0, 0);
  }

  private static Frame smaller(Frame face, float side) {
    return resampled(face, new FaceBox(0, 0, face.width(), face.height(), 1), Math.round(side));
  }

  /** Gaussian blur, of this deviation in pixels. */
  private static Frame blurred(Frame face, float deviation) {
    return deviation == 0
        ? face
        : blurredAlong(blurredAlong(face, deviation, 1, 0), deviation, 0, 1);
  }

  private static Frame blurredAlong(Frame face, float deviation, int stepX, int stepY) {
    int reach = (int) Math.ceil(3 * deviation);
    float[] weights = new float[2 * reach + 1];
    float whole = 0;
    for (int i = -reach; i <= reach; i++) {
      weights[i + reach] = (float) Math.exp(-i * i / (2.0 * deviation * deviation));
      whole += weights[i + reach];
    }
    byte[] luma = new byte[face.width() * face.height()];
    for (int y = 0; y < face.height(); y++) {
      for (int x = 0; x < face.width(); x++) {
        float sum = 0;
        for (int i = -reach; i <= reach; i++) {
          sum += weights[i + reach] * face.sample(x + i * stepX, y + i * stepY);
        }
        luma[y * face.width() + x] = grey(sum / whole);
      }
    }
    return new Frame(luma, face.width(), face.height(), 0, 0);
  }

  /** This share of the light, and a sensor's noise, the same each time for the same face. */
  private static Frame dimmed(Frame face, float light) {
    var random = new Random(Arrays.hashCode(face.luma()));
    byte[] luma = new byte[face.width() * face.height()];
    for (int i = 0; i < luma.length; i++) {
      luma[i] = grey((face.luma()[i] & 0xFF) * light + random.nextGaussian() * SENSOR_NOISE);
    }
    return new Frame(luma, face.width(), face.height(), 0, 0);
  }

  private static byte grey(double value) {
    return (byte) Math.clamp(Math.round(value), 0, 255);
  }
}
