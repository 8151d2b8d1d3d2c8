package roomtone.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import roomtone.language.Language;

/** What to do about the camera's place and the light, in one language. */
record AimAdvice(Language language) {
  // Heads lean by less than this when they listen to somebody; all of them together do not.
  private static final int LEVEL_DEGREES = 12;

  /** What to do about what is seen, most important first; never empty. */
  List<String> of(AimView seen) {
    List<String> advice = new ArrayList<>();
    light(seen.light()).ifPresent(key -> advice.add(language.say(key)));
    List<AimView.Face> guests =
        seen.faces().stream().filter(face -> face.use() != AimView.Use.NO_GUEST).toList();
    if (guests.isEmpty()) {
      advice.add(language.say("aim.nobody"));
      return advice;
    }
    if (has(guests, AimView.Use.TOO_SMALL)) {
      advice.add(language.say("aim.too-small"));
    }
    if (has(guests, AimView.Use.BACK_LIT)) {
      advice.add(language.say("aim.back-lit"));
    }
    if (has(guests, AimView.Use.TOO_DARK)) {
      advice.add(language.say("aim.faces-dark"));
    }
    lean(guests).ifPresent(advice::add);
    long read = guests.stream().filter(face -> face.use() == AimView.Use.READ).count();
    advice.add(language.say("aim.read", read, guests.size()));
    return advice;
  }

  private static boolean has(List<AimView.Face> faces, AimView.Use use) {
    return faces.stream().anyMatch(face -> face.use() == use);
  }

  private static Optional<String> light(AimView.Light light) {
    return switch (light) {
      case GOOD -> Optional.empty();
      case TOO_DARK -> Optional.of("aim.dark");
      case TOO_BRIGHT -> Optional.of("aim.bright");
      case FLAT -> Optional.of("aim.flat");
      case BLURRED -> Optional.of("aim.blurred");
    };
  }

  /** One head leans, but if all of them do, the camera does. */
  private Optional<String> lean(List<AimView.Face> faces) {
    Integer[] tilts =
        faces.stream()
            .map(AimView.Face::tilt)
            .filter(Objects::nonNull)
            .sorted()
            .toArray(Integer[]::new);
    if (tilts.length == 0 || Math.abs(tilts[tilts.length / 2]) < LEVEL_DEGREES) {
      return Optional.empty();
    }
    int tilt = tilts[tilts.length / 2];
    return Optional.of(
        language.say(
            tilt > 0 ? "aim.leans-right" : "aim.leans-left", faces.size(), Math.abs(tilt)));
  }
}
