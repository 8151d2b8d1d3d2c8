package roomtone.music;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * What is believed of a playlist's reward, from 0 (skipped at once) to 1 (let run): a Beta
 * distribution. Immutable.
 *
 * @param alpha weight of what speaks for it, above 0
 * @param beta weight of what speaks against it, above 0
 * @param plays how many songs it was learnt from
 */
public record Estimate(double alpha, double beta, int plays) {
  /** Most songs are not skipped, and one skip says little: two songs' worth of belief. */
  static final Estimate PRIOR = new Estimate(1.3, 0.7, 0);

  private static final double TAIL = 0.025;

  /** The expected reward. */
  public double mean() {
    return alpha / (alpha + beta);
  }

  /** The lower end of the interval that holds the reward with a probability of 95 %. */
  public double low() {
    return BetaDistribution.of(alpha, beta).inverseCumulativeProbability(TAIL);
  }

  /** The upper end of that interval. */
  public double high() {
    return BetaDistribution.of(alpha, beta).inverseCumulativeProbability(1 - TAIL);
  }

  /** A reward that is as likely as it is believed; {@code uniform} is a draw from 0 to 1. */
  double draw(double uniform) {
    return BetaDistribution.of(alpha, beta).inverseCumulativeProbability(uniform);
  }

  /** The belief after a song; {@code kept} is the part of what was known that still counts. */
  Estimate after(double reward, double kept) {
    return new Estimate(
        PRIOR.alpha + (alpha - PRIOR.alpha) * kept + reward,
        PRIOR.beta + (beta - PRIOR.beta) * kept + 1 - reward,
        plays + 1);
  }
}
