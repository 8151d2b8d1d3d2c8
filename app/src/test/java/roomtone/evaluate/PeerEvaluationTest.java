package roomtone.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.emotion.Emotion;
import roomtone.inference.ModelException;
import roomtone.inference.ModelFile;
import roomtone.inference.Precision;

class PeerEvaluationTest {
  // Light is dark to it, it looks at its second plane, and it names the expressions backwards.
  private static final float SCALE = -0.5f;
  private static final List<Float> OFFSETS = List.of(0f, 100f, 200f);

  @TempDir private Path folder;

  private final ScriptedEngine engine = new ScriptedEngine(PeerEvaluationTest::answer);
  private Path peers;
  private Path emotion;
  private ModelFile ours;
  private Peer known;

  @BeforeEach
  void makeModels() throws IOException {
    peers = folder.resolve("peers");
    emotion = Files.createDirectories(peers.resolve("emotion"));
    ours = TestFaces.model(folder.resolve("ours.onnx"), Precision.INT8, List.of("probabilities"));
    Path file = Files.writeString(emotion.resolve("theirs.onnx"), "a peer");
    known =
        new Peer(
            "theirs",
            "theirs.onnx",
            TestFaces.hash(file),
            10,
            SCALE,
            OFFSETS,
            Arrays.asList(Emotion.values()).reversed());
  }

  @Test
  void aPeerIsReadByItsOwnConventionAndRacedAgainstOurs() throws Exception {
    crop("happy/a.png", Emotion.HAPPY);
    crop("sad/b.png", Emotion.SAD);
    crop("sad/c.png", Emotion.ANGRY);
    engine.cost("scripted", 2_000);
    engine.cost("theirs", 5_000);
    Map<String, @Nullable Object> figures = evaluation().run(crops(), _ -> {});
    assertThat(figures).containsEntry("latencyMicros", 2.0);
    assertThat(row(figures))
        .containsEntry("name", "theirs")
        .containsEntry("n", 3)
        .containsEntry("accuracy", 2 / 3.0)
        .containsEntry("accuracyWithoutDuplicates", null)
        .containsEntry("latencyRatio", 2.5)
        .containsEntry("bytes", 6L);
    assertThat(engine.open()).isZero();
  }

  @Test
  void aPeerIsKnownByWhatIsInItWhereverItLies() throws Exception {
    Path flat = Files.createDirectories(folder.resolve("flat"));
    Files.copy(emotion.resolve("theirs.onnx"), flat.resolve("renamed.onnx"));
    crop("happy/a.png", Emotion.HAPPY);
    peers = flat;
    assertThat(row(evaluation().run(crops(), _ -> {}))).containsEntry("file", "renamed.onnx");
  }

  @Test
  void unknownModelsAreNamedAndLeftOut() throws Exception {
    Files.writeString(emotion.resolve("stranger.onnx"), "whatever");
    Files.writeString(emotion.resolve("README.md"), "whatever");
    crop("happy/a.png", Emotion.HAPPY);
    assertThat(evaluation().run(crops(), _ -> {}))
        .containsEntry("peersLeftOut", List.of("stranger.onnx"))
        .hasEntrySatisfying("peers", rows -> assertThat((List<?>) rows).hasSize(1));
  }

  @Test
  void anotherFileOfAPeersNameIsRefused() throws Exception {
    Files.writeString(emotion.resolve("theirs.onnx"), "a newer peer");
    assertThatThrownBy(this::evaluation)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("theirs.onnx")
        .hasMessageContaining("not the file that is known");
  }

  @Test
  void aFolderWithoutPeersSaysWhichAreKnown() throws Exception {
    Files.delete(emotion.resolve("theirs.onnx"));
    assertThatThrownBy(this::evaluation)
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("none of the peers")
        .hasMessageContaining("theirs.onnx");
    peers = folder.resolve("nowhere");
    assertThatThrownBy(this::evaluation)
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void theTableNamesEachExpressionOncePerPeer() {
    assertThat(Peer.KNOWN)
        .allSatisfy(peer -> {
          assertThat(peer.order()).containsExactlyInAnyOrder(Emotion.values());
          assertThat(peer.sha256()).matches("[0-9a-f]{64}");
        })
        .extracting(Peer::sha256)
        .doesNotHaveDuplicates();
  }

  private PeerEvaluation evaluation() throws EvaluationException, ModelException {
    return new PeerEvaluation(engine, ours, peers, List.of(known), engine::nanos);
  }

  private LabelledFaces crops() throws EvaluationException {
    return LabelledFaces.crops(folder.resolve("crops"));
  }

  private void crop(String file, Emotion shown) throws IOException {
    TestFaces.picture(
        folder.resolve("crops").resolve(file), 48, 48, BufferedImage.TYPE_BYTE_GRAY, shown);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> row(Map<String, @Nullable Object> figures) {
    var rows = (List<Map<String, @Nullable Object>>) figures.get("peers");
    return Objects.requireNonNull(rows).getFirst();
  }

  private static Emotion answer(ModelFile file, String output, FloatBuffer input) {
    if (!file.name().equals("theirs")) {
      return Emotion.NEUTRAL;
    }
    int plane = 10 * 10;
    for (int i = 0; i < OFFSETS.size(); i++) {
      assertThat(input.get(i * plane) - input.get(0)).isCloseTo(OFFSETS.get(i), within(1e-3f));
    }
    return TestFaces.shown((input.get(plane + plane / 2) - OFFSETS.get(1)) / SCALE);
  }
}
