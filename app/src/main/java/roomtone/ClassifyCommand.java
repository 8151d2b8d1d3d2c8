package roomtone;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import roomtone.camera.CameraException;
import roomtone.camera.Frame;
import roomtone.camera.PictureReader;
import roomtone.config.Settings;
import roomtone.emotion.Emotion;
import roomtone.emotion.EmotionClassifier;
import roomtone.emotion.EmotionScores;
import roomtone.emotion.EmotionSettings;
import roomtone.face.FaceBox;
import roomtone.face.FaceDetector;
import roomtone.face.FaceDetectorException;
import roomtone.face.FaceSettings;
import roomtone.inference.InferenceEngine;
import roomtone.inference.ModelException;
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.ExitCode;
import roomtone.kiosk.Home;
import roomtone.kiosk.Json;
import roomtone.mood.Mood;
import roomtone.mood.MoodTracker;
import roomtone.mood.VisitorReading;

/** Reads single pictures. */
@Command(
    name = "classify",
    description =
        "Finds the faces in pictures, reads their expressions and says which music would play.",
    mixinStandardHelpOptions = true)
final class ClassifyCommand implements Callable<Integer> {
  // Pictures are read in full, not at the pace of a camera.
  private static final int LONGEST_SIDE = 1280;
  private static final int SMALLEST_FACE = 24;

  @Mixin private final SettingsOption settingsOption = new SettingsOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "PICTURE", arity = "1..*", description = "JPEG, PNG, BMP, WebP or PNM.")
  private List<Path> pictures = List.of();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Another model, by its name in models/manifest.json.")
  private String model = "";

  @Option(
      names = "--crop",
      description = "The pictures are faces already: read each whole instead of looking for faces.")
  private boolean crop;

  @Option(names = "--json", description = "Print one JSON array instead of text.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure {
    Home home = Home.find(System.getenv());
    Settings settings = settingsOption.read(home);
    FaceSettings faces = settings.face().sized(LONGEST_SIDE, SMALLEST_FACE);
    ExitCode failure = null;
    List<Map<String, Object>> documents = new ArrayList<>();
    try (InferenceEngine engine = InferenceEngine.open(settings.inference(), home.models(), 1);
        EmotionClassifier classifier = home.expressionReader(engine, emotionSettings(settings));
        FaceDetector detector = FaceDetector.open(faces, engine, home.models())) {
      var reader = new PictureReader(LONGEST_SIDE);
      for (Path picture : pictures) {
        try {
          Reading reading = read(picture, reader.read(picture), detector, classifier, settings);
          if (json) {
            documents.add(reading.document());
          } else {
            reading.print(spec.commandLine().getOut());
          }
        } catch (CameraException e) {
          boolean isThere = Files.exists(picture);
          failure =
              isThere || failure == ExitCode.BAD_INPUT ? ExitCode.BAD_INPUT : ExitCode.NO_INPUT;
          spec.commandLine().getErr().println("roomtone: " + e.getMessage());
          documents.add(Map.of("picture", picture.toString(), "error", text(e)));
        }
      }
    } catch (ModelException e) {
      throw new CommandFailure(ExitCode.BAD_MODEL, e);
    } catch (FaceDetectorException e) {
      throw new CommandFailure(ExitCode.UNAVAILABLE, e);
    }
    if (json) {
      spec.commandLine().getOut().println(Json.pretty(documents));
    }
    return failure == null ? 0 : failure.number();
  }

  private EmotionSettings emotionSettings(Settings settings) {
    EmotionSettings emotion = settings.emotion();
    return model.isEmpty()
        ? emotion
        : new EmotionSettings(model, emotion.precision(), emotion.margin());
  }

  private Reading read(
      Path picture,
      Frame frame,
      FaceDetector detector,
      EmotionClassifier classifier,
      Settings settings)
      throws ModelException {
    List<FaceBox> boxes =
        crop
            ? List.of(new FaceBox(0, 0, frame.width(), frame.height(), 1))
            : detector.detect(frame);
    List<FaceReading> faces = new ArrayList<>();
    List<VisitorReading> visitors = new ArrayList<>();
    for (FaceBox box : boxes) {
      EmotionScores scores = classifier.classify(frame, box);
      faces.add(new FaceReading(box, scores));
      visitors.add(new VisitorReading(faces.size(), scores, 1));
    }
    var tracker = new MoodTracker(settings.mood(), classifier.file().unsureBelow());
    tracker.rescan();
    Mood mood = tracker.update(frame.nanos(), frame.epochMillis(), visitors).mood();
    return new Reading(picture, faces, mood, settings.music().playlistFor(mood).orElse(""));
  }

  private static String text(Exception e) {
    return String.valueOf(e.getMessage());
  }

  /** One face of a picture. */
  private record FaceReading(FaceBox box, EmotionScores scores) {}

  /**
   * What was read in one picture.
   *
   * @param playlist that would play; empty where the music would stay as it is
   */
  private record Reading(Path picture, List<FaceReading> faces, Mood mood, String playlist) {
    Map<String, Object> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("picture", picture.toString());
      document.put("faces", faces.stream().map(Reading::face).toList());
      document.put("mood", mood.label());
      document.put("playlist", playlist);
      return document;
    }

    private static Map<String, Object> face(FaceReading face) {
      Map<String, Object> document = new LinkedHashMap<>();
      FaceBox box = face.box();
      document.put(
          "box",
          List.of(
              Math.round(box.x()),
              Math.round(box.y()),
              Math.round(box.width()),
              Math.round(box.height())));
      document.put("expression", face.scores().top().label());
      document.put("confidence", face.scores().confidence());
      Map<String, Float> probabilities = new LinkedHashMap<>();
      for (Emotion emotion : Emotion.values()) {
        probabilities.put(emotion.label(), face.scores().of(emotion));
      }
      document.put("probabilities", probabilities);
      return document;
    }

    void print(PrintWriter out) {
      out.printf("%s: %s%n", picture, count());
      for (FaceReading face : faces) {
        FaceBox box = face.box();
        out.printf(
            Locale.ROOT,
            "  %s %.0f %% in %.0f×%.0f px at %.0f,%.0f   ",
            face.scores().top().label(),
            face.scores().confidence() * 100,
            box.width(),
            box.height(),
            box.x(),
            box.y());
        for (Emotion emotion : Emotion.values()) {
          out.printf(Locale.ROOT, " %s %.2f", emotion.label(), face.scores().of(emotion));
        }
        out.println();
      }
      out.printf(
          "  mood: %s; music: %s%n",
          mood.label(), playlist.isEmpty() ? "stays as it is" : playlist);
      out.flush();
    }

    private String count() {
      return switch (faces.size()) {
        case 0 -> "no face found";
        case 1 -> "1 face";
        default -> faces.size() + " faces";
      };
    }
  }
}
