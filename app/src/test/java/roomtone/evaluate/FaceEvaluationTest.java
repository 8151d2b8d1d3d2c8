package roomtone.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
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
    JsonNode figures = run(List.of(LARGE, MIDDLE, SMALL));
    assertThat(number(figures, "/threshold")).isEqualTo(0.5);
    assertThat(number(figures, "/recall/h60")).isEqualTo(1);
    assertThat(number(figures, "/recall/h40")).isEqualTo(1);
    assertThat(number(figures, "/recall/h20")).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(number(figures, "/recallByBand/20-40")).isZero();
    assertThat(number(figures, "/recallByBand/40-60")).isEqualTo(1);
    assertThat(number(figures, "/recallByBand/60+")).isEqualTo(1);
    assertThat(number(figures, "/recallByClass/bare/h20")).isEqualTo(0.5);
    assertThat(number(figures, "/recallByClass/bare/h40")).isEqualTo(1);
    assertThat(number(figures, "/recallByClass/masked/h40")).isEqualTo(1);
    assertThat(number(figures, "/faces/h20")).isEqualTo(3);
  }

  @Test
  void falsePositivesAreCountedOnAllPicturesAndOnThoseWithoutPeople() throws Exception {
    JsonNode figures = run(List.of(NOBODY));
    assertThat(number(figures, "/falsePositivesPerPicture")).isEqualTo(1);
    assertThat(number(figures, "/falsePositivesOnEmpty")).isEqualTo(1);
    assertThat(number(figures, "/picturesWithoutPeople")).isEqualTo(1);
    assertThat(number(figures, "/averagePrecision")).isZero();
  }

  @Test
  void averagePrecisionIsTheAreaUnderThePrecisionThatIsReached() throws Exception {
    // Surest first: right, wrong on the empty picture, right, wrong there: 1/1 and 2/3 of 3 faces.
    JsonNode figures = run(List.of(LARGE, MIDDLE));
    assertThat(number(figures, "/averagePrecision")).isCloseTo((1 + 2 / 3.0) / 3, within(1e-9));
  }

  @Test
  void peersAreMeasuredOnTheSamePicturesWithRatiosOfTheirTimes() throws Exception {
    var another = new Rote(List.of(LARGE, MIDDLE));
    var evaluation = new FaceEvaluation(new Rote(List.of(LARGE)), Map.of("another", another));
    JsonNode figures = json(evaluation.run(task(Optional.empty()), _ -> {}));
    assertThat(number(figures, "/recall/h40")).isEqualTo(0.5);
    assertThat(figures.at("/peers/0/name").asText()).isEqualTo("another");
    assertThat(number(figures, "/peers/0/recall/h40")).isEqualTo(1);
    assertThat(number(figures, "/peers/0/latencyRatio320")).isPositive();
    assertThat(figures.at("/peers/1").isMissingNode()).isTrue();
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
    JsonNode figures = json(new FaceEvaluation(new Rote(List.of()), Map.of()).run(task, _ -> {}));
    assertThat(number(figures, "/pictures")).isZero();
    assertThat(number(figures, "/picturesWithoutPeople")).isEqualTo(1);
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

  private JsonNode run(List<FaceBox> boxes) throws Exception {
    return json(new FaceEvaluation(new Rote(boxes), Map.of()).run(task(Optional.empty()), _ -> {}));
  }

  private static JsonNode json(Map<String, Object> figures) {
    return new ObjectMapper().valueToTree(figures);
  }

  private static double number(JsonNode figures, String path) {
    JsonNode node = figures.at(path);
    assertThat(node.isNumber()).as(path).isTrue();
    return node.asDouble();
  }
}
