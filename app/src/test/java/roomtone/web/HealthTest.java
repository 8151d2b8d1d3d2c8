package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import roomtone.camera.CameraStatus;
import roomtone.music.PlayerStatus;
import roomtone.system.Fault;

final class HealthTest {
  @Test
  void wellWhileFramesFlow() {
    assertThat(Health.of(Snapshots.CHEERFUL).well()).isTrue();
    assertThat(Health.of(running(Duration.ofSeconds(10))).well()).isTrue();
  }

  @Test
  void unwellWithoutFrames() {
    assertThat(Health.of(running(Duration.ofSeconds(11))).reasons())
        .containsExactly("The last picture is 11 seconds old.");
    assertThat(Health.of(running(null)).well()).isFalse();
    assertThat(Health.of(Snapshots.with(new CameraStatus.Starting())).well()).isFalse();
    assertThat(Health.of(Snapshots.with(new CameraStatus.Faulted("No cable.", 3))).reasons())
        .containsExactly("No cable.");
  }

  @Test
  void unwellWithAPartThatIs() {
    assertThat(Health.of(Snapshots.with(new PlayerStatus.Unavailable("No MPD."))).reasons())
        .containsExactly("No MPD.");
    var fault = new Fault("history", "Disk full.", Snapshots.NOW);
    assertThat(Health.of(Snapshots.with(fault)).reasons()).containsExactly("Disk full.");
  }

  @Test
  void aCameraThatAPersonSwitchedOffIsWellAndSaysSo() {
    Health health = Health.of(Snapshots.with(new CameraStatus.Off()));
    assertThat(health.well()).isTrue();
    assertThat(health.notes()).containsExactly("The camera was switched off by a person.");
    assertThat(Health.of(Snapshots.with(new CameraStatus.Covered())))
        .isEqualTo(new Health(true, List.of(), List.of("The camera's shutter is closed.")));
  }

  @Test
  void aBrokerThatDoesNotAnswerLeavesTheRoomItsMusic() {
    var fault = new Fault("mqtt", "The broker does not answer.", Snapshots.NOW);
    Health health = Health.of(Snapshots.with(fault));
    assertThat(health.well()).isTrue();
    assertThat(health.notes()).containsExactly("The broker does not answer.");
  }

  private static StatusSnapshot running(@Nullable Duration age) {
    return Snapshots.with(new StatusSnapshot.Camera("camera", new CameraStatus.Running(), 25, age));
  }
}
