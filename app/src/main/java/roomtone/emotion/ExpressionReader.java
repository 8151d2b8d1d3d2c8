package roomtone.emotion;

import roomtone.camera.Frame;
import roomtone.face.FaceBox;
import roomtone.inference.ModelException;

/** Reads the expression on a face. For one thread. */
public interface ExpressionReader {
  /**
   * Reads one face. The frame is not kept.
   *
   * @throws ModelException if the model fails to run or gives no probabilities
   */
  EmotionScores classify(Frame frame, FaceBox box) throws ModelException;
}
