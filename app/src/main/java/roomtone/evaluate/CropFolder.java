package roomtone.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import roomtone.camera.CameraException;
import roomtone.camera.PictureReader;
import roomtone.emotion.Emotion;
import roomtone.emotion.EmotionClassifier;

/**
 * Pictures of one face each, in folders that are named after expressions.
 *
 * <p>What else is there is left out and named: folders of other names, and pictures that can't be
 * read.
 */
final class CropFolder extends LabelledFaces {
  // The crop takes 8 samples a pixel at most, and models take some 48 to 112 pixels.
  private static final int LONGEST_SIDE = 512;

  private static final Map<String, Emotion> NAMES =
      Map.ofEntries(
          Map.entry("angry", Emotion.ANGRY),
          Map.entry("anger", Emotion.ANGRY),
          Map.entry("disgust", Emotion.DISGUST),
          Map.entry("disgusted", Emotion.DISGUST),
          Map.entry("fear", Emotion.FEAR),
          Map.entry("fearful", Emotion.FEAR),
          Map.entry("afraid", Emotion.FEAR),
          Map.entry("happy", Emotion.HAPPY),
          Map.entry("happiness", Emotion.HAPPY),
          Map.entry("joy", Emotion.HAPPY),
          Map.entry("sad", Emotion.SAD),
          Map.entry("sadness", Emotion.SAD),
          Map.entry("surprise", Emotion.SURPRISE),
          Map.entry("surprised", Emotion.SURPRISE),
          Map.entry("neutral", Emotion.NEUTRAL));

  private final PictureReader reader = new PictureReader(LONGEST_SIDE);
  private final List<Crop> crops;
  private final List<String> foldersLeftOut;
  private final Map<Path, String> broken = new LinkedHashMap<>();

  private record Crop(Path file, Emotion label) {}

  private CropFolder(List<Crop> crops, List<String> foldersLeftOut) {
    this.crops = crops;
    this.foldersLeftOut = foldersLeftOut;
  }

  static CropFolder open(Path folder) throws EvaluationException {
    if (!Files.isDirectory(folder)) {
      throw new EvaluationException(
          "There is no folder %s: name one that holds a folder of pictures for each expression."
              .formatted(folder.toAbsolutePath()));
    }
    List<Crop> crops = new ArrayList<>();
    List<String> named = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.filter(CropFolder::isShownFolder).sorted().toList()) {
        Optional<Emotion> label = label(child);
        (label.isPresent() ? named : leftOut).add(child.getFileName().toString());
        if (label.isPresent()) {
          files(child).forEach(file -> crops.add(new Crop(file, label.get())));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new EvaluationException("%s can't be read: %s.".formatted(folder, e.getMessage()), e);
    }
    if (named.isEmpty()) {
      throw new EvaluationException(
          "%s holds no folder that is named after an expression (%s), but %s."
              .formatted(
                  folder,
                  Arrays.stream(Emotion.values())
                      .map(Emotion::label)
                      .collect(Collectors.joining(", ")),
                  leftOut.isEmpty() ? "no folder at all" : String.join(", ", leftOut)));
    }
    if (crops.isEmpty()) {
      throw new EvaluationException(
          "The folders of %s are empty: %s.".formatted(folder, String.join(", ", named)));
    }
    return new CropFolder(crops, leftOut);
  }

  @Override
  int size() {
    return crops.size();
  }

  @Override
  Optional<LabelledFace> read(int index) {
    Crop crop = crops.get(index);
    try {
      return Optional.of(
          new LabelledFace(
              reader.read(crop.file()), Map.of(Truth.LABELS, Optional.of(crop.label()))));
    } catch (CameraException e) {
      broken.put(crop.file(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  @Override
  String head() {
    return EmotionClassifier.PROBABILITIES;
  }

  @Override
  Map<String, Object> description() {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("foldersLeftOut", foldersLeftOut);
    description.put("broken", broken.size());
    description.put("brokenPictures", List.copyOf(broken.values()));
    return description;
  }

  /** Numbers, spaces and the like are passed over: {@code 03-Happy} is happy. */
  private static Optional<Emotion> label(Path folder) {
    String name = folder.getFileName().toString().toLowerCase(Locale.ROOT);
    return Optional.ofNullable(NAMES.get(name.replaceAll("[^\\p{L}]", "")));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> Files.isRegularFile(file) && !isHidden(file)).sorted().toList();
    }
  }

  private static boolean isShownFolder(Path path) {
    return Files.isDirectory(path) && !isHidden(path);
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }
}
