package roomtone.web;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Views of the camera for tests. */
final class AimViews {
  private AimViews() {}

  /** A face of every use, in a picture with that light and a hidden corner. */
  static AimView with(AimView.Light light) {
    List<AimView.Face> faces =
        Arrays.stream(AimView.Use.values()).map(use -> face(use, 40, null)).toList();
    return new AimView(640, 480, light, 20, faces, List.of("0.0,0.0 0.3,0.0 0.3,0.4"));
  }

  /** Faces alone, in a good picture. */
  static AimView of(AimView.Face... faces) {
    return new AimView(640, 480, AimView.Light.GOOD, 20, List.of(faces), List.of());
  }

  /** A face; each use has another place. */
  static AimView.Face face(AimView.Use use, int pixels, @Nullable Integer tilt) {
    float left = 0.05f + 0.09f * List.of(AimView.Use.values()).indexOf(use);
    return new AimView.Face(left, 0.3f, 0.08f, 0.12f, pixels, tilt, use);
  }
}
