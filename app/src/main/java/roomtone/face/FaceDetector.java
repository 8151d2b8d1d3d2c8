package roomtone.face;

import java.util.List;
import java.util.Optional;
import roomtone.camera.Frame;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;
import roomtone.inference.ModelFile;
import roomtone.inference.ModelManifest;

/** Finds faces. For one thread; closing frees native memory. */
public interface FaceDetector extends AutoCloseable {
  /**
   * The faces in a frame, in no order. The frame is not kept.
   *
   * @throws ModelException if a model fails to run
   */
  List<FaceBox> detect(Frame frame) throws ModelException;

  /** The score from which on a box is taken for a face, 0 to 1. */
  float threshold();

  /**
   * Whether a box of the frame that was looked at last is a face on closer inspection. True where a
   * detector knows no closer look.
   *
   * @throws ModelException if a model fails to run
   */
  default boolean confirms(Frame frame, FaceBox face) throws ModelException {
    return true;
  }

  /** The file of Roomtone's that it runs; empty where it is another's. */
  default Optional<ModelFile> model() {
    return Optional.empty();
  }

  /** What this is, for people. */
  String description();

  @Override
  void close();

  /**
   * The detector that the settings ask for.
   *
   * @param engine runs Roomtone's own detector
   * @param models lists its files
   * @throws FaceDetectorException if OpenCV or a file of the operator's can't be used
   * @throws ModelException if one of Roomtone's own files can't be used
   */
  static FaceDetector open(FaceSettings settings, InferenceEngine engine, ModelManifest models)
      throws FaceDetectorException, ModelException {
    return switch (settings.detector()) {
      case ROOMTONE -> RoomtoneDetector.open(settings, engine, models, false);
      case CASCADE -> CascadeDetector.open(Cascade.HAAR_ALT2, settings);
      case YUNET -> YunetDetector.open(settings, false);
    };
  }

  /**
   * The same detector, but it also gives boxes below its {@link #threshold}, down to {@value
   * #MEASURED_SCORE} where it knows such, for measuring how the threshold matters.
   */
  static FaceDetector openForMeasuring(
      FaceSettings settings, InferenceEngine engine, ModelManifest models)
      throws FaceDetectorException, ModelException {
    return switch (settings.detector()) {
      case ROOMTONE -> RoomtoneDetector.open(settings, engine, models, true);
      case CASCADE -> CascadeDetector.open(Cascade.HAAR_ALT2, settings);
      case YUNET -> YunetDetector.open(settings, true);
    };
  }

  /** The least score that measuring looks at. */
  float MEASURED_SCORE = 0.05f;
}
