package roomtone.kiosk;

import roomtone.camera.HiddenAreas;
import roomtone.config.Settings;
import roomtone.emotion.EmotionClassifier;
import roomtone.face.FaceDetector;
import roomtone.face.FaceDetectorException;
import roomtone.face.FaceTracker;
import roomtone.face.IgnoredAreas;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;
import roomtone.mood.MoodTracker;

/**
 * What finds and reads faces as the kiosk does, but for itself, to be measured. For one thread;
 * closing frees the models.
 */
public record Eyes(
    Settings settings, InferenceEngine engine, EmotionClassifier classifier, FaceDetector detector)
    implements AutoCloseable {
  /**
   * Opens what the settings ask for.
   *
   * @param threads how many the models may use on the processor
   */
  public static Eyes open(Home home, Settings settings, int threads)
      throws CommandFailure, FaceDetectorException, ModelException {
    InferenceEngine engine = InferenceEngine.open(settings.inference(), home.models(), threads);
    try {
      EmotionClassifier classifier = home.expressionReader(engine, settings.emotion());
      try {
        return new Eyes(
            settings,
            engine,
            classifier,
            FaceDetector.open(settings.face().reportingSmaller(), engine, home.models()));
      } catch (CommandFailure | FaceDetectorException | ModelException | RuntimeException e) {
        classifier.close();
        throw e;
      }
    } catch (CommandFailure | FaceDetectorException | ModelException | RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /** Reads a room that has just been opened. */
  public RoomReader reader(StageTimes times) {
    return new RoomReader(
        HiddenAreas.parse(settings.areas().hidden()),
        detector,
        new FaceTracker(settings.face(), IgnoredAreas.none(), detector::confirms),
        classifier,
        new MoodTracker(settings.mood(), classifier.file().unsureBelow()),
        new AimWatch(),
        times);
  }

  @Override
  public void close() {
    detector.close();
    classifier.close();
    engine.close();
  }
}
