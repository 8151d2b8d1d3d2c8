package roomtone.music;

import roomtone.emotion.Emotion;

/**
 * A place on the circumplex of moods.
 *
 * @param valence from unpleasant, -1, to pleasant, 1
 * @param arousal from calm, -1, to excited, 1
 */
record Affect(double valence, double arousal) {
  /** Where an expression lies, by the figures that circulate; fear's vary most. */
  static Affect of(Emotion emotion) {
    return switch (emotion) {
      case HAPPY -> new Affect(0.81, 0.51);
      case SURPRISE -> new Affect(0.40, 0.67);
      case NEUTRAL -> new Affect(0, 0);
      case ANGRY -> new Affect(-0.51, 0.59);
      case FEAR -> new Affect(-0.62, 0.82);
      case DISGUST -> new Affect(-0.60, 0.35);
      case SAD -> new Affect(-0.63, -0.27);
    };
  }

  /** The point that lies a part of the way to another, 0 to 1. */
  Affect towards(Affect other, double part) {
    return new Affect(
        valence + (other.valence - valence) * part, arousal + (other.arousal - arousal) * part);
  }

  /** The expression that lies nearest. */
  Emotion nearest() {
    Emotion nearest = Emotion.NEUTRAL;
    for (Emotion emotion : Emotion.values()) {
      if (distanceTo(of(emotion)) < distanceTo(of(nearest))) {
        nearest = emotion;
      }
    }
    return nearest;
  }

  /** How far apart two points lie. */
  double distanceTo(Affect other) {
    return Math.hypot(valence - other.valence, arousal - other.arousal);
  }
}
