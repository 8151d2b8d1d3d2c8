package roomtone;

import roomtone.camera.CameraFeed;
import roomtone.camera.CameraStatus;
import roomtone.mood.MoodListener;
import roomtone.mood.MoodReading;
import roomtone.panel.Panel;
import roomtone.panel.PanelPattern;
import roomtone.system.Faults;

/**
 * Chooses what the panel's light shows: a camera that is off first, then a fault, then the mood.
 */
final class Light implements MoodListener {
  private final Panel panel;
  private final CameraFeed feed;
  private final Faults faults;

  Light(Panel panel, CameraFeed feed, Faults faults) {
    this.panel = panel;
    this.feed = feed;
    this.faults = faults;
  }

  @Override
  public void onMood(MoodReading reading) {
    if (feed.status() instanceof CameraStatus.Off) {
      panel.show(PanelPattern.cameraOff());
    } else if (faults.any()) {
      panel.show(PanelPattern.fault());
    } else {
      panel.show(PanelPattern.of(reading.mood()));
    }
  }
}
