package roomtone.evaluate;

import java.util.Map;
import java.util.Optional;
import roomtone.camera.Frame;
import roomtone.emotion.Emotion;
import roomtone.face.FaceBox;

/**
 * A picture that is a face, and what is said to be on it.
 *
 * @param frame the picture
 * @param truths what each truth says; none of those that have no answer; empty for an expression
 *     that no model here knows
 */
record LabelledFace(Frame frame, Map<Truth, Optional<Emotion>> truths) {
  /** The whole picture as a box. */
  FaceBox box() {
    return new FaceBox(0, 0, frame.width(), frame.height(), 1);
  }
}
