package roomtone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardTest {
  @TempDir Path root;

  @Test
  void readsWhatAPiSaysOfItself() throws IOException {
    write("proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.4\0");
    write("etc/os-release", "NAME=Debian\nPRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\n");
    write("proc/meminfo", "MemTotal:        3884296 kB\nMemAvailable:    3000000 kB\n");
    write("sys/class/thermal/thermal_zone0/temp", "58426\n");
    write("sys/devices/platform/soc/soc:firmware/get_throttled", "50005\n");
    write("sys/class/video4linux/video1/name", "bcm2835-isp\n");
    write("sys/class/video4linux/video0/name", "HD Webcam\n");
    write("dev/gpiochip0", "");

    Board board = new Board(root);
    assertThat(board.model()).contains("Raspberry Pi 4 Model B Rev 1.4");
    assertThat(board.system()).contains("Debian GNU/Linux 13 (trixie)");
    assertThat(board.memory()).hasValue(3_884_296L * 1024);
    assertThat(board.freeMemory()).hasValue(3_000_000L * 1024);
    assertThat(board.temperature()).hasValue(58.426);
    assertThat(board.throttling())
        .contains(
            new Board.Throttling(
                List.of("under-voltage", "throttling"), List.of("under-voltage", "throttling")));
    assertThat(board.cameras())
        .containsExactly("/dev/video0 (HD Webcam)", "/dev/video1 (bcm2835-isp)");
    assertThat(board.gpioChips()).containsExactly("gpiochip0");
  }

  @Test
  void aPiThatIsWellSaysSo() throws IOException {
    write("sys/devices/platform/soc/soc:firmware/get_throttled", "0x0\n");
    assertThat(new Board(root).throttling()).contains(new Board.Throttling(List.of(), List.of()));
  }

  @Test
  void whatIsNotSaidIsEmpty() throws IOException {
    write("sys/class/thermal/thermal_zone0/temp", "nonsense\n");
    Board board = new Board(root);
    assertThat(board.model()).isEmpty();
    assertThat(board.system()).isEmpty();
    assertThat(board.memory()).isEmpty();
    assertThat(board.temperature()).isEmpty();
    assertThat(board.throttling()).isEmpty();
    assertThat(board.cameras()).isEmpty();
    assertThat(board.gpioChips()).isEmpty();
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
