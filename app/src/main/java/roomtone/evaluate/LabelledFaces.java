package roomtone.evaluate;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Pictures of faces whose expressions somebody has labelled; they can be gone through more than
 * once. For one thread.
 */
public abstract sealed class LabelledFaces permits Fer2013Faces, CropFolder {
  LabelledFaces() {}

  /**
   * One split of FER2013.
   *
   * @param folder with {@code rows.csv.gz} and the sheets
   * @param split {@code PublicTest} or {@code PrivateTest}
   */
  public static LabelledFaces fer2013(Path folder, String split) throws EvaluationException {
    return Fer2013Faces.read(folder, split);
  }

  /** Ready crops: a folder of pictures for each expression. */
  public static LabelledFaces crops(Path folder) throws EvaluationException {
    return CropFolder.open(folder);
  }

  /** How many pictures there are, broken ones too. */
  abstract int size();

  /** One of them, from 0; empty if it is broken. */
  abstract Optional<LabelledFace> read(int index) throws EvaluationException;

  /** The output whose figures stand for a model on these pictures. */
  abstract String head();

  /** What is to be said of them by the time all have been read. */
  abstract Map<String, Object> description();
}
