package roomtone.evaluate;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import roomtone.camera.Frame;
import roomtone.emotion.Emotion;

/** One split of FER2013, with the contest's labels and the crowd's majority. */
final class Fer2013Faces extends LabelledFaces {
  private final Fer2013 fer2013;
  private final String split;
  private final List<Fer2013.Sample> samples;
  private final List<Frame> pictures;

  private Fer2013Faces(Fer2013 fer2013, String split) throws EvaluationException {
    this.fer2013 = fer2013;
    this.split = split;
    samples = fer2013.split(split);
    pictures = fer2013.pictures(samples);
  }

  static Fer2013Faces read(Path folder, String split) throws EvaluationException {
    return new Fer2013Faces(Fer2013.read(folder), split);
  }

  @Override
  int size() {
    return samples.size();
  }

  @Override
  Optional<LabelledFace> read(int index) {
    Fer2013.Sample sample = samples.get(index);
    Map<Truth, Optional<Emotion>> truths = new EnumMap<>(Truth.class);
    truths.put(Truth.LABELS, Optional.of(sample.label()));
    // Contempt is counted, and always wrong: leaving it out would flatter.
    if (sample.crowd() != Fer2013.Crowd.NONE) {
      truths.put(Truth.CROWD, sample.majority());
    }
    if (!fer2013.isInTraining(sample)) {
      truths.put(Truth.LABELS_WITHOUT_DUPLICATES, Optional.of(sample.label()));
      if (sample.crowd() != Fer2013.Crowd.NONE) {
        truths.put(Truth.CROWD_WITHOUT_DUPLICATES, sample.majority());
      }
    }
    return Optional.of(new LabelledFace(pictures.get(index), truths));
  }

  @Override
  String head() {
    return ExpressionReport.FER2013_HEAD;
  }

  @Override
  Map<String, Object> description() {
    return Map.of("split", split);
  }
}
