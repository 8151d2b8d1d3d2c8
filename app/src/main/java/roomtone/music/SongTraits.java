package roomtone.music;

import java.util.Optional;
import roomtone.emotion.Emotion;

/**
 * What is known of a song, by its tags or by listening.
 *
 * @param bpm beats a minute; 0 where unknown
 * @param loudness in decibels below full scale, 0 or less; not a number where unknown
 * @param mood for which it was accepted; empty where for none
 */
public record SongTraits(int bpm, double loudness, Optional<Emotion> mood) {
  private static final double OCTAVE_OF_TEMPO = 0.5;
  private static final double LOUDNESS_STEP = 12;

  /**
   * How unlike two songs are: the mean of what is known of both, 0 the same, 1 wholly different and
   * where nothing is known.
   */
  double distance(SongTraits other) {
    double sum = 0;
    int known = 0;
    if (bpm > 0 && other.bpm > 0) {
      sum += tempoDistance(other);
      known++;
    }
    if (!Double.isNaN(loudness) && !Double.isNaN(other.loudness)) {
      sum += Math.min(1, Math.abs(loudness - other.loudness) / LOUDNESS_STEP);
      known++;
    }
    if (mood.isPresent() && other.mood.isPresent()) {
      sum += Math.min(1, Affect.of(mood.get()).distanceTo(Affect.of(other.mood.get())));
      known++;
    }
    return known == 0 ? 1 : sum / known;
  }

  /** In octaves, twice as fast being the same beat: half an octave is as far as it goes. */
  private double tempoDistance(SongTraits other) {
    double octaves = Math.abs(Math.log((double) bpm / other.bpm) / Math.log(2));
    double apart = octaves - Math.floor(octaves);
    return Math.min(apart, 1 - apart) / OCTAVE_OF_TEMPO;
  }
}
