package roomtone.evaluate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.camera.Frame;
import roomtone.face.FaceBox;
import roomtone.face.FaceDetector;

/** Two detectors that answer by rote, on pictures made here, so that every figure is known. */
class FaceEvaluationTest {
  private static final FaceBox LARGE = new FaceBox(10, 10, 60, 80, 0.9f);
  private static final FaceBox MIDDLE = new FaceBox(100, 10, 40, 50, 0.6f);
  private static final FaceBox SMALL = new FaceBox(150, 10, 20, 25, 0.3f);
  private static final FaceBox NOBODY = new FaceBox(10, 100, 30, 30, 0.7f);

  @TempDir private Path folder;

  /** Gives the same boxes for every picture; a threshold of a half. */
  private record Rote(List<FaceBox> boxes) implements FaceDetector {
    @Override
    public List<FaceBox> detect(Frame frame) {
      return boxes;
    }

    @Override
    public float threshold() {
      return 0.5f;
    }

    @Override
    public String description() {
      return "by rote";
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }

  @BeforeEach
  void writePictures() throws Exception {
    for (String name : List.of("group.png", "empty.png")) {
      var picture = new BufferedImage(200, 150, BufferedImage.TYPE_BYTE_GRAY);
      ImageIO.write(picture, "png", folder.resolve(name).toFile());
    }
    Files.writeString(
        folder.resolve("images.csv"),
        "image,width,height,faces\ngroup.png,200,150,3\nempty.png,200,150,0\n");
    Files.writeString(
        folder.resolve("annotations.csv"),
        """
        image,x,y,w,h,ignore,class
        group.png,10,10,60,80,0,bare
        group.png,100,10,40,50,0,masked
        group.png,150,10,20,25,0,bare
        """);
  }

  @Test
  void recallIsByHeightAndClassAtTheThreshold() throws Exception {
    Map<String, Object> figures = run(List.of(LARGE, MIDDLE, SMALL));
    assertThat(figures).containsEntry("threshold", 0.5).containsEntry("falsePositivesOnEmpty", 2L);
    assertThat(map(figures, "recall")).containsEntry("h60", 1.0).containsEntry("h40", 1.0);
    assertThat(number(map(figures, "recall"), "h20")).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(map(figures, "recallByBand"))
        .containsEntry("20-40", 0.0)
        .containsEntry("40-60", 1.0)
        .containsEntry("60+", 1.0);
    assertThat(map(map(figures, "recallByClass"), "bare"))
        .containsEntry("h20", 0.5)
        .containsEntry("h40", 1.0);
    assertThat(map(figures, "faces")).containsEntry("h20", 3L).containsEntry("h60", 1L);
  }

  @Test
  void falsePositivesAreCountedOnAllPicturesAndOnThoseWithoutPeople() throws Exception {
    Map<String, Object> figures = run(List.of(NOBODY));
    assertThat(figures)
        .containsEntry("falsePositivesPerPicture", 1.0)
        .containsEntry("falsePositivesOnEmpty", 1L)
        .containsEntry("picturesWithoutPeople", 1)
        .containsEntry("averagePrecision", 0.0);
  }

  @Test
  void averagePrecisionIsTheAreaUnderThePrecisionThatIsReached() throws Exception {
    // Surest first: right, wrong on the empty picture, right, wrong there: 1/1 and 2/3 of 3 faces.
    Map<String, Object> figures = run(List.of(LARGE, MIDDLE));
    assertThat(number(figures, "averagePrecision")).isCloseTo((1 + 2 / 3.0) / 3, within(1e-9));
  }

  @Test
  void peersAreMeasuredOnTheSamePicturesWithRatiosOfTheirTimes() throws Exception {
    var evaluation =
        new FaceEvaluation(
            new Rote(List.of(LARGE)), Map.of("another", new Rote(List.of(LARGE, MIDDLE))));
    Map<String, Object> figures = evaluation.run(task(Optional.empty()), _ -> {});
    assertThat(figures.get("peers")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(1);
    Map<String, Object> peer = firstPeer(figures);
    assertThat(peer).containsEntry("name", "another");
    assertThat(number(peer, "latencyRatio320")).isPositive();
    assertThat(map(peer, "recall")).containsEntry("h40", 1.0);
    assertThat(map(figures, "recall")).containsEntry("h40", 0.5);
  }

  @Test
  void hitsAndMissesAreDrawnApart() throws Exception {
    Path drawings = folder.resolve("drawings");
    new FaceEvaluation(new Rote(List.of(LARGE)), Map.of())
        .run(task(Optional.of(drawings)), _ -> {});
    BufferedImage missed = ImageIO.read(drawings.resolve("misses/group.png").toFile());
    assertThat(missed.getRGB(40, 10) & 0xFFFFFF).as("found: green").isEqualTo(0x3CC850);
    assertThat(missed.getRGB(120, 10) & 0xFFFFFF).as("missed: red").isEqualTo(0xE03030);
    assertThat(drawings.resolve("misses/empty.png")).as("a false face").exists();
    assertThat(drawings.resolve("hits")).doesNotExist();
  }

  @Test
  void picturesWithoutPeopleComeFromTheListBesideTheAnnotations() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("part"));
    Files.writeString(elsewhere.resolve("images.csv"), "image,width\nempty.png,200\n");
    Files.writeString(elsewhere.resolve("annotations.csv"), "image,x,y,w,h,ignore,class\n");
    var task =
        new FaceEvaluation.Task(
            folder, elsewhere.resolve("annotations.csv"), 0, 1, Optional.empty());
    Map<String, Object> figures =
        new FaceEvaluation(new Rote(List.of()), Map.of()).run(task, _ -> {});
    assertThat(figures).containsEntry("pictures", 0).containsEntry("picturesWithoutPeople", 1);
  }

  @Test
  void aRowThatCannotBeReadIsQuoted() throws Exception {
    Files.writeString(
        folder.resolve("annotations.csv"),
        "image,x,y,w,h,ignore,class\ngroup.png,ten,1,1,1,0,bare\n");
    assertThatThrownBy(() -> run(List.of()))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("annotations.csv has a row that can't be read: group.png,ten");
    Files.writeString(folder.resolve("annotations.csv"), "picture,left\n");
    assertThatThrownBy(() -> run(List.of()))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("does not begin with the columns image,x,y,w,h,ignore,class");
  }

  private FaceEvaluation.Task task(Optional<Path> drawings) {
    return new FaceEvaluation.Task(folder, folder.resolve("annotations.csv"), 0, 1, drawings);
  }

  private Map<String, Object> run(List<FaceBox> boxes) throws Exception {
    return new FaceEvaluation(new Rote(boxes), Map.of()).run(task(Optional.empty()), _ -> {});
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> figures, String name) {
    return (Map<String, Object>) requireNonNull(figures.get(name));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> firstPeer(Map<String, Object> figures) {
    return ((List<Map<String, Object>>) requireNonNull(figures.get("peers"))).getFirst();
  }

  private static double number(Map<String, Object> figures, String name) {
    return (double) requireNonNull(figures.get(name));
  }
}
