package roomtone.music;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import roomtone.emotion.Emotion;
import roomtone.music.Repertoire.Context;

/**
 * The DJ's taste: draws a playlist for an expression by Thompson sampling, and learns from what
 * people skip. It knows Roomtone's own events and nothing else.
 *
 * <p>Draws are for one thread; {@link #known} is for any.
 */
public final class Taste {
  private final Repertoire repertoire;
  private final TasteNotes notes;
  private final Learner learner = new Learner();
  private final Ear ear;
  private final RandomGenerator seeds;

  /**
   * A taste without experience.
   *
   * @param notes what people fixed or had forgotten
   */
  public Taste(Repertoire repertoire, TasteNotes notes) {
    this.repertoire = repertoire;
    this.notes = notes;
    ear = new Ear(repertoire, learner);
    seeds =
        repertoire.seed() == 0 ? new SplittableRandom() : new SplittableRandom(repertoire.seed());
  }

  /** What hears songs and skips, and learns. */
  public Ear ear() {
    return ear;
  }

  /** The playlists that it draws from. */
  public Repertoire repertoire() {
    return repertoire;
  }

  /**
   * What is believed of one playlist.
   *
   * @param pinned whether a person fixed it
   */
  public record Known(Context context, Arm arm, Estimate estimate, boolean pinned) {}

  /** What is believed of all playlists, expression by expression. */
  public List<Known> known() {
    forgetWhatShouldBe();
    Map<Emotion, String> pins = notes.pins();
    List<Known> all = new ArrayList<>();
    for (Emotion emotion : Emotion.values()) {
      Context context = repertoire.context(emotion);
      for (int step = 0; step < repertoire.stepCount(); step++) {
        for (Arm arm : repertoire.candidates(emotion, step)) {
          Known known =
              new Known(
                  context,
                  arm,
                  learner.estimate(context, arm.playlist()),
                  arm.playlist().equals(pins.get(emotion)));
          if (!all.contains(known)) {
            all.add(known);
          }
        }
      }
    }
    return all;
  }

  /** Chooses a playlist for an expression, at a step from 0 on. */
  Pick pick(Emotion emotion, int step) {
    return pick(emotion, step, seeds.nextLong());
  }

  Pick pick(Emotion emotion, int step, long seed) {
    forgetWhatShouldBe();
    Context context = repertoire.context(emotion);
    List<Arm> candidates = repertoire.candidates(emotion, step);
    Optional<Arm> pinned =
        Optional.ofNullable(notes.pins().get(emotion))
            .flatMap(name ->
                repertoire.of(emotion).stream()
                    .filter(arm -> arm.playlist().equals(name))
                    .findFirst());
    Arm chosen = pinned.orElseGet(() -> draw(context, candidates, seed));
    return new Pick(
        chosen,
        context,
        learner.estimate(context, chosen.playlist()),
        candidates.size(),
        seed,
        step,
        repertoire.stepCount(),
        pinned.isPresent());
  }

  private Arm draw(Context context, List<Arm> candidates, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Arm best = candidates.getFirst();
    double highest = -1;
    for (Arm arm : candidates) {
      double drawn = learner.estimate(context, arm.playlist()).draw(random.nextDouble());
      if (drawn > highest) {
        highest = drawn;
        best = arm;
      }
    }
    return best;
  }

  private void forgetWhatShouldBe() {
    Instant reset = notes.reset();
    if (ear.knowsFromBefore(reset)) {
      learner.forget();
      ear.forgetBefore(reset);
    }
  }
}
