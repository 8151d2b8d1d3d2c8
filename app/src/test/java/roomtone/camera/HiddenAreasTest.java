package roomtone.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenAreasTest {
  @Test
  void whatIsHiddenIsGreyAndTheRestIsUntouched() {
    Frame frame = white(100, 50);
    HiddenAreas.parse("0,0 0.3,0 0.3,1 0,1; 0.8,0.5 1,0.5 1,1").hide(frame);
    assertThat(frame.at(0, 0)).isEqualTo(128);
    assertThat(frame.at(29, 49)).isEqualTo(128);
    assertThat(frame.at(30, 25)).isEqualTo(255);
    assertThat(frame.at(98, 30)).isEqualTo(128);
    assertThat(frame.at(98, 20)).isEqualTo(255);
  }

  @Test
  void anotherSizeOfFrameIsHiddenInTheSameShares() {
    HiddenAreas areas = HiddenAreas.parse("0,0 0.5,0 0.5,1 0,1");
    areas.hide(white(10, 10));
    Frame larger = white(200, 20);
    areas.hide(larger);
    assertThat(larger.at(99, 10)).isEqualTo(128);
    assertThat(larger.at(100, 10)).isEqualTo(255);
  }

  @Test
  void nothingIsHiddenByDefault() {
    Frame frame = white(4, 4);
    HiddenAreas.parse("").hide(frame);
    assertThat(frame.luma()).containsOnly((byte) 255);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0,0 1,0", "0,0 1,0 1", "0,0 1,0 2,1", "0,0 1,0 1,NaN", "a", "0,0 1,0 1,1;"})
  void whatIsNoAreaIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> HiddenAreas.parse(text));
  }

  private static Frame white(int width, int height) {
    byte[] luma = new byte[width * height];
    Arrays.fill(luma, (byte) 255);
    return new Frame(luma, width, height, 0, 0);
  }
}
