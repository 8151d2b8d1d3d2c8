package roomtone;

import java.util.Optional;
import java.util.function.LongSupplier;
import roomtone.access.Presence;
import roomtone.camera.CameraFeed;
import roomtone.camera.CameraStatus;
import roomtone.mood.MoodListener;
import roomtone.mood.MoodReading;
import roomtone.panel.Panel;
import roomtone.panel.PanelPattern;
import roomtone.system.Faults;

/**
 * Chooses what the panel's light shows: a press that is waited for first, then a camera that is
 * off, then a fault, then the mood.
 */
final class Light implements MoodListener {
  private final Panel panel;
  private final CameraFeed feed;
  private final Faults faults;
  private final Presence presence;
  private final LongSupplier nanos;

  Light(Panel panel, CameraFeed feed, Faults faults, Presence presence, LongSupplier nanos) {
    this.panel = panel;
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
              ? PanelPattern.test(nanos.getAsLong())
              : PanelPattern.pressWanted());
    } else if (feed.status() instanceof CameraStatus.Off) {
      panel.show(PanelPattern.cameraOff());
    } else if (faults.hurt()) {
      panel.show(PanelPattern.fault());
    } else {
      panel.show(PanelPattern.of(reading.mood()));
    }
  }
}
