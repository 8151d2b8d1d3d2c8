package roomtone.face;

import java.nio.FloatBuffer;
import roomtone.camera.Frame;
import roomtone.inference.ModelInput;

/**
 * One face in the middle of a network's input, in a size of its own: how a detector sees it that
 * looks closer. A pure function; beyond the frame's edge the edge's pixels go on.
 */
final class CloseUp {
  // Of a face that fills a large frame, every pixel would cost more than the network.
  private static final int MOST_SAMPLES = 4;

  private CloseUp() {}

  /**
   * Fills the picture's part of an input.
   *
   * @param zoom how many of the input's pixels are side by side in one of the frame's
   * @param letterbox where the picture lies in the input
   * @param model how a pixel becomes a number
   */
  static void fill(
      Frame frame,
      FaceBox face,
      float zoom,
      Letterbox letterbox,
      ModelInput model,
      FloatBuffer input) {
    int samples = Math.clamp((int) Math.ceil(1 / zoom), 1, MOST_SAMPLES);
    float share = model.scale() / (samples * samples);
    float left = face.centreX() - letterbox.scaledWidth() / (2 * zoom);
    float top = face.centreY() - letterbox.scaledHeight() / (2 * zoom);
    for (int row = 0; row < letterbox.scaledHeight(); row++) {
      for (int column = 0; column < letterbox.scaledWidth(); column++) {
        float sum = 0;
        for (int i = 0; i < samples; i++) {
          float y = top + (row + (i + 0.5f) / samples) / zoom - 0.5f;
          for (int j = 0; j < samples; j++) {
            sum += frame.sample(left + (column + (j + 0.5f) / samples) / zoom - 0.5f, y);
          }
        }
        input.put(row * letterbox.width() + column, sum * share + model.offset());
      }
    }
  }
}
