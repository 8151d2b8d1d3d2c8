package roomtone.evaluate;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toCollection;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import roomtone.camera.CameraException;
import roomtone.camera.Frame;
import roomtone.camera.PictureReader;
import roomtone.emotion.Emotion;

/**
 * FER2013 with the votes of FER+ (Barsoum et al. 2016), as {@code rows.csv.gz} and sheets of 64×64
 * tiles of 48×48 pixels.
 */
final class Fer2013 {
  private static final int TILE = 48;
  private static final int TILES_ACROSS = 64;
  private static final int TILES_A_SHEET = TILES_ACROSS * TILES_ACROSS;
  private static final int LARGEST_SHEET = TILE * TILES_ACROSS;
  private static final int VOTES_FROM = 4;
  private static final int VOTE_COLUMNS = 10;
  // The order of FER+'s columns; what follows is contempt, unknown and not a face.
  private static final List<Emotion> VOTE_ORDER =
      List.of(
          Emotion.NEUTRAL,
          Emotion.HAPPY,
          Emotion.SURPRISE,
          Emotion.SAD,
          Emotion.ANGRY,
          Emotion.DISGUST,
          Emotion.FEAR);
  private static final int CONTEMPT = 7;

  private final Path folder;
  private final List<Sample> samples;
  private final Set<Integer> trainingImages = new HashSet<>();

  /** What the crowd of FER+ said of a picture. */
  enum Crowd {
    /** More than half agreed on one of the seven. */
    EXPRESSION,
    /** More than half saw contempt, which no model here knows. */
    CONTEMPT,
    /** No majority, or no face. */
    NONE
  }

  /**
   * One row.
   *
   * @param image the number of the distinct picture
   * @param label of the contest
   * @param usage {@code Training}, {@code PublicTest} or {@code PrivateTest}
   * @param crowd what the crowd said
   * @param majority what more than half of the crowd saw; empty unless that is an expression
   */
  record Sample(int image, Emotion label, String usage, Crowd crowd, Optional<Emotion> majority) {
    int sheet() {
      return image / TILES_A_SHEET;
    }
  }

  private Fer2013(Path folder, List<Sample> samples) {
    this.folder = folder;
    this.samples = samples;
    for (Sample sample : samples) {
      if (sample.usage().equals("Training")) {
        trainingImages.add(sample.image());
      }
    }
  }

  /** Reads the rows of a folder; the sheets are read when they are needed. */
  static Fer2013 read(Path folder) throws EvaluationException {
    Path rows = folder.resolve("rows.csv.gz");
    List<Sample> samples = new ArrayList<>();
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(rows)), StandardCharsets.UTF_8))) {
      String header = reader.readLine();
      if (header == null || !header.startsWith("row,image,label,usage,neutral,")) {
        throw new EvaluationException(rows + " does not begin with the columns of FER2013.");
      }
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        samples.add(sample(line.split(",", -1)));
      }
    } catch (NoSuchFileException e) {
      throw new EvaluationException(
          "There is no %s: name a folder with FER2013's rows and sheets.".formatted(rows), e);
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      throw new EvaluationException("%s can't be read: %s.".formatted(rows, e.getMessage()), e);
    }
    return new Fer2013(folder, samples);
  }

  /**
   * The rows of one split, in their order.
   *
   * @throws EvaluationException if there are none
   */
  List<Sample> split(String usage) throws EvaluationException {
    List<Sample> split = samples.stream().filter(sample -> sample.usage().equals(usage)).toList();
    if (split.isEmpty()) {
      throw new EvaluationException("%s has no rows of %s.".formatted(folder, usage));
    }
    return split;
  }

  /** Whether the same picture is also in the training split. */
  boolean isInTraining(Sample sample) {
    return trainingImages.contains(sample.image());
  }

  /**
   * The pictures of some rows, in their order. A sheet is in memory only while it is cut up.
   *
   * @throws EvaluationException if a sheet is missing, broken or too small for its pictures
   */
  List<Frame> pictures(List<Sample> wanted) throws EvaluationException {
    Map<Integer, Frame> pictures = new TreeMap<>();
    for (int number : wanted.stream().map(Sample::sheet).collect(toCollection(TreeSet::new))) {
      Path file = folder.resolve("s" + number + ".png");
      Frame sheet = sheet(file);
      for (Sample sample : wanted) {
        if (sample.sheet() == number && !pictures.containsKey(sample.image())) {
          pictures.put(sample.image(), cut(sheet, sample, file));
        }
      }
    }
    return wanted.stream().map(sample -> requireNonNull(pictures.get(sample.image()))).toList();
  }

  private static Frame sheet(Path file) throws EvaluationException {
    try {
      return new PictureReader(LARGEST_SHEET).read(file);
    } catch (CameraException e) {
      throw new EvaluationException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Frame cut(Frame sheet, Sample sample, Path file) throws EvaluationException {
    int tile = sample.image() % TILES_A_SHEET;
    int left = tile % TILES_ACROSS * TILE;
    int top = tile / TILES_ACROSS * TILE;
    if (sheet.width() != LARGEST_SHEET || top + TILE > sheet.height()) {
      throw new EvaluationException(
          "%s is %d×%d pixels, which is no sheet of 64 pictures a row that holds picture %d."
              .formatted(file, sheet.width(), sheet.height(), sample.image()));
    }
    byte[] luma = new byte[TILE * TILE];
    for (int row = 0; row < TILE; row++) {
      int from = (top + row) * sheet.width() + left;
      System.arraycopy(sheet.luma(), from, luma, row * TILE, TILE);
    }
    return new Frame(luma, TILE, TILE, 0, 0);
  }

  private static Sample sample(String[] cells) {
    int[] votes = new int[VOTE_COLUMNS];
    int sum = 0;
    int top = 0;
    for (int i = 0; i < VOTE_COLUMNS; i++) {
      int vote = Integer.parseInt(cells[VOTES_FROM + i]);
      // A single vote is an outlier, as in FER+'s own code.
      votes[i] = vote > 1 ? vote : 0;
      sum += votes[i];
      if (votes[i] > votes[top]) {
        top = i;
      }
    }
    boolean agreed = votes[top] * 2 > sum;
    Optional<Emotion> majority =
        agreed && top < VOTE_ORDER.size() ? Optional.of(VOTE_ORDER.get(top)) : Optional.empty();
    Crowd crowd =
        majority.isPresent()
            ? Crowd.EXPRESSION
            : agreed && top == CONTEMPT ? Crowd.CONTEMPT : Crowd.NONE;
    return new Sample(
        Integer.parseUnsignedInt(cells[1]),
        label(Integer.parseInt(cells[2])),
        cells[3],
        crowd,
        majority);
  }

  private static Emotion label(int number) {
    return Arrays.stream(Emotion.values())
        .filter(emotion -> emotion.index() == number)
        .findFirst()
        .orElseThrow(() -> new NumberFormatException("label " + number));
  }
}
