package roomtone.web;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import roomtone.camera.CameraStatus;
import roomtone.language.Language;

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

  static AimDocument of(StatusSnapshot snapshot, Optional<AimView> view, Language language) {
    String camera = new Words.Writer(language).camera(snapshot.camera());
    if (view.isEmpty() || !(snapshot.camera().status() instanceof CameraStatus.Running)) {
      return new AimDocument(
          snapshot.name(), camera, null, List.of(language.say("aim.no-picture", camera)));
    }
    AimView seen = view.get();
    return new AimDocument(
        snapshot.name(), camera, picture(seen, language), new AimAdvice(language).of(seen));
  }

  private static Picture picture(AimView seen, Language language) {
    return new Picture(
        seen.width(),
        seen.height(),
        seen.light(),
        seen.faces().stream()
            .sorted(Comparator.comparingDouble(AimView.Face::left))
            .map(face -> face(face, seen.leastFace(), language))
            .toList(),
        seen.hidden());
  }

  private static Face face(AimView.Face face, int least, Language language) {
    return new Face(
        Json.rounded(face.left()),
        Json.rounded(face.top()),
        Json.rounded(face.width()),
        Json.rounded(face.height()),
        face.pixels(),
        face.tilt(),
        face.use(),
        language.say(
            "use." + face.use().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            face.pixels(),
            least));
  }
}
