package roomtone;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import roomtone.camera.Camera;
import roomtone.camera.CameraException;
import roomtone.camera.CameraSource;
import roomtone.camera.EndOfReplay;
import roomtone.camera.Frame;
import roomtone.camera.FramePool;
import roomtone.camera.ReplayPace;
import roomtone.config.Settings;
import roomtone.evaluate.EvaluationException;
import roomtone.evaluate.FormatAgreement;
import roomtone.evaluate.LabelledFaces;
import roomtone.face.DetectorKind;
import roomtone.face.FaceDetector;
import roomtone.face.FaceDetectorException;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;
import roomtone.inference.ModelFile;
import roomtone.inference.ModelFormat;
import roomtone.inference.ModelManifest;
import roomtone.inference.Precision;
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.Home;

/** Compares the .tflite files with the .onnx files that they were made of. */
@Command(
    name = "formats",
    description =
        "The .tflite files against the .onnx files that they were made of: the share of faces on which both name the same expression, and the faces found in the demo's clip.",
    mixinStandardHelpOptions = true)
final class EvaluateFormatsCommand extends Evaluation {
  private static final int EVERY_FRAME = 10;

  @Mixin private final Fer2013Option fer2013 = new Fer2013Option();

  @Option(
      names = "--split",
      paramLabel = "NAME",
      defaultValue = "PublicTest",
      description = "Of FER2013: PublicTest (default) or PrivateTest.")
  private String split = "";

  @Override
  Map<String, @Nullable Object> measure(Home home, Settings settings, InferenceEngine engine)
      throws CommandFailure, ModelException, FaceDetectorException, EvaluationException {
    ModelManifest models = home.models();
    LabelledFaces faces = LabelledFaces.fer2013(fer2013.data, split);
    Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    figures.put("split", split);
    try (InferenceEngine lite = InferenceEngine.tensorFlowLite(1)) {
      var agreement = new FormatAgreement(engine, lite);
      for (ModelFile file : models.models()) {
        if (file.format() == ModelFormat.TFLITE && file.task().equals("expression")) {
          ModelFile onnx = models.find(file.name(), Precision.INT8);
          figures.put(file.name(), agreement.expressions(faces, onnx, file, progress()));
        }
      }
      figures.put("face", found(home, settings, engine, lite));
    }
    return figures;
  }

  /** The detector on every tenth frame of the demo's clip, by both files. */
  private static Map<String, @Nullable Object> found(
      Home home, Settings settings, InferenceEngine engine, InferenceEngine lite)
      throws CommandFailure, ModelException, FaceDetectorException, EvaluationException {
    Path clip = home.demoClip();
    var face = settings.face().using(DetectorKind.ROOMTONE);
    try (FaceDetector onnx = FaceDetector.open(face, engine, home.models());
        FaceDetector tflite = FaceDetector.open(face, lite, home.models());
        Camera camera =
            CameraSource.from(
                    settings.camera().replaying(clip, ReplayPace.AS_FAST_AS_POSSIBLE, false),
                    Instant::now)
                .open()) {
      var pool = new FramePool();
      var comparison = new FormatAgreement.Detections();
      try {
        for (int i = 0; ; i++) {
          Frame frame = camera.read(pool);
          if (i % EVERY_FRAME == 0) {
            comparison.add(onnx.detect(frame), tflite.detect(frame));
          }
          pool.giveBack(frame);
        }
      } catch (EndOfReplay e) {
        return comparison.figures();
      }
    } catch (CameraException e) {
      throw new EvaluationException(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EvaluationException("The evaluation was stopped.", e);
    }
  }
}
