package roomtone.music;

import java.util.HashMap;
import java.util.Map;
import roomtone.music.Repertoire.Context;

/**
 * What was learnt of each playlist in each context, from songs that ran through and songs that were
 * skipped. Old songs count ever less. Any thread may use it.
 */
final class Learner {
  /** The part of what is known that a new song of the same playlist leaves. */
  private static final double KEPT = 0.995;

  private final Map<Context, Map<String, Estimate>> estimates = new HashMap<>();

  /** What is believed of a playlist. */
  synchronized Estimate estimate(Context context, String playlist) {
    return estimates.getOrDefault(context, Map.of()).getOrDefault(playlist, Estimate.PRIOR);
  }

  /** Learns from one song's reward, 0 to 1. */
  synchronized void reward(Context context, String playlist, double reward) {
    estimates
        .computeIfAbsent(context, _ -> new HashMap<>())
        .merge(
            playlist, Estimate.PRIOR.after(reward, KEPT), (known, _) -> known.after(reward, KEPT));
  }

  /** Forgets everything. */
  synchronized void forget() {
    estimates.clear();
  }
}
