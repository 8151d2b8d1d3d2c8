package roomtone.face;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import roomtone.camera.Frame;
import roomtone.inference.InferenceEngine;
import roomtone.inference.LoadedModel;
import roomtone.inference.ModelException;
import roomtone.inference.ModelFile;
import roomtone.inference.ModelInput;
import roomtone.inference.ModelManifest;

/**
 * Roomtone's own detector: a small network on grey pictures of any size, whose boxes are decoded
 * here. Its card is {@code models/face/card.md}. Uses no OpenCV. For one thread.
 */
final class RoomtoneDetector implements FaceDetector {
  private static final String MODEL = "face";
  // Of the network's outputs, in the manifest's order.
  private static final int[] STRIDES = {8, 16, 32};
  // The grids of the first two strides fit upon each other only so.
  private static final int SIDE_MULTIPLE = 16;
  // How many faces are side by side in a close-up. A face is found in both; what only looks like
  // one among a network's cells mostly in neither (app/DECISIONS.md, "Faces").
  private static final float[] CLOSE_UPS = {3.2f, 4.5f};
  // How sure their mean must be: of the way from the threshold to certainty.
  private static final float CONFIRMED_SHARE = 0.25f;
  // In sides of the face: what is farther off in a close-up is another.
  private static final float SAME_FACE = 0.35f;

  private final FaceSettings settings;
  private final LoadedModel model;
  private final float leastScore;
  private final Candidates candidates = new Candidates();
  private final FaceGrid[] grids = new FaceGrid[STRIDES.length];
  private Letterbox letterbox;
  private AreaScaler scaler;

  private RoomtoneDetector(FaceSettings settings, LoadedModel model, float leastScore)
      throws ModelException {
    this.settings = settings;
    this.model = model;
    this.leastScore = leastScore;
    ModelInput input = model.file().input();
    letterbox = laid(input.width(), input.height());
    scaler = scaler(letterbox);
    fit(letterbox);
    model.run();
  }

  static RoomtoneDetector open(
      FaceSettings settings, InferenceEngine engine, ModelManifest models, boolean measuring)
      throws ModelException {
    ModelFile file = models.preferredBy(engine).find(MODEL, settings.precision());
    if (file.outputs().size() != STRIDES.length || !(file.unsureBelow() > 0)) {
      throw new ModelException(
          "The model %s gives %s, not three grids and a threshold: it is no face detector of this version of Roomtone."
              .formatted(file.path(), file.outputs()));
    }
    LoadedModel model = engine.load(file, file.outputs());
    try {
      return new RoomtoneDetector(settings, model, measuring ? MEASURED_SCORE : file.unsureBelow());
    } catch (ModelException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  @Override
  public List<FaceBox> detect(Frame frame) throws ModelException {
    fitTo(frame);
    ModelInput input = model.file().input();
    scaler.scale(frame, model.input(), 0, letterbox.width(), input.scale(), input.offset());
    run();
    candidates.stretch(letterbox.across(), letterbox.down());
    List<FaceBox> faces = NonMaximumSuppression.keep(candidates);
    for (int i = faces.size() - 1; i >= 0; i--) {
      if (faces.get(i).height() < settings.smallestFace()) {
        faces.remove(i);
      }
    }
    return faces;
  }

  @Override
  public boolean confirms(Frame frame, FaceBox face) throws ModelException {
    fitTo(frame);
    float side = Math.max(face.width(), face.height());
    float sum = 0;
    for (float faces : CLOSE_UPS) {
      float zoom = letterbox.scaledWidth() / (faces * side);
      CloseUp.fill(frame, face, zoom, letterbox, model.file().input(), model.input());
      run();
      float score =
          candidates.surestAround(
              letterbox.scaledWidth() / 2f, letterbox.scaledHeight() / 2f, SAME_FACE * side * zoom);
      if (score < threshold()) {
        return false;
      }
      sum += score;
    }
    return sum / CLOSE_UPS.length >= threshold() + CONFIRMED_SHARE * (1 - threshold());
  }

  private void fitTo(Frame frame) throws ModelException {
    if (!letterbox.fits(frame.width(), frame.height())) {
      letterbox = laid(frame.width(), frame.height());
      scaler = scaler(letterbox);
      fit(letterbox);
    }
  }

  /** Fills {@link #candidates} with what is in the input, in its pixels. */
  private void run() throws ModelException {
    model.run();
    candidates.clear();
    for (int i = 0; i < grids.length; i++) {
      grids[i].decode(model.output(model.file().outputs().get(i)), leastScore, candidates);
    }
  }

  private Letterbox laid(int frameWidth, int frameHeight) {
    ModelInput input = model.file().input();
    return model.takesAnySize()
        ? Letterbox.of(frameWidth, frameHeight, settings.longestSide(), SIDE_MULTIPLE)
        : Letterbox.into(input.width(), input.height(), frameWidth, frameHeight);
  }

  private static AreaScaler scaler(Letterbox letterbox) {
    return new AreaScaler(
        letterbox.frameWidth(),
        letterbox.frameHeight(),
        letterbox.scaledWidth(),
        letterbox.scaledHeight());
  }

  /** Makes the network ready for inputs of a size, their margins black. */
  private void fit(Letterbox size) throws ModelException {
    model.resize(size.width(), size.height());
    FloatBuffer input = model.input();
    for (int i = 0; i < input.capacity(); i++) {
      input.put(i, model.file().input().offset());
    }
    for (int i = 0; i < STRIDES.length; i++) {
      grids[i] = FaceGrid.over(size.width(), size.height(), STRIDES[i]);
      String name = model.file().outputs().get(i);
      if (model.output(name).capacity() != grids[i].size()) {
        throw new ModelException(
            "The model %s gives %d numbers as %s for %d×%d pixels, not %d: it is no face detector of this version of Roomtone."
                .formatted(
                    model.file().path(),
                    model.output(name).capacity(),
                    name,
                    size.width(),
                    size.height(),
                    grids[i].size()));
      }
    }
  }

  @Override
  public float threshold() {
    return model.file().unsureBelow();
  }

  @Override
  public Optional<ModelFile> model() {
    return Optional.of(model.file());
  }

  @Override
  public String description() {
    return "Roomtone's own (%s), longest side %d px"
        .formatted(
            model.file().precision().label(),
            model.takesAnySize() ? settings.longestSide() : model.file().input().width());
  }

  @Override
  public void close() {
    model.close();
  }
}
