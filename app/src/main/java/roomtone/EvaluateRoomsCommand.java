package roomtone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import roomtone.camera.HiddenAreas;
import roomtone.config.Settings;
import roomtone.emotion.EmotionClassifier;
import roomtone.evaluate.EvaluationException;
import roomtone.evaluate.PipelineRace;
import roomtone.evaluate.RoomEvaluation;
import roomtone.evaluate.RoomReading;
import roomtone.face.DetectorKind;
import roomtone.face.FaceDetector;
import roomtone.face.FaceDetectorException;
import roomtone.face.FaceTracker;
import roomtone.face.IgnoredAreas;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;
import roomtone.kiosk.AimWatch;
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.Home;
import roomtone.kiosk.RoomReader;
import roomtone.kiosk.StageTimes;
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
      converter = Count.FromOne.class,
      defaultValue = "10",
      description = "How long the evening is, ten frames a second (default 10).")
  private int minutes;

  @Option(
      names = "--empty-minutes",
      paramLabel = "N",
      converter = Count.FromNone.class,
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
      paramLabel = "N",
      defaultValue = "1",
      description = "Which rooms, guests and faces (default 1).")
  private long seed;

  @Option(
      names = "--peers",
      paramLabel = "DIR",
      description =
          "Show the same rooms to the usual pipelines too: OpenCV's Haar cascade and YuNet, each with mini-Xception; their files lie here.")
  private Optional<Path> peers = Optional.empty();

  @Override
  Map<String, @Nullable Object> measure(Home home, Settings settings, InferenceEngine engine)
      throws CommandFailure, ModelException, FaceDetectorException, EvaluationException {
    if (peers.isPresent()) {
      PipelineRace.look(peers.get());
    }
    var evaluation = RoomEvaluation.of(fer2013.data, usage, settings.mood().dwell().plus(GRACE));
    Map<String, @Nullable Object> rows = new LinkedHashMap<>();
    List<DetectorKind> kinds =
        detectors.isEmpty() ? List.of(settings.face().detector()) : detectors;
    for (DetectorKind kind : kinds) {
      try (FaceDetector detector =
              FaceDetector.open(
                  settings.face().using(kind).reportingSmaller(), engine, home.models());
          EmotionClassifier classifier = home.expressionReader(engine, settings.emotion())) {
        rows.put(
            kind.label(), measure(evaluation, () -> eye(settings, detector, classifier)::read));
      }
    }
    if (peers.isPresent()) {
      try (PipelineRace race = PipelineRace.open(peers.get(), engine)) {
        for (String peer : race.peers()) {
          rows.put(peer, measure(evaluation, () -> race.room(peer)));
        }
      }
    }
    Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    figures.put("seed", seed);
    figures.put("detectors", rows);
    return figures;
  }

  /** Shows an evening and empty rooms, each to an eye that has seen nothing. */
  private Map<String, @Nullable Object> measure(
      RoomEvaluation evaluation, Supplier<RoomReading> eye) throws ModelException {
    Map<String, @Nullable Object> figures =
        evaluation.evening(eye.get(), minutes, seed, progress());
    figures.put("emptyMinutes", emptyMinutes);
    figures.put(
        "moodsInEmptyRooms", evaluation.emptyRooms(eye.get(), emptyMinutes, seed, progress()));
    return figures;
  }

  private static RoomReader eye(
      Settings settings, FaceDetector detector, EmotionClassifier classifier) {
    return new RoomReader(
        HiddenAreas.parse(""),
        detector,
        new FaceTracker(settings.face(), IgnoredAreas.none(), detector::confirms),
        classifier,
        new MoodTracker(settings.mood(), classifier.file().unsureBelow()),
        new AimWatch(),
        new StageTimes());
  }
}
