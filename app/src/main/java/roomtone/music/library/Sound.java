package roomtone.music.library;

/**
 * What can be measured of a song's sound. It says how lively a song is, and nothing of whether it
 * is glad or sad.
 *
 * @param bpm beats a minute, 60 to 180; 0 where no beat stands out
 * @param loudness in decibels below full scale, 0 or less
 */
record Sound(int bpm, double loudness) {
  private static final int HOP = 256;
  private static final double HOPS_A_SECOND = (double) SongFile.RATE / HOP;
  private static final int SLOWEST = 60;
  private static final int FASTEST = 180;

  /** How much more than the average a beat's period must stand out. */
  private static final double CLEAR = 1.5;

  private static final double SILENCE = 1e-5;

  /** Measures a sound; nothing where there is less than ten seconds of it. */
  static Sound of(float[] samples) {
    double[] energy = energy(samples);
    double total = 0;
    for (double each : energy) {
      total += each;
    }
    double loudness =
        energy.length == 0 ? -100 : 10 * Math.log10(total / energy.length + SILENCE * SILENCE);
    return new Sound(energy.length < 10 * HOPS_A_SECOND ? 0 : bpm(onsets(energy)), loudness);
  }

  private static double[] energy(float[] samples) {
    double[] energy = new double[samples.length / HOP];
    for (int hop = 0; hop < energy.length; hop++) {
      double sum = 0;
      for (int i = hop * HOP; i < (hop + 1) * HOP; i++) {
        sum += samples[i] * samples[i];
      }
      energy[hop] = sum / HOP;
    }
    return energy;
  }

  /** Where it becomes louder: the logarithm's rise from hop to hop, its mean taken off. */
  private static double[] onsets(double[] energy) {
    double[] onsets = new double[energy.length];
    double sum = 0;
    for (int hop = 1; hop < energy.length; hop++) {
      double rise = Math.log10(energy[hop] + SILENCE) - Math.log10(energy[hop - 1] + SILENCE);
      onsets[hop] = Math.max(0, rise);
      sum += onsets[hop];
    }
    double mean = sum / onsets.length;
    double[] smooth = new double[onsets.length];
    for (int hop = 1; hop < onsets.length - 1; hop++) {
      // A beat's period is no whole number of hops.
      smooth[hop] = (onsets[hop - 1] + 2 * onsets[hop] + onsets[hop + 1]) / 4 - mean;
    }
    return smooth;
  }

  /** The period at which the onsets are most like themselves, slow beats counting a little less. */
  private static int bpm(double[] onsets) {
    double best = 0;
    double sum = 0;
    int bpm = 0;
    for (int candidate = SLOWEST; candidate <= FASTEST; candidate++) {
      double likeness = likeness(onsets, 60 * HOPS_A_SECOND / candidate);
      double preferred = likeness * (1 - 0.3 * Math.abs(Math.log(candidate / 115.0)));
      sum += Math.max(0, likeness);
      if (preferred > best) {
        best = preferred;
        bpm = candidate;
      }
    }
    return best > CLEAR * sum / (FASTEST - SLOWEST + 1) ? bpm : 0;
  }

  private static double likeness(double[] onsets, double period) {
    double sum = 0;
    for (int beats = 1; beats <= 4; beats++) {
      int lag = (int) Math.round(period * beats);
      double product = 0;
      for (int hop = 0; hop + lag < onsets.length; hop++) {
        product += onsets[hop] * onsets[hop + lag];
      }
      sum += product / Math.max(1, onsets.length - lag);
    }
    return sum;
  }
}
