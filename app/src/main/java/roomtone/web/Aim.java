package roomtone.web;

import java.time.Duration;
import java.util.Optional;

/** Where what the camera sees now can be asked for, by whoever sets it up. */
public interface Aim {
  /**
   * Waits for the next picture and says what can be used of it.
   *
   * @return nothing if no picture came in that time
   */
  Optional<AimView> next(Duration patience) throws InterruptedException;

  /**
   * Waits for the next picture itself, for the preview.
   *
   * @return nothing if no picture came in that time
   */
  Optional<AimPicture> picture(Duration patience) throws InterruptedException;
}
