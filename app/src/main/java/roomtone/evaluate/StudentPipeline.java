package roomtone.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import roomtone.camera.Frame;
import roomtone.emotion.EmotionScores;
import roomtone.face.FaceBox;
import roomtone.face.FaceDetector;
import roomtone.face.FaceDetectorException;
import roomtone.face.FaceSettings;
import roomtone.face.PeerDetectors;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;

/**
 * The way from a picture to expressions that most programs for learners take: a detector on each
 * whole frame, mini-Xception on each face of it; no tracker, no quality, no mood. For one thread;
 * closing frees both.
 */
final class StudentPipeline implements PipelineRace.Runner, AutoCloseable {
  // No frame is scaled down, and every face that the detector finds is read.
  private static final FaceSettings WHOLE_FRAMES = FaceSettings.DEFAULT.sized(4096, 8);

  private final FaceDetector detector;
  private final PeerModel reader;

  private StudentPipeline(FaceDetector detector, PeerModel reader) {
    this.detector = detector;
    this.reader = reader;
  }

  /** With OpenCV's Haar cascade. */
  static StudentPipeline haar(InferenceEngine engine, Peer peer, Path file)
      throws FaceDetectorException, ModelException {
    return with(PeerDetectors.usualHaar(WHOLE_FRAMES), engine, peer, file);
  }

  /**
   * With YuNet.
   *
   * @param folder of the peers' files
   */
  static StudentPipeline yunet(Path folder, InferenceEngine engine, Peer peer, Path file)
      throws FaceDetectorException, ModelException {
    return with(PeerDetectors.yunet(folder, WHOLE_FRAMES), engine, peer, file);
  }

  private static StudentPipeline with(
      FaceDetector detector, InferenceEngine engine, Peer peer, Path file) throws ModelException {
    try {
      return new StudentPipeline(detector, PeerModel.load(engine, peer, file));
    } catch (ModelException | RuntimeException e) {
      detector.close();
      throw e;
    }
  }

  /** What each face of a frame shows. */
  List<EmotionScores> expressions(Frame frame) throws ModelException {
    List<EmotionScores> expressions = new ArrayList<>();
    for (FaceBox box : detector.detect(frame)) {
      expressions.add(reader.classify(frame, box));
    }
    return expressions;
  }

  @Override
  public int read(Frame frame) throws ModelException {
    return expressions(frame).size();
  }

  @Override
  public void close() {
    reader.close();
    detector.close();
  }
}
