package roomtone.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class CameraSettingsTest {
  private static final CameraSettings DEFAULTS = CameraSettings.DEFAULTS;

  @Test
  void theDefaultIsThePisCamera() {
    assertThat(DEFAULTS)
        .isEqualTo(
            new CameraSettings(
                CameraKind.RPICAM,
                "",
                ReplayPace.REAL_TIME,
                true,
                Duration.ofSeconds(3),
                1280,
                "/dev/video0",
                "rpicam-vid",
                640,
                480,
                10,
                0,
                PixelFormat.ANY,
                Exposure.NORMAL,
                0));
    assertThat(CameraSource.from(DEFAULTS, InstantSource.system()))
        .isEqualTo(
            new RpicamSource(
                "rpicam-vid", 640, 480, 10, Exposure.NORMAL, 0, InstantSource.system()));
  }

  @Test
  void eachKindIsMade() {
    CameraSettings usb = live(CameraKind.V4L2, 800, 600, 15, 180);
    CameraSource source = CameraSource.from(usb, InstantSource.system());
    assertThat(source.description()).isEqualTo("USB camera /dev/video0");
    assertThat(source)
        .isEqualTo(
            new Turned(
                new V4l2Source(
                    Path.of("/dev/video0"),
                    800,
                    600,
                    15,
                    PixelFormat.MJPEG,
                    InstantSource.system()),
                2));
    assertThat(source.live()).isTrue();

    CameraSettings replay =
        usb.replaying(Path.of("lounge.mp4"), ReplayPace.AS_FAST_AS_POSSIBLE, false);
    CameraSource shown = CameraSource.from(replay, InstantSource.system());
    assertThat(shown.description()).isEqualTo("replay of lounge.mp4");
    assertThat(shown).isInstanceOf(ReplaySource.class);
    assertThat(shown.live()).isFalse();
  }

  @Test
  void refusesWhatIsOutOfBounds() {
    assertThatThrownBy(() -> live(CameraKind.V4L2, 5000, 480, 10, 0))
        .hasMessage("The width is 64 to 4096, not 5000.");
    assertThatThrownBy(() -> live(CameraKind.V4L2, 640, 481, 10, 0))
        .hasMessage("The height is an even number of pixels, not 481.");
    assertThatThrownBy(() -> live(CameraKind.V4L2, 640, 480, 0, 0))
        .hasMessage("The frames per second is 1 to 60, not 0.");
    assertThatThrownBy(() -> live(CameraKind.V4L2, 640, 480, 10, 45))
        .hasMessage("The rotation is 0, 90, 180 or 270 degrees, not 45.");
    assertThatThrownBy(() -> live(CameraKind.RPICAM, 800, 600, 10, 0))
        .hasMessage("The width of the Pi's camera is a multiple of 64 pixels, not 800.");
    assertThatThrownBy(() -> live(CameraKind.REPLAY, 640, 480, 10, 0))
        .hasMessage("A replay needs the path of a clip or a folder.");
  }

  private static CameraSettings live(
      CameraKind kind, int width, int height, int framesPerSecond, int rotation) {
    return new CameraSettings(
        kind,
        DEFAULTS.replay(),
        DEFAULTS.pace(),
        DEFAULTS.loop(),
        DEFAULTS.pictureInterval(),
        DEFAULTS.longestSide(),
        DEFAULTS.device(),
        DEFAULTS.program(),
        width,
        height,
        framesPerSecond,
        rotation,
        PixelFormat.MJPEG,
        Exposure.LONG,
        1);
  }
}
