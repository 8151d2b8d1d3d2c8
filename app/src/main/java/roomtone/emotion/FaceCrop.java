package roomtone.emotion;

import java.nio.FloatBuffer;
import roomtone.camera.Frame;
import roomtone.face.FaceBox;
import roomtone.inference.ModelInput;

/**
 * Cuts a face out of a frame into a model's input: a square around the box's centre, resampled and
 * turned so that the eyes are level.
 *
 * <p>A pure function. Where the square reaches over the frame's edge, the edge's pixels go on, so a
 * face at the border is not squeezed.
 */
public final class FaceCrop {
  // A face 8 times the model's size is sampled 8×8 a pixel; beyond that nothing is gained.
  private static final int MOST_SAMPLES = 8;

  private FaceCrop() {}

  /**
   * Fills the first plane of {@code input} from the frame.
   *
   * @param margin how much wider than the box the square is: 0 as wide as the box's longer side,
   *     0.2 a fifth wider
   * @param model of what size the input is, and how a pixel becomes a number
   */
  public static void fill(
      Frame frame, FaceBox box, float margin, ModelInput model, FloatBuffer input) {
    float side = Math.max(box.width(), box.height()) * (1 + margin);
    float tilt = box.pose().tiltOrLevel();
    float cosine = (float) Math.cos(tilt);
    float sine = (float) Math.sin(tilt);
    float stepX = side / model.width();
    float stepY = side / model.height();
    int samples = Math.clamp((int) Math.ceil(Math.max(stepX, stepY) - 0.01), 1, MOST_SAMPLES);
    float share = 1f / (samples * samples);
    for (int row = 0; row < model.height(); row++) {
      for (int column = 0; column < model.width(); column++) {
        float sum = 0;
        for (int i = 0; i < samples; i++) {
          float down = (row + (i + 0.5f) / samples) * stepY - side / 2;
          for (int j = 0; j < samples; j++) {
            float across = (column + (j + 0.5f) / samples) * stepX - side / 2;
            float x = box.centreX() + across * cosine - down * sine;
            float y = box.centreY() + across * sine + down * cosine;
            sum += frame.sample(x - 0.5f, y - 0.5f);
          }
        }
        float value = sum * share * model.scale() + model.offset();
        input.put(row * model.width() + column, value);
      }
    }
    if (model.standardise() > 0) {
      standardise(input, model.width() * model.height(), model.standardise());
    }
  }

  /** As the first operators of the network do where a file has them. */
  private static void standardise(FloatBuffer input, int count, float added) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += input.get(i);
    }
    float mean = (float) (sum / count);
    double squares = 0;
    for (int i = 0; i < count; i++) {
      float centred = input.get(i) - mean;
      squares += centred * centred;
    }
    float divisor = (float) Math.sqrt(squares / count) + added;
    for (int i = 0; i < count; i++) {
      input.put(i, (input.get(i) - mean) / divisor);
    }
  }
}
