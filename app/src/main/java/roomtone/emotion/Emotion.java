package roomtone.emotion;

import java.util.Locale;

/** The seven expressions of FER2013, in the order of its labels and of every model's output. */
public enum Emotion {
  ANGRY(0, "angry"),
  DISGUST(1, "disgusted"),
  FEAR(2, "fearful"),
  HAPPY(3, "cheerful"),
  SAD(4, "sad"),
  SURPRISE(5, "surprised"),
  NEUTRAL(6, "calm");

  private final int index;
  private final String adjective;
  private final String label = name().toLowerCase(Locale.ROOT);

  Emotion(int index, String adjective) {
    this.index = index;
    this.adjective = adjective;
  }

  /** The name in settings, logs and the API: {@code "happy"}. */
  public String label() {
    return label;
  }

  /** Its place, from 0, in the labels of FER2013 and in a model's output. */
  public int index() {
    return index;
  }

  /** The word that completes "the room looks …": {@code "cheerful"}. */
  public String adjective() {
    return adjective;
  }
}
