package roomtone.face;

import java.util.List;
import roomtone.camera.Frame;

/** Finds faces. For one thread; closing frees native memory. */
public interface FaceDetector extends AutoCloseable {
  /** The faces in a frame, in no order. The frame is not kept. */
  List<FaceBox> detect(Frame frame);

  /** What this is, for people. */
  String description();

  @Override
  void close();

  /** The detector that the settings ask for. */
  static FaceDetector open(FaceSettings settings) throws FaceDetectorException {
    return CascadeDetector.open(settings);
  }
}
