package roomtone.config;

import java.time.Duration;
import java.util.List;
import roomtone.mood.MoodSettings;

/** The keys under "mood". */
final class MoodKeys {
  private static final Key<Duration> SMOOTHING =
      Key.duration(
          "mood.smoothing",
          "500 ms",
          "0 ms",
          "60 s",
          "How long a change of one visitor's expression takes to count for two thirds.");
  private static final Key<Float> ENTER =
      Key.fraction(
          "mood.enter",
          MoodSettings.DEFAULT.enter(),
          0f,
          1f,
          "The room's probability from which an expression is shown as its mood.");
  private static final Key<Float> LEAVE =
      Key.fraction(
          "mood.leave",
          MoodSettings.DEFAULT.leave(),
          0f,
          1f,
          "The probability below which it is shown no more; not above mood.enter.");
  private static final Key<Duration> DWELL =
      Key.duration(
          "mood.dwell",
          "1500 ms",
          "0 ms",
          "10 min",
          "How long another mood must hold before it becomes the room's.");
  private static final Key<Duration> FORGET_AFTER =
      Key.duration(
          "mood.forget-after",
          "800 ms",
          "0 ms",
          "10 min",
          "How long a visitor still counts after the face was last seen.");

  static final Section SECTION =
      new Section(
          "mood",
          "How the visitors' expressions become the room's mood.",
          List.of(SMOOTHING, ENTER, LEAVE, DWELL, FORGET_AFTER));

  private MoodKeys() {}

  /** The settings that these keys make. */
  static MoodSettings read(SettingsValues values) {
    return values.section(
        "mood",
        () ->
            new MoodSettings(
                values.get(SMOOTHING),
                values.get(ENTER),
                values.get(LEAVE),
                values.get(DWELL),
                values.get(FORGET_AFTER)),
        MoodSettings.DEFAULT);
  }
}
