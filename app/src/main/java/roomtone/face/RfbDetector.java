package roomtone.face;

import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import roomtone.camera.Frame;
import roomtone.inference.InferenceEngine;
import roomtone.inference.LoadedModel;
import roomtone.inference.ModelException;
import roomtone.inference.ModelFile;
import roomtone.inference.ModelInput;
import roomtone.inference.Precision;
import roomtone.system.FileTrouble;

/**
 * Linzaer's Ultra-Light-Fast-Generic-Face-Detector RFB-320, only to be measured beside ours. It
 * takes 320×240 pixels whatever the frame's shape.
 */
final class RfbDetector implements FaceDetector {
  private static final ModelInput INPUT =
      new ModelInput("input", 320, 240, 3, 1 / 128f, -127 / 128f);
  private static final float THRESHOLD = 0.7f;

  private final Candidates candidates = new Candidates();
  private final LoadedModel model;
  private final FaceSettings settings;
  private int frameWidth;
  private int frameHeight;
  private AreaScaler scaler = new AreaScaler(320, 240, 320, 240);

  private RfbDetector(LoadedModel model, FaceSettings settings) {
    this.model = model;
    this.settings = settings;
  }

  static RfbDetector open(Path path, FaceSettings settings, InferenceEngine engine)
      throws ModelException {
    List<String> outputs = List.of("scores", "boxes");
    String sha256;
    try (InputStream bytes = Files.newInputStream(path)) {
      sha256 = ModelFile.hash(bytes);
    } catch (IOException e) {
      throw new ModelException("%s can't be read: %s.".formatted(path, FileTrouble.reason(e)), e);
    }
    var file =
        new ModelFile(
            "rfb", "face", Precision.FP32, path, sha256, INPUT, outputs, List.of(), THRESHOLD);
    return new RfbDetector(engine.load(file, outputs), settings);
  }

  @Override
  public List<FaceBox> detect(Frame frame) throws ModelException {
    if (frame.width() != frameWidth || frame.height() != frameHeight) {
      frameWidth = frame.width();
      frameHeight = frame.height();
      scaler =
          new AreaScaler(
              frameWidth,
              frameHeight,
              Math.min(INPUT.width(), frameWidth),
              Math.min(INPUT.height(), frameHeight));
    }
    int plane = INPUT.width() * INPUT.height();
    for (int channel = 0; channel < INPUT.channels(); channel++) {
      scaler.scale(
          frame, model.input(), channel * plane, INPUT.width(), INPUT.scale(), INPUT.offset());
    }
    model.run();
    candidates.clear();
    decode();
    return NonMaximumSuppression.keep(candidates);
  }

  private void decode() {
    FloatBuffer scores = model.output("scores");
    FloatBuffer corners = model.output("boxes");
    float across = (float) Math.max(frameWidth, INPUT.width());
    float down = (float) Math.max(frameHeight, INPUT.height());
    for (int i = 0; i < scores.capacity() / 2; i++) {
      float score = scores.get(2 * i + 1);
      float width = (corners.get(4 * i + 2) - corners.get(4 * i)) * across;
      float height = (corners.get(4 * i + 3) - corners.get(4 * i + 1)) * down;
      if (score >= MEASURED_SCORE && width > 0 && height >= settings.smallestFace()) {
        float x = corners.get(4 * i) * across;
        float y = corners.get(4 * i + 1) * down;
        candidates.add(x, y, width, height, score, Float.NaN, Float.NaN);
      }
    }
  }

  @Override
  public float threshold() {
    return THRESHOLD;
  }

  @Override
  public String description() {
    return "Ultra-Light RFB-320 (ONNX Runtime)";
  }

  @Override
  public void close() {
    model.close();
  }
}
