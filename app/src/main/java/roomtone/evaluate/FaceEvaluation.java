package roomtone.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntConsumer;
import roomtone.camera.CameraException;
import roomtone.camera.Frame;
import roomtone.camera.PictureReader;
import roomtone.face.FaceDetector;
import roomtone.inference.ModelException;

/**
 * Measures detectors on photographs in which people marked the faces: our own and, in the same run
 * on the same pictures, others beside it.
 *
 * <p>{@link FaceMatch} says what counts as found.
 */
public final class FaceEvaluation {
  /**
   * Faces below this count as nothing; a detector that is measured must look for them, in pixels.
   */
  public static final int LEAST_HEIGHT = (int) FaceMatch.LEAST_HEIGHT;

  private static final int LARGEST_PICTURE = 4096;

  /** One detector and what it found. */
  private record Measured(String name, FaceDetector detector, FaceTally tally) {
    Map<String, Object> figures() {
      return tally.figures(detector.threshold());
    }
  }

  private final Measured ours;
  private final List<Measured> peers = new ArrayList<>();

  /**
   * An evaluation of one detector beside others, all opened for measuring.
   *
   * @param peers the others by name; may be empty
   */
  public FaceEvaluation(FaceDetector detector, Map<String, FaceDetector> peers) {
    ours = new Measured("ours", detector, new FaceTally());
    peers.forEach((name, peer) -> this.peers.add(new Measured(name, peer, new FaceTally())));
  }

  /**
   * Which pictures are looked at, and where findings are drawn.
   *
   * @param images the folder of the pictures
   * @param annotations the file with the marks
   * @param count how many pictures, chosen by the seed; 0 for all
   * @param seed which
   * @param drawings the folder for pictures of hits and misses, if they are wanted
   */
  public record Task(
      Path images, Path annotations, int count, long seed, Optional<Path> drawings) {}

  /** Looks at the pictures, once, and returns the figures, the peers' among them. */
  public Map<String, Object> run(Task task, IntConsumer progress)
      throws EvaluationException, ModelException {
    List<MarkedPicture> pictures = chosen(task);
    Optional<FindingPictures> drawings = task.drawings().map(FindingPictures::new);
    Optional<Frame> example = Optional.empty();
    for (int i = 0; i < pictures.size(); i++) {
      MarkedPicture picture = pictures.get(i);
      Frame frame = read(task.images().resolve(picture.name()));
      FaceMatch match = look(ours, picture, frame);
      if (drawings.isPresent()) {
        drawings.get().draw(picture, frame, match, ours.detector().threshold());
      }
      for (Measured peer : peers) {
        look(peer, picture, frame);
      }
      if (example.isEmpty() && !picture.isEmpty()) {
        example = Optional.of(frame);
      }
      progress.accept(i + 1);
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("detector", ours.detector().description());
    figures.putAll(ours.figures());
    if (!peers.isEmpty() && example.isPresent()) {
      addPeers(figures, new DetectorTimes(example.get()));
    }
    return figures;
  }

  private static FaceMatch look(Measured measured, MarkedPicture picture, Frame frame)
      throws ModelException {
    FaceMatch match = FaceMatch.of(picture, measured.detector().detect(frame));
    measured.tally().add(picture, match);
    return match;
  }

  private void addPeers(Map<String, Object> figures, DetectorTimes times) throws ModelException {
    List<FaceDetector> detectors = new ArrayList<>();
    detectors.add(ours.detector());
    peers.forEach(peer -> detectors.add(peer.detector()));
    double[] small = times.medianMillis(detectors, 320, 240);
    double[] large = times.medianMillis(detectors, 640, 480);
    figures.put("millis320", small[0]);
    figures.put("millis640", large[0]);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < peers.size(); i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", peers.get(i).name());
      row.put("detector", peers.get(i).detector().description());
      row.putAll(peers.get(i).figures());
      row.put("millis320", small[i + 1]);
      row.put("millis640", large[i + 1]);
      row.put("latencyRatio320", small[i + 1] / small[0]);
      row.put("latencyRatio640", large[i + 1] / large[0]);
      rows.add(row);
    }
    figures.put("peers", rows);
  }

  private static List<MarkedPicture> chosen(Task task) throws EvaluationException {
    List<MarkedPicture> pictures =
        new ArrayList<>(MarkedPicture.read(task.images(), task.annotations()));
    if (task.count() > 0 && task.count() < pictures.size()) {
      Collections.shuffle(pictures, new Random(task.seed()));
      return pictures.subList(0, task.count());
    }
    return pictures;
  }

  private static Frame read(Path picture) throws EvaluationException {
    try {
      return new PictureReader(LARGEST_PICTURE).read(picture);
    } catch (CameraException e) {
      throw new EvaluationException(String.valueOf(e.getMessage()), e);
    }
  }
}
