package roomtone.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import roomtone.face.FaceBox;

class FormatAgreementTest {
  @Test
  void aFaceCountsAsTheSameOnceAndOnlyInTheSamePlace() {
    var detections = new FormatAgreement.Detections();
    var face = new FaceBox(10, 10, 50, 50, 0.9f);
    var moved = new FaceBox(30, 10, 50, 50, 0.9f);
    detections.add(List.of(face, face), List.of(face, moved));
    detections.add(List.of(), List.of(face));
    assertThat(detections.figures())
        .containsEntry("frames", 2)
        .containsEntry("facesOnnx", 2)
        .containsEntry("facesTflite", 3)
        .containsEntry("samePlace", 1);
  }
}
