package roomtone;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import roomtone.camera.HiddenAreas;
import roomtone.config.Settings;
import roomtone.emotion.EmotionClassifier;
import roomtone.evaluate.EvaluationException;
import roomtone.evaluate.RoomEvaluation;
import roomtone.face.DetectorKind;
import roomtone.face.FaceDetector;
import roomtone.face.FaceDetectorException;
import roomtone.face.FaceTracker;
import roomtone.face.IgnoredAreas;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;
import roomtone.mood.MoodTracker;

/** Measures all from picture to mood in made-up rooms, with one detector after the other. */
@Command(
    name = "rooms",
    description =
        "All from picture to mood: FER2013 faces in made-up rooms that fill, change and empty.",
    mixinStandardHelpOptions = true)
final class EvaluateRoomsCommand extends Evaluation {
  /** What a mood may take to follow, besides its dwell, before it counts as wrong. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  @Mixin private final Fer2013Option fer2013 = new Fer2013Option();

  @Option(
      names = "--detectors",
      paramLabel = "NAME",
      split = ",",
      description = "roomtone, cascade or yunet, with commas between; without it, the settings'.")
  private List<DetectorKind> detectors = List.of();

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "10",
      description = "How long the evening is, ten frames a second (default 10).")
  private int minutes;

  @Option(
      names = "--empty-minutes",
      paramLabel = "N",
      defaultValue = "10",
      description = "How long empty rooms are watched (default 10; 60 is the hour of the figures).")
  private int emptyMinutes;

  @Option(
      names = "--usage",
      paramLabel = "PART",
      defaultValue = "PrivateTest",
      description =
          "Whose faces: PublicTest to choose settings by, PrivateTest for figures (default PrivateTest).")
  private String usage = "";

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Which rooms, guests and faces (default 1).")
  private long seed;

  @Override
  Map<String, @Nullable Object> measure(Home home, Settings settings, InferenceEngine engine)
      throws CommandFailure, ModelException, FaceDetectorException, EvaluationException {
    var evaluation = RoomEvaluation.of(fer2013.data, usage, settings.mood().dwell().plus(GRACE));
    Map<String, @Nullable Object> rows = new LinkedHashMap<>();
    List<DetectorKind> kinds =
        detectors.isEmpty() ? List.of(settings.face().detector()) : detectors;
    for (DetectorKind kind : kinds) {
      rows.put(kind.label(), measure(kind, evaluation, home, settings, engine));
    }
    Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    figures.put("seed", seed);
    figures.put("detectors", rows);
    return figures;
  }

  private Map<String, @Nullable Object> measure(
      DetectorKind kind,
      RoomEvaluation evaluation,
      Home home,
      Settings settings,
      InferenceEngine engine)
      throws CommandFailure, ModelException, FaceDetectorException {
    try (FaceDetector detector =
            FaceDetector.open(
                settings.face().using(kind).reportingSmaller(), engine, home.models());
        EmotionClassifier classifier = home.expressionReader(engine, settings.emotion())) {
      Map<String, @Nullable Object> figures =
          evaluation.evening(eye(settings, detector, classifier)::read, minutes, seed, progress());
      figures.put("emptyMinutes", emptyMinutes);
      figures.put(
          "moodsInEmptyRooms",
          evaluation.emptyRooms(
              eye(settings, detector, classifier)::read, emptyMinutes, seed, progress()));
      return figures;
    }
  }

  private static RoomReader eye(
      Settings settings, FaceDetector detector, EmotionClassifier classifier) {
    return new RoomReader(
        HiddenAreas.parse(""),
        detector,
        new FaceTracker(settings.face(), IgnoredAreas.none(), detector.startsFrom()),
        classifier,
        new MoodTracker(settings.mood(), classifier.file().unsureBelow()),
        new AimWatch(),
        new StageTimes());
  }
}
