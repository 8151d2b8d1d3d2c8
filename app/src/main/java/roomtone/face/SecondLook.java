package roomtone.face;

import roomtone.camera.Frame;
import roomtone.inference.ModelException;

/** Looks again at what was taken for a face, before it counts. */
@FunctionalInterface
public interface SecondLook {
  /**
   * Whether it is a face on closer inspection. The frame is not kept.
   *
   * @throws ModelException if a model fails to run
   */
  boolean confirms(Frame frame, FaceBox face) throws ModelException;
}
