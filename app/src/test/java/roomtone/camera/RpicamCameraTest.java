package roomtone.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Pi camera against stand-ins for rpicam-vid: shell scripts that behave well or badly. */
@Timeout(60)
class RpicamCameraTest {
  private static final Instant NOW = Instant.parse("2026-11-21T18:00:00Z");

  /** One picture of 64×32 pixels: luma "A", "B", … and chroma "z". */
  private static final String PICTURES =
      """
      picture() { head -c 2048 /dev/zero | tr '\\000' "$1"; head -c 1024 /dev/zero | tr '\\000' z; }
      """;

  @TempDir Path folder;
  private final FramePool pool = new FramePool();

  @Test
  void readsTheLumaPlaneOfEachPicture() throws Exception {
    Path program = script(PICTURES + "picture A; picture B; picture C; exec sleep 1000");

    try (Camera camera = source(program).open()) {
      for (char expected = 'A'; expected <= 'C'; expected++) {
        Frame frame = camera.read(pool);
        assertThat(frame.width()).isEqualTo(64);
        assertThat(frame.height()).isEqualTo(32);
        assertThat(frame.at(0, 0)).isEqualTo(expected);
        assertThat(frame.at(63, 31)).isEqualTo(expected);
        assertThat(frame.epochMillis()).isEqualTo(NOW.toEpochMilli());
        pool.giveBack(frame);
      }
    }
  }

  @Test
  void asksForAnEndlessRawStreamOfTheRightSize() throws Exception {
    Path program = script(PICTURES + "echo \"$@\" > \"$0.arguments\"; picture A; exec sleep 1000");

    try (Camera camera = source(program).open()) {
      camera.read(pool);
    }

    assertThat(Files.readString(Path.of(program + ".arguments")))
        .contains("--codec yuv420")
        .contains("--width 64 --height 32 --framerate 10")
        .contains("--exposure sport --ev 1.5")
        .contains("--timeout 0 --nopreview")
        .endsWith("--output -\n");
  }

  @Test
  void closingEndsTheProgramAndAllThatItStarted() throws Exception {
    Path program =
        script(
            PICTURES
                + """
                trap '' TERM
                sh -c "trap '' TERM; while true; do sleep 1; done" &
                echo $$ $! > "$0.pids"
                picture A
                while true; do sleep 1; done
                """);
    Camera camera = source(program).open();
    camera.read(pool);
    String[] pids = Files.readString(Path.of(program + ".pids")).strip().split(" ");

    camera.close();
    camera.close();

    assertThat(pids).hasSize(2).noneMatch(RpicamCameraTest::isRunning);
  }

  /** A killed orphan is a zombie, state Z, until the first process of the machine looks at it. */
  private static boolean isRunning(String pid) {
    try {
      return !Files.readString(Path.of("/proc", pid, "stat")).matches("(?s).*\\) Z .*");
    } catch (IOException gone) {
      return false;
    }
  }

  @Test
  void closingEndsAReadThatWaits() throws Exception {
    Camera camera = source(script("exec sleep 1000")).open();
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              try {
                camera.read(pool);
              } catch (Exception e) {
                failure.complete(e);
              }
            });

    camera.close();

    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> reader.join());
    assertThat(failure.join()).hasMessageContaining("gave no picture");
  }

  @Test
  void passesOnWhatTheProgramComplainedOf() throws Exception {
    Path program = script("echo first >&2; echo 'ERROR: *** no cameras available ***' >&2; exit 1");

    try (Camera camera = source(program).open()) {
      assertThatThrownBy(() -> camera.read(pool))
          .isInstanceOf(CameraException.class)
          .hasMessageContaining(
              "gave no picture: it ended with code 1 and said: first / ERROR: ***")
          .hasMessageContaining("Check the camera's cable");
    }
  }

  @Test
  void saysThatTheProgramDiedInTheMiddleOfAPicture() throws Exception {
    Path program = script(PICTURES + "picture A; head -c 1000 /dev/zero; kill -9 $$");

    try (Camera camera = source(program).open()) {
      camera.read(pool);
      assertThatThrownBy(() -> camera.read(pool))
          .hasMessageContaining("stopped in the middle of a picture: it ended with code 137");
    }
  }

  @Test
  void saysThatTheProgramStoppedBetweenPictures() throws Exception {
    try (Camera camera = source(script(PICTURES + "picture A; exit 0")).open()) {
      camera.read(pool);
      assertThatThrownBy(() -> camera.read(pool))
          .hasMessageContaining("stopped giving pictures: it ended with code 0 and said nothing");
    }
  }

  @Test
  void isNotChokedByALotOfComplaints() throws Exception {
    Path program =
        script(
            PICTURES + "yes 'WARNING: too dark' | head -c 3000000 >&2; picture A; exec sleep 1000");

    try (Camera camera = source(program).open()) {
      assertThat(camera.read(pool).at(0, 0)).isEqualTo('A');
    }
  }

  @Test
  void saysThatTheProgramIsMissing() {
    assertThatThrownBy(() -> source(folder.resolve("no-such-program")).open())
        .isInstanceOf(CameraException.class)
        .hasMessageContaining("no-such-program cannot be started (No such file or directory)")
        .hasMessageContaining("sudo apt install rpicam-apps");
  }

  private RpicamSource source(Path program) {
    return new RpicamSource(
        program.toString(), 64, 32, 10, Exposure.SPORT, 1.5, InstantSource.fixed(NOW));
  }

  private Path script(String body) throws IOException {
    Path script = folder.resolve("stand-in");
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }
}
