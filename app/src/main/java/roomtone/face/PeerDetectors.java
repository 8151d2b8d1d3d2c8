package roomtone.face;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;

/** Other people's detectors, to be measured beside ours; none ships but OpenCV's cascades. */
public final class PeerDetectors implements AutoCloseable {
  private static final String YUNET = "face_detection_yunet_2023mar.onnx";
  private static final String RFB = "version-RFB-320.onnx";

  private final Map<String, FaceDetector> byName = new LinkedHashMap<>();

  private PeerDetectors() {}

  /**
   * Opens the cascades, YuNet and RFB-320 for measuring, with the sizes of these settings.
   *
   * @param folder with YuNet's and RFB's files, in itself or in its folder {@code face}; without
   *     one there are no peers
   */
  public static PeerDetectors open(
      Optional<Path> folder, FaceSettings settings, InferenceEngine engine)
      throws FaceDetectorException, ModelException {
    var peers = new PeerDetectors();
    if (folder.isEmpty()) {
      return peers;
    }
    Path yunet = find(folder.get(), YUNET);
    Path rfb = find(folder.get(), RFB);
    try {
      peers.byName.put("Haar default", CascadeDetector.open(Cascade.HAAR_DEFAULT, settings));
      peers.byName.put("Haar alt2", CascadeDetector.open(Cascade.HAAR_ALT2, settings));
      peers.byName.put("LBP", CascadeDetector.open(Cascade.LBP, settings));
      peers.byName.put("YuNet", YunetDetector.open(settings.withYunet(yunet.toString()), true));
      peers.byName.put("RFB-320", RfbDetector.open(rfb, settings, engine));
      return peers;
    } catch (FaceDetectorException | ModelException | RuntimeException e) {
      peers.close();
      throw e;
    }
  }

  /**
   * OpenCV's Haar cascade as most programs for learners have it: scale step 1.3, five neighbours.
   */
  public static FaceDetector usualHaar(FaceSettings settings) throws FaceDetectorException {
    return CascadeDetector.usual(settings);
  }

  /**
   * YuNet at the threshold at which it is measured beside ours.
   *
   * @param folder with its file, in itself or in its folder {@code face}
   */
  public static FaceDetector yunet(Path folder, FaceSettings settings)
      throws FaceDetectorException {
    return YunetDetector.open(settings.withYunet(find(folder, YUNET).toString()), false);
  }

  /** Looks whether YuNet's file is there. */
  public static void look(Path folder) throws FaceDetectorException {
    find(folder, YUNET);
  }

  private static Path find(Path folder, String file) throws FaceDetectorException {
    for (Path path : List.of(folder.resolve(file), folder.resolve("face").resolve(file))) {
      if (Files.isRegularFile(path)) {
        return path;
      }
    }
    throw new FaceDetectorException(
        "There is no %s in %s or its folder face: the peers' files are yours to bring."
            .formatted(file, folder));
  }

  /** The detectors by the names that people know. */
  public Map<String, FaceDetector> byName() {
    return new LinkedHashMap<>(byName);
  }

  @Override
  public void close() {
    List<FaceDetector> open = new ArrayList<>(byName.values());
    open.reversed().forEach(FaceDetector::close);
    byName.clear();
  }
}
