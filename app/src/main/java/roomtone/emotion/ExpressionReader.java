package roomtone.emotion;

import roomtone.camera.Frame;
import roomtone.face.FaceBox;
import roomtone.inference.ModelException;

/** Reads the expression on a face: cut it out, then read it. For one thread. */
public interface ExpressionReader {
  /** Cuts out the face that is to be read next. The frame is not kept. */
  void crop(Frame frame, FaceBox box);

  /**
   * Reads the face that was cut out last.
   *
   * @throws ModelException if the model fails to run or gives no probabilities
   */
  EmotionScores read() throws ModelException;

  /**
   * Cuts out one face and reads it. The frame is not kept.
   *
   * @throws ModelException if the model fails to run or gives no probabilities
   */
  default EmotionScores classify(Frame frame, FaceBox box) throws ModelException {
    crop(frame, box);
    return read();
  }
}
