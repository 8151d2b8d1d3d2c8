package roomtone.panel;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;

/**
 * How the light says each {@link Sign}. No two have the same rhythm, so that they are told apart
 * without colour and on a light of one colour. Immutable.
 *
 * @param all a pattern for each sign
 */
public record Patterns(Map<Sign, PanelPattern> all) {
  private static final long TEST_NANOS = 2_000_000_000L;
  private static final Patterns STANDARD = parse(Map.of());

  /**
   * Checks that each sign has a pattern and each rhythm says one thing.
   *
   * @throws IllegalArgumentException if not
   */
  public Patterns {
    all = Collections.unmodifiableMap(new EnumMap<>(all));
    Map<List<Integer>, Sign> rhythms = new HashMap<>();
    for (Sign sign : Sign.values()) {
      PanelPattern pattern = all.get(sign);
      if (pattern == null) {
        throw new IllegalArgumentException("patterns has none for " + sign.label());
      }
      Sign same = rhythms.put(pattern.rhythm().millis(), sign);
      if (same != null) {
        throw new IllegalArgumentException(
            "patterns has the same rhythm for %s and %s: they could not be told apart without colour"
                .formatted(same.label(), sign.label()));
      }
    }
  }

  /** What the light shows where the settings say nothing else. */
  public static Patterns standard() {
    return STANDARD;
  }

  /**
   * The standard patterns with other ones in their places.
   *
   * @param texts some signs' patterns in the form of {@link PanelPattern#parse}
   * @throws IllegalArgumentException if a text is none, or two rhythms are the same
   */
  public static Patterns parse(Map<Sign, String> texts) {
    Map<Sign, PanelPattern> all = new EnumMap<>(Sign.class);
    for (Sign sign : Sign.values()) {
      all.put(sign, PanelPattern.parse(sign, texts.getOrDefault(sign, sign.standard())));
    }
    return new Patterns(all);
  }

  /** What stands for a sign. */
  public PanelPattern of(Sign sign) {
    PanelPattern pattern = all.get(sign);
    if (pattern == null) {
      throw new IllegalStateException("no pattern for " + sign);
    }
    return pattern;
  }

  /** What stands for the room's mood. */
  public PanelPattern of(Mood mood) {
    return of(
        switch (mood) {
          case Mood.EmptyRoom _ -> Sign.EMPTY;
          case Mood.Unsure _ -> Sign.UNSURE;
          case Mood.Felt felt -> sign(felt.emotion());
        });
  }

  /**
   * What shows each colour of the light in turn, for two seconds.
   *
   * @param nanos the monotonic clock
   */
  public static PanelPattern test(long nanos) {
    PanelPattern.Colour[] colours = PanelPattern.Colour.values();
    return test(colours[Math.floorMod(Math.floorDiv(nanos, TEST_NANOS), colours.length)]);
  }

  /** What shows one colour of the light. */
  public static PanelPattern test(PanelPattern.Colour colour) {
    return new PanelPattern("test", colour, 1, Rhythm.steady());
  }

  private static Sign sign(Emotion emotion) {
    return switch (emotion) {
      case ANGRY -> Sign.ANGRY;
      case DISGUST -> Sign.DISGUST;
      case FEAR -> Sign.FEAR;
      case HAPPY -> Sign.HAPPY;
      case SAD -> Sign.SAD;
      case SURPRISE -> Sign.SURPRISE;
      case NEUTRAL -> Sign.NEUTRAL;
    };
  }
}
