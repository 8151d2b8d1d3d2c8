package roomtone.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {
  private static final Instant START = Instant.parse("2026-11-21T18:00:00Z");

  @TempDir Path folder;
  private final FakePacer pacer = new FakePacer();
  private final FramePool pool = new FramePool();

  @Test
  void showsAClipInOrderDatedByItsOwnTime() throws Exception {
    Path clip = stairs(folder.resolve("clip.mp4"), 5);

    List<Frame> frames = readAll(fast(clip, false));

    assertThat(frames).hasSize(5);
    assertThat(frames.stream().map(frame -> frame.at(20, 20)).toList()).isSorted();
    assertThat(millisSinceFirst(frames)).containsExactly(0L, 100L, 200L, 300L, 400L);
    assertThat(frames.get(3).epochMillis()).isEqualTo(START.toEpochMilli() + 300);
    assertThat(pacer.waitMillis()).isEmpty();
  }

  @Test
  void stretchesAClipsLimitedRangeToTheFull() throws Exception {
    Path clip =
        TestClip.write(
            folder.resolve("range.mp4"), 64, 48, 1, (picture, x, y) -> x < 32 ? 16 : 235);

    Frame frame = readAll(fast(clip, false)).getFirst();

    assertThat(frame.at(8, 24)).isLessThanOrEqualTo(3);
    assertThat(frame.at(56, 24)).isGreaterThanOrEqualTo(252);
  }

  @Test
  void aLoopBeginsAgainWhileTimeGoesOn() throws Exception {
    Path clip = stairs(folder.resolve("clip.mp4"), 3);

    List<Frame> frames = new ArrayList<>();
    try (Camera camera = fast(clip, true).open()) {
      for (int i = 0; i < 7; i++) {
        frames.add(camera.read(pool));
      }
    }

    assertThat(millisSinceFirst(frames)).containsExactly(0L, 100L, 200L, 300L, 400L, 500L, 600L);
    assertThat(frames.get(3).at(20, 20)).isEqualTo(frames.get(0).at(20, 20));
    assertThat(frames.get(5).at(20, 20)).isEqualTo(frames.get(2).at(20, 20));
  }

  @Test
  void inRealTimeEachPictureWaitsUntilItIsDue() throws Exception {
    Path clip = stairs(folder.resolve("clip.mp4"), 4);

    readAll(source(clip, ReplayPace.REAL_TIME, false));

    assertThat(pacer.waitMillis()).containsExactly(100L, 100L, 100L);
  }

  @Test
  void afterASuspendRealTimeGoesOnFromNow() throws Exception {
    Path clip = stairs(folder.resolve("clip.mp4"), 4);

    try (Camera camera = source(clip, ReplayPace.REAL_TIME, false).open()) {
      Frame before = camera.read(pool);
      pacer.move(Duration.ofHours(1).toNanos());
      Frame after = camera.read(pool);
      assertThat(after.nanos() - before.nanos()).isEqualTo(Duration.ofHours(1).toNanos());
      camera.read(pool);
    }
    assertThat(pacer.waitMillis()).containsExactly(100L);
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 100, 1280})
  void scalesALargeClipDownAndLeavesASmallOne(int longestSide) throws Exception {
    Path clip =
        TestClip.write(folder.resolve("odd.mp4"), 102, 50, 2, (picture, x, y) -> x < 51 ? 16 : 235);

    Frame frame =
        readAll(
                new ReplaySource(
                    clip,
                    ReplayPace.AS_FAST_AS_POSSIBLE,
                    false,
                    Duration.ofSeconds(1),
                    longestSide,
                    InstantSource.fixed(START),
                    pacer))
            .getFirst();

    assertThat(frame.width()).isEqualTo(Math.min(102, longestSide));
    assertThat(frame.height()).isEqualTo(Math.round(50f * frame.width() / 102));
    assertThat(frame.at(2, frame.height() - 1)).isLessThan(12);
    assertThat(frame.at(frame.width() - 2, 1)).isGreaterThan(243);
  }

  @Test
  void turnsAPhonesClipUpright() throws Exception {
    Path clip =
        TestClip.write(
            folder.resolve("phone.mp4"), 64, 48, 1, (picture, x, y) -> x < 32 ? 16 : 235);
    layOnItsSide(clip);

    Frame frame = readAll(fast(clip, false)).getFirst();

    assertThat(frame.width()).isEqualTo(48);
    assertThat(frame.height()).isEqualTo(64);
    assertThat(frame.at(24, 8)).isLessThan(8);
    assertThat(frame.at(24, 56)).isGreaterThan(247);
  }

  @Test
  void usesItsBuffersAgain() throws Exception {
    Path clip = stairs(folder.resolve("clip.mp4"), 3);
    try (Camera camera = fast(clip, true).open()) {
      Frame first = camera.read(pool);
      byte[] buffer = first.luma();
      pool.giveBack(first);

      assertThat(camera.read(pool).luma()).isSameAs(buffer);
    }
  }

  @Test
  void saysWhatIsWrongWithAClip() throws IOException {
    Path missing = folder.resolve("missing.mp4");
    assertThatThrownBy(() -> fast(missing, true).open())
        .isInstanceOf(CameraException.class)
        .hasMessageContaining("There is nothing to replay at " + missing);

    Path empty = Files.createFile(folder.resolve("empty.mp4"));
    assertThatThrownBy(() -> fast(empty, true).open())
        .hasMessage("The clip " + empty + " is empty (0 bytes): copy it again.");

    Path text = Files.writeString(folder.resolve("text.mp4"), "I am no clip.\n".repeat(100));
    assertThatThrownBy(() -> fast(text, true).open())
        .hasMessageContaining(text + " is not a clip that can be played");

    Path cut = TestPictures.cut(stairs(folder.resolve("cut.mp4"), 20), 0.5);
    assertThatThrownBy(() -> fast(cut, true).open()).hasMessageContaining("or it is cut short");
  }

  @Test
  void showsWhatThereIsOfAClipWhoseTailIsMissing() throws Exception {
    Path clip = folder.resolve("cut.avi");
    TestClip.write(clip, 64, 48, 40, (picture, x, y) -> 16 + x * y * (picture + 1) % 200);
    TestPictures.cut(clip, 0.5);

    List<Frame> frames = readAll(fast(clip, false));

    assertThat(frames).hasSizeBetween(5, 35);
  }

  @Test
  void aClosedReplayGivesNothing() throws Exception {
    Camera camera = fast(stairs(folder.resolve("clip.mp4"), 3), true).open();
    camera.close();
    camera.close();

    assertThatThrownBy(() -> camera.read(pool)).isInstanceOf(CameraException.class);
  }

  @Test
  void showsEachPictureOfAFolderByNameForAnInterval() throws Exception {
    TestPictures.plain(folder.resolve("b.png"), 32, 24, 20);
    TestPictures.plain(folder.resolve("a.JPG"), 33, 21, 10);
    TestPictures.plain(folder.resolve("c.webp"), 31, 47, 30);
    Files.writeString(folder.resolve("notes.txt"), "no picture");
    Files.writeString(folder.resolve(".hidden.png"), "no picture");

    List<Frame> frames = readAll(source(folder, ReplayPace.REAL_TIME, false));

    assertThat(frames.stream().map(Frame::width).toList())
        .containsExactly(33, 33, 33, 33, 33, 32, 32, 32, 32, 32, 31, 31, 31, 31, 31);
    assertThat(millisSinceFirst(frames)).startsWith(0L, 200L, 400L).endsWith(2600L, 2800L);
    assertThat(pacer.waitMillis()).hasSize(14).containsOnly(200L);
  }

  @Test
  void passesOverAPictureThatCannotBeRead() throws Exception {
    TestPictures.plain(folder.resolve("a.png"), 32, 24, 20);
    Files.writeString(folder.resolve("b.png"), "broken");
    TestPictures.cut(TestPictures.plain(folder.resolve("c.jpg"), 32, 24, 20), 0.6);
    TestPictures.plain(folder.resolve("d.png"), 36, 24, 20);

    List<Frame> frames = readAll(fast(folder, false));

    assertThat(frames.stream().map(Frame::width).distinct()).containsExactly(32, 36);
    assertThat(frames.get(5).width()).isEqualTo(36);
    assertThat(millisSinceFirst(frames).get(5)).isEqualTo(1000L);
  }

  @Test
  void saysWhatIsWrongWithAFolder() throws Exception {
    assertThatThrownBy(() -> fast(folder, true).open()).hasMessageContaining("holds no pictures");

    Files.writeString(folder.resolve("a.png"), "broken");
    try (Camera camera = fast(folder, true).open()) {
      assertThatThrownBy(() -> camera.read(pool)).hasMessageContaining("a.png is not a picture");
    }

    Files.writeString(folder.resolve("b.png"), "broken too");
    try (Camera camera = fast(folder, true).open()) {
      assertThatThrownBy(() -> camera.read(pool))
          .hasMessage("None of the 2 pictures in " + folder + " can be read.");
    }
  }

  @Test
  void aSinglePictureIsShownAgainAndAgain() throws Exception {
    Path picture = TestPictures.plain(folder.resolve("one.png"), 1, 1, 99);

    try (Camera camera = fast(picture, true).open()) {
      List<Frame> frames = List.of(camera.read(pool), camera.read(pool), camera.read(pool));
      assertThat(millisSinceFirst(frames)).containsExactly(0L, 200L, 400L);
      assertThat(frames.get(2).at(0, 0)).isEqualTo(99);
    }
  }

  private ReplaySource fast(Path path, boolean loop) {
    return source(path, ReplayPace.AS_FAST_AS_POSSIBLE, loop);
  }

  private ReplaySource source(Path path, ReplayPace pace, boolean loop) {
    return new ReplaySource(
        path, pace, loop, Duration.ofSeconds(1), 1280, InstantSource.fixed(START), pacer);
  }

  /** A clip that gets brighter with each picture. */
  private static Path stairs(Path file, int pictures) {
    return TestClip.write(file, 64, 48, pictures, (picture, x, y) -> 20 + picture * 5);
  }

  private List<Frame> readAll(ReplaySource source) throws Exception {
    List<Frame> frames = new ArrayList<>();
    try (Camera camera = source.open()) {
      while (frames.size() < 1000) {
        frames.add(camera.read(pool));
      }
    } catch (EndOfReplay end) {
      assertThat(end).hasMessageContaining("has ended");
    }
    return frames;
  }

  private static List<Long> millisSinceFirst(List<Frame> frames) {
    return frames.stream()
        .map(frame -> Math.round((frame.nanos() - frames.getFirst().nanos()) / 1e6))
        .toList();
  }

  /** Writes "turn by 90° clockwise" into the track header, as phones do. */
  private static void layOnItsSide(Path clip) throws IOException {
    byte[] bytes = Files.readAllBytes(clip);
    int matrix = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tkhd");
    matrix += 44;
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int[] turned = {0, 0x10000, 0, -0x10000, 0};
    for (int i = 0; i < turned.length; i++) {
      buffer.putInt(matrix + 4 * i, turned[i]);
    }
    Files.write(clip, bytes);
  }
}
