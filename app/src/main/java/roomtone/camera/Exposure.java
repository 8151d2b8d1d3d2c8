package roomtone.camera;

/**
 * How the Pi's camera chooses between long exposure and gain: rpicam-vid's {@code --exposure}. What
 * a sensor's tuning file does not know is taken as normal.
 */
public enum Exposure {
  /** A balance. */
  NORMAL,
  /** Short exposure and more gain: less blur of people who move. */
  SPORT,
  /** Long exposure and less gain: less noise in the dark. */
  LONG
}
