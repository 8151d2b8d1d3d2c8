package roomtone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.kiosk.ExitCode;

/** What {@code bench} prints; how fast anything is, is for no test to say. */
class BenchCommandTest extends Terminal {
  private static final Path PICTURES = Path.of("..", "models", "demo", "pictures");
  private static final String[] STAGES = {
    "capture", "detect", "track", "crop", "classify", "room", "publish"
  };

  @TempDir private Path folder;

  @Test
  void allIsMeasuredInOneRunWithoutPeers() throws IOException {
    assertThat(
            run(
                "bench",
                "--json",
                "--replay",
                pictures(),
                "--seconds",
                "1",
                "--steady-seconds",
                "1"))
        .as(err)
        .isZero();
    JsonNode figures = JsonMapper.builder().build().readTree(out);
    assertThat(figures.properties().stream().map(Map.Entry::getKey))
        .contains("version", "date", "machine", "load", "engine", "startUpSeconds", "steady")
        .contains("frames", "framesPerSecond", "framesPerSecondTwoThreads", "stages", "memory")
        .contains("allocatedBytesPerFrame", "peers", "peersLeftOut", "aims", "engines");
    assertThat(figures.get("width").asInt()).isEqualTo(640);
    assertThat(figures.get("peers")).isEmpty();
    assertThat(figures.get("peersLeftOut").asText()).contains("--peers DIR");
    JsonNode steady = figures.get("steady");
    assertThat(steady.get("frames").asInt()).isEqualTo(5);
    assertThat(steady.properties().stream().map(Map.Entry::getKey))
        .contains("processorPercentOfOneCore", "allocatedBytesPerFrame", "heapMebibytes")
        .contains("longestCollectionPauseMillis", "collections", "residentMegabytes");
    for (String stage : STAGES) {
      boolean inKiosk = !stage.equals("capture");
      JsonNode times = (inKiosk ? steady : figures).get("stages").get(stage);
      assertThat(times.properties().stream().map(Map.Entry::getKey))
          .as(stage)
          .containsExactly("count", "p50Millis", "p95Millis", "allocatedBytes");
    }
    assertThat(figures.get("aims")).hasSize(5);
    for (JsonNode aim : figures.get("aims")) {
      assertThat(aim.properties().stream().map(Map.Entry::getKey))
          .containsExactlyInAnyOrder("what", "figure", "aim", "met");
    }
  }

  @Test
  void aFolderWithoutPeersIsToldBeforeAnythingIsMeasured() {
    assertThat(run("bench", "--replay", pictures(), "--peers", folder.toString()))
        .isEqualTo(ExitCode.BAD_INPUT.number());
    assertThat(err.strip()).hasLineCount(1).contains(folder.toString(), "mini_XCEPTION");
    String missing = folder.resolve("none").toString();
    assertThat(run("bench", "--replay", pictures(), "--peers", missing))
        .isEqualTo(ExitCode.BAD_INPUT.number());
    assertThat(err.strip()).hasLineCount(1).contains(missing);
  }

  @Test
  void aClipThatCannotBeReadIsToldBeforeAnythingIsMeasured() throws IOException {
    Path text = Files.writeString(folder.resolve("text.mp4"), "this is no clip");
    assertThat(run("bench", "--replay", text.toString())).isEqualTo(ExitCode.BAD_INPUT.number());
    assertThat(err.strip()).hasLineCount(1).contains("text.mp4");
  }

  /** One guest who can be read, and nothing else to be decoded. */
  private String pictures() {
    try {
      Path pictures = Files.createDirectories(folder.resolve("pictures"));
      Path happy = pictures.resolve("happy.jpg");
      if (!Files.exists(happy)) {
        Files.copy(PICTURES.resolve("happy.jpg"), happy);
      }
      return pictures.toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
