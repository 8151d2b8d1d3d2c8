package roomtone.music;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import roomtone.emotion.Emotion;

/**
 * The playlists that the DJ may choose from, and how it answers an expression. Immutable.
 *
 * @param arms for each expression, at most {@link #MOST_ARMS} for one policy and language
 * @param policy how music answers an expression
 * @param language a tag; playlists that bear it are preferred. Empty for all languages.
 * @param target where {@link Policy#ELEVATE} leads to
 * @param steps in how many songs it does, 3 to 5
 * @param seed of the draws; 0 for another one at each start
 */
public record Repertoire(
    Map<Emotion, List<Arm>> arms,
    Policy policy,
    String language,
    Emotion target,
    int steps,
    long seed) {
  /** How many playlists one expression may have for one policy and language. */
  public static final int MOST_ARMS = 5;

  /** Completes the playlists with the defaults and checks them. */
  public Repertoire {
    Map<Emotion, List<Arm>> complete = new EnumMap<>(Emotion.class);
    MusicSettings.defaultPlaylists()
        .forEach((emotion, name) -> complete.put(emotion, Arm.parse(name)));
    arms.forEach((emotion, list) -> {
      if (!list.isEmpty()) {
        complete.put(emotion, List.copyOf(list));
      }
    });
    arms = Collections.unmodifiableMap(complete);
    language = language.strip().toLowerCase(Locale.ROOT);
    if (steps < 3 || steps > 5) {
      throw new IllegalArgumentException("steps must be 3 to 5, not " + steps);
    }
    for (Map.Entry<Emotion, List<Arm>> entry : arms.entrySet()) {
      for (Policy each : Policy.values()) {
        checkCount(entry.getKey(), entry.getValue(), each, language);
      }
    }
  }

  /** One playlist for each expression, by name. */
  static Repertoire of(Map<Emotion, String> playlists) {
    Map<Emotion, List<Arm>> arms = new EnumMap<>(Emotion.class);
    playlists.forEach(
        (emotion, name) -> arms.put(emotion, List.of(new Arm(name, Set.of(), Optional.empty()))));
    return new Repertoire(arms, Policy.MATCH, "", Emotion.HAPPY, 4, 0);
  }

  /** What the DJ draws from for an expression, at a step from 0 on. */
  List<Arm> candidates(Emotion emotion, int step) {
    return candidates(of(regionAt(emotion, step)), policy, language);
  }

  /** The expression whose playlists are played at a step from 0 on. */
  Emotion regionAt(Emotion emotion, int step) {
    return switch (policy) {
      case MATCH -> emotion;
      case ELEVATE -> {
        double part = Math.min(step, steps - 1) / (steps - 1.0);
        yield part == 0 ? emotion : Affect.of(emotion).towards(Affect.of(target), part).nearest();
      }
    };
  }

  /** How many steps there are: one where music matches the mood. */
  int stepCount() {
    return policy == Policy.ELEVATE ? steps : 1;
  }

  /** The circumstances of what plays now for an expression. */
  public Context context(Emotion emotion) {
    return new Context(emotion, policy, language);
  }

  /** Spotify's addresses by the playlists' names. */
  public Map<String, String> addresses() {
    Map<String, String> addresses = new HashMap<>();
    arms.values()
        .forEach(list ->
            list.forEach(
                arm -> arm.address().ifPresent(address -> addresses.put(arm.playlist(), address))));
    return addresses;
  }

  List<Arm> of(Emotion emotion) {
    return arms.getOrDefault(emotion, List.of());
  }

  /** Those of the language; where there is none, those of no language; else all. */
  private static List<Arm> candidates(List<Arm> all, Policy policy, String language) {
    List<Arm> fitting = all.stream().filter(arm -> arm.isFor(policy)).toList();
    List<Arm> usable = fitting.isEmpty() ? all : fitting;
    if (language.isEmpty()) {
      return usable;
    }
    List<Arm> own = usable.stream().filter(arm -> arm.tags().contains(language)).toList();
    List<Arm> neutral = usable.stream().filter(arm -> !arm.hasLanguage()).toList();
    if (!own.isEmpty()) {
      return own;
    }
    return neutral.isEmpty() ? usable : neutral;
  }

  private static void checkCount(Emotion emotion, List<Arm> arms, Policy policy, String language) {
    if (candidates(arms, policy, language).size() > MOST_ARMS) {
      throw new IllegalArgumentException(
          "playlists.%s must name at most %d playlists for one policy and language"
              .formatted(emotion.label(), MOST_ARMS));
    }
  }

  /**
   * In which circumstances a playlist was heard: what is learnt in one says nothing of another.
   *
   * @param emotion what the room looked like
   * @param policy how the music answered it
   * @param language that was set; empty for all
   */
  public record Context(Emotion emotion, Policy policy, String language) {}
}
