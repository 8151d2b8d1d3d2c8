package roomtone.kiosk;

import java.util.Optional;
import java.util.function.LongSupplier;
import roomtone.access.Presence;
import roomtone.camera.CameraFeed;
import roomtone.mood.MoodListener;
import roomtone.mood.MoodReading;
import roomtone.panel.Panel;
import roomtone.panel.Patterns;
import roomtone.panel.Sign;
import roomtone.system.Faults;

/**
 * Chooses what the panel's light shows: a press that is waited for first, then that a browser may
 * become the operator's, then a camera that is off, then a fault, then the mood.
 */
final class Light implements MoodListener {
  private final Panel panel;
  private final Patterns patterns;
  private final CameraFeed feed;
  private final Faults faults;
  private final Presence presence;
  private final LongSupplier nanos;

  /**
   * Shows nothing yet.
   *
   * @param nanos the monotonic clock
   */
  Light(
      Panel panel,
      Patterns patterns,
      CameraFeed feed,
      Faults faults,
      Presence presence,
      LongSupplier nanos) {
    this.panel = panel;
    this.patterns = patterns;
    this.feed = feed;
    this.faults = faults;
    this.presence = presence;
    this.nanos = nanos;
  }

  @Override
  public void onMood(MoodReading reading) {
    Optional<Presence.Wish> awaited = presence.awaited();
    if (awaited.isPresent()) {
      panel.show(
          awaited.get() == Presence.Wish.TEST_PANEL
              ? Patterns.test(nanos.getAsLong())
              : patterns.of(Sign.PRESS_WANTED));
    } else if (presence.isPairing()) {
      panel.show(patterns.of(Sign.PAIRING));
    } else if (feed.status().isOff()) {
      panel.show(patterns.of(Sign.CAMERA_OFF));
    } else if (faults.hurt()) {
      panel.show(patterns.of(Sign.FAULT));
    } else {
      panel.show(patterns.of(reading.mood()));
    }
  }
}
