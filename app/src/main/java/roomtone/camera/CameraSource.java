package roomtone.camera;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** Something that a camera can be opened from, again and again: the restart ladder needs that. */
public interface CameraSource {
  /**
   * Loads the native libraries that opening needs. The first time, when they are unpacked onto a
   * slow card, that takes many seconds; it is not the camera's fault.
   */
  default void load() {}

  /**
   * Opens the source, waiting until it is ready to give frames.
   *
   * @throws CameraException if it is missing, busy or broken; the message says what to do
   */
  Camera open() throws CameraException, InterruptedException;

  /** What this is, for people: {@code "USB camera /dev/video0"}. */
  String description();

  /**
   * Whether pictures come at their own pace, so that a late reader misses some. Where not, every
   * picture waits until it is taken: a replay as fast as possible.
   */
  default boolean live() {
    return true;
  }

  /**
   * This source as a slower camera: one picture every {@code gap}, and an end.
   *
   * @param pictures how many, at least 1
   * @param clock the wall clock that dates frames
   */
  default CameraSource paced(Duration gap, long pictures, InstantSource clock) {
    return new PacedSource(this, gap, pictures, clock, Pacer.system());
  }

  /**
   * The camera that the settings choose; nothing is opened or looked at yet.
   *
   * @param clock the wall clock that dates frames
   */
  static CameraSource from(CameraSettings settings, InstantSource clock) {
    CameraSource source =
        switch (settings.kind()) {
          case REPLAY ->
              new ReplaySource(
                  Path.of(settings.replay()),
                  settings.pace(),
                  settings.loop(),
                  settings.pictureInterval(),
                  settings.longestSide(),
                  clock,
                  Pacer.system());
          case V4L2 ->
              new V4l2Source(
                  Path.of(settings.device()),
                  settings.width(),
                  settings.height(),
                  settings.framesPerSecond(),
                  settings.format(),
                  clock);
          case RPICAM ->
              new RpicamSource(
                  settings.program(),
                  settings.width(),
                  settings.height(),
                  settings.framesPerSecond(),
                  settings.exposure(),
                  settings.exposureCompensation(),
                  clock);
        };
    return settings.rotation() == 0 ? source : new Turned(source, settings.rotation() / 90);
  }
}
