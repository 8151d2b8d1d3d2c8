package roomtone.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import roomtone.camera.CameraStatus;

/**
 * What {@code /api/aim} answers and the page draws.
 *
 * @param name what the operator calls this kiosk
 * @param camera how the camera is doing, in words
 * @param picture what was seen; null where there is no picture
 * @param advice what to do, most important first; never empty
 */
public record AimDocument(
    String name, String camera, AimDocument.@Nullable Picture picture, List<String> advice) {
  // Heads lean by less than this when they listen to somebody; all of them together do not.
  private static final int LEVEL_DEGREES = 12;

  /**
   * One picture, without its pixels.
   *
   * @param light what is wrong with it as a whole
   */
  public record Picture(
      int width, int height, AimView.Light light, List<Face> faces, List<String> hidden) {}

  /** A face and what to say of it; positions are shares of the picture. */
  public record Face(
      double left,
      double top,
      double width,
      double height,
      int pixels,
      @Nullable Integer tilt,
      AimView.Use use,
      String words) {}

  static AimDocument of(StatusSnapshot snapshot, Optional<AimView> view) {
    String camera = Words.of(snapshot).camera();
    if (view.isEmpty() || !(snapshot.camera().status() instanceof CameraStatus.Running)) {
      return new AimDocument(
          snapshot.name(),
          camera,
          null,
          List.of("There is no picture to look at. " + camera + "."));
    }
    AimView seen = view.get();
    return new AimDocument(snapshot.name(), camera, picture(seen), advice(seen));
  }

  private static Picture picture(AimView seen) {
    return new Picture(
        seen.width(),
        seen.height(),
        seen.light(),
        seen.faces().stream()
            .sorted(Comparator.comparingDouble(AimView.Face::left))
            .map(face -> face(face, seen.leastFace()))
            .toList(),
        seen.hidden());
  }

  private static Face face(AimView.Face face, int least) {
    return new Face(
        Json.rounded(face.left()),
        Json.rounded(face.top()),
        Json.rounded(face.width()),
        Json.rounded(face.height()),
        face.pixels(),
        face.tilt(),
        face.use(),
        words(face, least));
  }

  private static String words(AimView.Face face, int least) {
    return switch (face.use()) {
      case READ -> "Can be read (%d pixels high)".formatted(face.pixels());
      case TOO_SMALL ->
          "Too small: %d pixels high, at least %d are needed".formatted(face.pixels(), least);
      case TOO_DARK -> "Too dark";
      case BACK_LIT -> "The light is behind it";
      case NO_CONTRAST -> "Washed out";
      case BLURRED -> "Blurred";
      case TURNED_AWAY -> "Looks elsewhere";
      case TILTED -> "Leans too far";
      case NEW -> "Found just now";
      case NO_GUEST -> "A picture or a screen: does not count";
    };
  }

  private static List<String> advice(AimView seen) {
    List<String> advice = new ArrayList<>();
    light(seen.light()).ifPresent(advice::add);
    List<AimView.Face> guests =
        seen.faces().stream().filter(face -> face.use() != AimView.Use.NO_GUEST).toList();
    if (guests.isEmpty()) {
      advice.add("No face is found. Stand where guests will be and look towards the camera.");
      return advice;
    }
    if (has(guests, AimView.Use.TOO_SMALL)) {
      advice.add(
          "Some faces are too small: hang the camera nearer, or raise camera.width and camera.height in the settings.");
    }
    if (has(guests, AimView.Use.BACK_LIT)) {
      advice.add("Turn the camera away from the window or lamp behind the faces, or light them.");
    }
    if (has(guests, AimView.Use.TOO_DARK)) {
      advice.add("Some faces are too dark: switch on a light in front of them.");
    }
    lean(guests).ifPresent(advice::add);
    long read = guests.stream().filter(face -> face.use() == AimView.Use.READ).count();
    advice.add("%d of %d %s can be read.".formatted(read, guests.size(), plural(guests.size())));
    return advice;
  }

  private static boolean has(List<AimView.Face> faces, AimView.Use use) {
    return faces.stream().anyMatch(face -> face.use() == use);
  }

  private static String plural(int faces) {
    return faces == 1 ? "face" : "faces";
  }

  private static Optional<String> light(AimView.Light light) {
    return switch (light) {
      case GOOD -> Optional.empty();
      case TOO_DARK -> Optional.of("The picture is too dark: switch on a light.");
      case TOO_BRIGHT ->
          Optional.of("The picture is too bright: turn the camera away from lamps and windows.");
      case FLAT -> Optional.of("The picture shows next to nothing: is something before the lens?");
      case BLURRED -> Optional.of("The picture is blurred: wipe the lens, or focus it.");
    };
  }

  /** One head leans, but if all of them do, the camera does. */
  private static Optional<String> lean(List<AimView.Face> faces) {
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
        "The %s by %d degrees to the %s: is the camera level?"
            .formatted(
                faces.size() == 1 ? "face leans" : "faces lean",
                Math.abs(tilt),
                tilt > 0 ? "right" : "left"));
  }
}
