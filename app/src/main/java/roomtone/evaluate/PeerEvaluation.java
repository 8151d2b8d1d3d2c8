package roomtone.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import roomtone.emotion.EmotionClassifier;
import roomtone.emotion.EmotionScores;
import roomtone.emotion.FaceCrop;
import roomtone.inference.InferenceEngine;
import roomtone.inference.LoadedModel;
import roomtone.inference.ModelException;
import roomtone.inference.ModelFile;

/**
 * Measures somebody else's expression models on the faces that ours is measured on, and races them
 * against ours. For one thread.
 */
public final class PeerEvaluation {
  private final InferenceEngine engine;
  private final ModelFile ours;
  private final PeerFolder folder;
  private final LatencyRace race;

  /**
   * An evaluation of the known peers in a folder.
   *
   * @throws EvaluationException if there are none
   * @throws ModelException if one of them is another file than it should be
   */
  public PeerEvaluation(InferenceEngine engine, ModelFile ours, Path folder)
      throws EvaluationException, ModelException {
    this(engine, ours, folder, Peer.KNOWN, System::nanoTime);
  }

  PeerEvaluation(
      InferenceEngine engine, ModelFile ours, Path folder, List<Peer> known, LongSupplier nanos)
      throws EvaluationException, ModelException {
    this.engine = engine;
    this.ours = ours;
    this.folder = PeerFolder.read(folder, known);
    race = new LatencyRace(nanos);
  }

  /**
   * Reads all faces with each peer.
   *
   * @param progress told how many pictures are done
   * @return the figures by name, as JSON has them; null where these faces can't tell
   */
  public Map<String, @Nullable Object> run(LabelledFaces faces, IntConsumer progress)
      throws EvaluationException, ModelException {
    List<PeerModel> peers = new ArrayList<>();
    try (LoadedModel own =
        engine.load(
            ours, List.of(ExpressionReport.output(ours, EmotionClassifier.PROBABILITIES)))) {
      for (Map.Entry<Peer, Path> peer : folder.peers().entrySet()) {
        peers.add(PeerModel.load(engine, peer.getKey(), peer.getValue()));
      }
      List<Map<Truth, Tally>> answers = answers(own, peers, faces, progress);
      List<LoadedModel> models = new ArrayList<>(List.of(own));
      peers.forEach(peer -> models.add(peer.model()));
      return figures(peers, answers, race.medianMicros(models));
    } finally {
      peers.forEach(PeerModel::close);
    }
  }

  /** Leaves the last face in every model's input, ours too, for the race. */
  private static List<Map<Truth, Tally>> answers(
      LoadedModel own, List<PeerModel> peers, LabelledFaces faces, IntConsumer progress)
      throws EvaluationException, ModelException {
    List<Map<Truth, Tally>> answers = new ArrayList<>();
    peers.forEach(_ -> answers.add(new EnumMap<>(Truth.class)));
    for (int i = 0; i < faces.size(); i++) {
      Optional<LabelledFace> read = faces.read(i);
      if (read.isPresent()) {
        LabelledFace face = read.get();
        FaceCrop.fill(face.frame(), face.box(), 0, own.file().input(), own.input());
        for (int j = 0; j < peers.size(); j++) {
          EmotionScores scores = peers.get(j).classify(face.frame(), face.box());
          Map<Truth, Tally> tallies = answers.get(j);
          face.truths()
              .forEach((truth, emotion) ->
                  tallies.computeIfAbsent(truth, _ -> new Tally()).add(emotion, scores));
        }
      }
      progress.accept(i + 1);
    }
    return answers;
  }

  private Map<String, @Nullable Object> figures(
      List<PeerModel> peers, List<Map<Truth, Tally>> answers, List<Double> micros)
      throws ModelException {
    double oursMicros = micros.getFirst();
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < peers.size(); i++) {
      PeerModel peer = peers.get(i);
      Map<Truth, Tally> tallies = answers.get(i);
      double peerMicros = micros.get(i + 1);
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("name", peer.peer().name());
      row.putAll(Figures.accuracy("n", "accuracy", tallies.get(Truth.LABELS)));
      row.put("accuracyWithoutDuplicates", accuracy(tallies.get(Truth.LABELS_WITHOUT_DUPLICATES)));
      row.put("ferplusMajority", accuracy(tallies.get(Truth.CROWD)));
      row.put("latencyRatio", peerMicros / oursMicros);
      row.put("latencyMicros", peerMicros);
      row.put("bytes", peer.model().file().size());
      row.put("file", peer.model().file().path().getFileName().toString());
      rows.add(row);
    }
    Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    figures.put("latencyMicros", oursMicros);
    figures.put("peers", rows);
    figures.put("peersLeftOut", folder.leftOut());
    return figures;
  }

  private static @Nullable Double accuracy(@Nullable Tally tally) {
    return tally == null ? null : tally.accuracy().value();
  }
}
