package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import roomtone.camera.CameraStatus;
import roomtone.language.Language;

class AimDocumentTest {
  @Test
  void aSmallFaceSaysHowSmallAndWhatToDo() {
    AimDocument aim = of(AimViews.of(AimViews.face(AimView.Use.TOO_SMALL, 14, null)));
    assertThat(faces(aim).getFirst().words())
        .isEqualTo("Too small: 14 pixels high, at least 20 are needed");
    assertThat(aim.advice())
        .hasSize(2)
        .first()
        .asString()
        .contains("nearer", "camera.width", "camera.height");
    assertThat(aim.advice().getLast()).isEqualTo("0 of 1 face can be read.");
  }

  @Test
  void facesGoFromLeftToRightAndWhatIsNoGuestIsNotCounted() {
    AimDocument aim =
        of(
            AimViews.of(
                AimViews.face(AimView.Use.NO_GUEST, 60, null),
                AimViews.face(AimView.Use.READ, 60, null),
                AimViews.face(AimView.Use.BACK_LIT, 60, null)));
    assertThat(faces(aim))
        .extracting(AimDocument.Face::use)
        .containsExactly(AimView.Use.READ, AimView.Use.BACK_LIT, AimView.Use.NO_GUEST);
    assertThat(aim.advice())
        .containsExactly(
            "Turn the camera away from the window or lamp behind the faces, or light them.",
            "1 of 2 faces can be read.");
  }

  @Test
  void onlyWhereMostFacesLeanTheCameraIsDoubted() {
    AimView.Face straight = AimViews.face(AimView.Use.READ, 60, 3);
    AimView.Face leaning = AimViews.face(AimView.Use.READ, 60, -20);
    AimView.Face unknown = AimViews.face(AimView.Use.READ, 60, null);
    assertThat(of(AimViews.of(straight, straight, leaning)).advice())
        .containsExactly("3 of 3 faces can be read.");
    assertThat(of(AimViews.of(leaning, leaning, straight, unknown)).advice())
        .contains("The faces lean by 20 degrees to the left: is the camera level?");
  }

  @Test
  void whatIsWrongWithTheWholePictureComesFirst() {
    assertThat(of(AimViews.with(AimView.Light.BLURRED)).advice().getFirst())
        .isEqualTo("The picture is blurred: wipe the lens, or focus it.");
  }

  @Test
  void anEmptyViewSaysWhereToStand() {
    assertThat(of(AimViews.of()).advice()).first().asString().startsWith("No face is found.");
  }

  @Test
  void withoutAPictureItSaysWhy() {
    AimDocument aim =
        AimDocument.of(
            Snapshots.with(new CameraStatus.Off()), Optional.of(AimViews.of()), Language.ENGLISH);
    assertThat(aim.picture()).isNull();
    assertThat(aim.advice())
        .containsExactly("There is no picture to look at. Camera off: switched off by a person.");
  }

  private static List<AimDocument.Face> faces(AimDocument aim) {
    return Objects.requireNonNull(aim.picture()).faces();
  }

  private static AimDocument of(AimView view) {
    return AimDocument.of(Snapshots.CHEERFUL, Optional.of(view), Language.ENGLISH);
  }
}
