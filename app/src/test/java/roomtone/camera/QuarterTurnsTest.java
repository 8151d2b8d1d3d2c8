package roomtone.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuarterTurnsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 3, '1 2 3 4 5 6'",
    "1, 2, '4 1 5 2 6 3'",
    "2, 3, '6 5 4 3 2 1'",
    "3, 2, '3 6 2 5 1 4'",
  })
  void turnsClockwise(int turns, int width, String expected) {
    Luma turned = QuarterTurns.turn(new byte[] {1, 2, 3, 4, 5, 6}, 3, 2, turns, new byte[6]);

    assertThat(turned.width()).isEqualTo(width);
    assertThat(turned.pixels())
        .containsExactly(Arrays.stream(expected.split(" ")).mapToInt(Integer::parseInt).toArray());
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 3, '4 1 5 2 6 3'", "2, 3, 2, '6 5 4 3 2 1'", "3, 2, 3, '3 6 2 5 1 4'"})
  void aCameraThatHangsOrLiesIsSetUpright(int turns, int width, int height, String expected)
      throws Exception {
    ScriptedCamera scripted = new ScriptedCamera();
    scripted.give(new Frame(new byte[] {1, 2, 3, 4, 5, 6, 99}, 3, 2, 7, 8));

    try (Camera camera = new Turned(scripted, turns).open()) {
      Frame frame = camera.read(new FramePool());

      assertThat(frame.luma())
          .containsExactly(
              Arrays.stream(expected.split(" ")).mapToInt(Integer::parseInt).toArray());
      assertThat(frame.width()).isEqualTo(width);
      assertThat(frame.height()).isEqualTo(height);
      assertThat(frame.nanos()).isEqualTo(7);
      assertThat(camera.stallAfter()).isEqualTo(Duration.ofSeconds(5));
    }
    assertThat(scripted.isOpen()).isFalse();
  }
}
