package roomtone.config;

import java.util.List;
import roomtone.emotion.EmotionSettings;
import roomtone.inference.PrecisionChoice;

/** The keys under "emotion". */
final class EmotionKeys {
  private static final Key<String> MODEL =
      Key.text(
          "emotion.model",
          EmotionSettings.DEFAULT.model(),
          "a name in models/manifest.json",
          "The model that reads expressions.");
  private static final Key<PrecisionChoice> PRECISION =
      Key.choice(
          "emotion.precision",
          EmotionSettings.DEFAULT.precision(),
          PrecisionChoice.class,
          "Which of the model's files runs; auto measures once which is faster on this device, and remembers it.");
  private static final Key<Float> MARGIN =
      Key.fraction(
          "emotion.margin",
          EmotionSettings.DEFAULT.margin(),
          -0.4f,
          1f,
          "How much wider than the face that was found the crop is: 0.1 is a tenth wider, -0.1 a tenth narrower.");

  static final Section SECTION =
      new Section(
          "emotion", "How the expression on a face is read.", List.of(MODEL, PRECISION, MARGIN));

  private EmotionKeys() {}

  /** The settings that these keys make. */
  static EmotionSettings read(SettingsValues values) {
    return values.section(
        "emotion",
        () -> new EmotionSettings(values.get(MODEL), values.get(PRECISION), values.get(MARGIN)),
        EmotionSettings.DEFAULT);
  }
}
