package roomtone.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaceGridTest {
  private static final int[] STRIDES = {8, 16, 32};

  @Test
  void recordedTensorsGiveTheBoxesThatTheTrainingReadFromThem() throws Exception {
    JsonNode recording;
    try (InputStream file = FaceGridTest.class.getResourceAsStream("grids.json")) {
      recording = new ObjectMapper().readTree(file);
    }
    int width = recording.get("width").asInt();
    int height = recording.get("height").asInt();
    Candidates candidates = new Candidates();
    for (int stride : STRIDES) {
      float[] values = floats(recording.get("grids").get("stride" + stride));
      FaceGrid grid = FaceGrid.over(width, height, stride);
      assertThat(values).hasSize(grid.size());
      float least = (float) recording.get("leastScore").asDouble();
      grid.decode(FloatBuffer.wrap(values), least, candidates);
    }
    List<FaceBox> boxes = NonMaximumSuppression.keep(candidates);
    JsonNode expected = recording.get("boxes");
    assertThat(boxes).hasSize(expected.size()).hasSizeGreaterThan(1);
    for (int i = 0; i < expected.size(); i++) {
      float[] corners = floats(expected.get(i));
      FaceBox box = boxes.get(i);
      assertThat(box.x()).isCloseTo(corners[0], within(0.02f));
      assertThat(box.y()).isCloseTo(corners[1], within(0.02f));
      assertThat(box.x() + box.width()).isCloseTo(corners[2], within(0.02f));
      assertThat(box.y() + box.height()).isCloseTo(corners[3], within(0.02f));
      assertThat(box.score()).isCloseTo(corners[4], within(1e-4f));
      assertThat(box.pose().turn()).isCloseTo(corners[5], within(1e-4f));
      assertThat(box.pose().tilt()).isCloseTo(corners[6], within(1e-4f));
    }
  }

  @Test
  void aCellsNumbersAreScoreOffsetsAndLogarithmsOfSides() {
    var grid = new FaceGrid(8, 3, 2);
    FloatBuffer tensor = tensor(grid, -9);
    int cell = 4; // the second of the second row
    tensor.put(cell, 2).put(6 + cell, 0.5f).put(12 + cell, -0.25f);
    tensor.put(18 + cell, (float) Math.log(3)).put(24 + cell, (float) Math.log(5));
    tensor.put(30 + cell, 0.2f).put(36 + cell, -0.3f);
    Candidates boxes = new Candidates();
    grid.decode(tensor, 0.5f, boxes);
    assertThat(boxes.size()).isEqualTo(1);
    FaceBox box = boxes.box(0);
    assertThat(box.x()).isCloseTo((1.5f + 0.5f) * 8 - 12, within(1e-3f));
    assertThat(box.y()).isCloseTo((1.5f - 0.25f) * 8 - 20, within(1e-3f));
    assertThat(box.width()).isCloseTo(24, within(1e-3f));
    assertThat(box.height()).isCloseTo(40, within(1e-3f));
    assertThat(box.score()).isCloseTo(0.8808f, within(1e-4f));
    assertThat(box.pose()).isEqualTo(new FacePose(0.2f, -0.3f));
  }

  @Test
  void cellsBelowTheLeastScoreGiveNothing() {
    var grid = new FaceGrid(16, 4, 4);
    Candidates boxes = new Candidates();
    grid.decode(tensor(grid, -0.1f), 0.5f, boxes);
    assertThat(boxes.size()).isZero();
    grid.decode(tensor(grid, 0.1f), 0.5f, boxes);
    assertThat(boxes.size()).isEqualTo(16);
  }

  @Test
  void numbersOfANetworkGoneWrongGiveNoImpossibleBoxes() {
    var grid = new FaceGrid(32, 1, 1);
    Candidates boxes = new Candidates();
    grid.decode(FloatBuffer.wrap(new float[] {Float.NaN, 0, 0, 0, 0, 0, 0}), 0.5f, boxes);
    grid.decode(FloatBuffer.wrap(new float[] {5, 0, 0, -200, 0, 0, 0}), 0.5f, boxes);
    grid.decode(FloatBuffer.wrap(new float[] {5, 0, 0, Float.NaN, 0, 0, 0}), 0.5f, boxes);
    assertThat(boxes.size()).isZero();
    grid.decode(FloatBuffer.wrap(new float[] {5, 0, 0, 500, 0, 0, 0}), 0.5f, boxes);
    assertThat(boxes.box(0).width()).isFinite();
  }

  @Test
  void aGridCoversAPictureWhoseSidesItsStrideDoesNotDivide() {
    assertThat(FaceGrid.over(320, 240, 32)).isEqualTo(new FaceGrid(32, 10, 8));
    assertThat(FaceGrid.over(320, 240, 8).size()).isEqualTo(7 * 40 * 30);
  }

  private static FloatBuffer tensor(FaceGrid grid, float score) {
    FloatBuffer tensor = FloatBuffer.allocate(grid.size());
    for (int cell = 0; cell < grid.columns() * grid.rows(); cell++) {
      tensor.put(cell, score);
    }
    return tensor;
  }

  private static float[] floats(JsonNode numbers) {
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) numbers.get(i).asDouble();
    }
    return values;
  }
}
