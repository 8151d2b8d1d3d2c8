package roomtone.panel;

import java.util.Locale;

/** What the light can say, and how it says it unless the settings have another pattern. */
public enum Sign {
  ANGRY("angry", "red 180 180 180 180 180 1200", "3 flashes"),
  DISGUST("disgusted", "green 180 180 180 180 180 180 180 180 180 1200", "5 flashes"),
  FEAR("fearful", "magenta 180 180 180 180 180 180 180 1200", "4 flashes"),
  HAPPY("cheerful", "yellow 1800 200", "on, with short gaps"),
  SAD("sad", "blue 1500 1500", "slow"),
  SURPRISE("surprised", "cyan 180 180 180 1200", "2 flashes"),
  NEUTRAL("calm", "white steady", "steady"),
  /** There are people, and no expression is clear. */
  UNSURE("unsure", "white 50% 300 1700", "1 flash"),
  EMPTY("empty room", "white 25% 100 3900", "1 blip"),
  /** No mood is known yet. */
  STARTING("starting", "white 500 500", "even"),
  /** Nobody is looked at. */
  CAMERA_OFF("camera off", "blue 50% 1200 300 300 1200", "long, short"),
  /** A press on the button allows something that is asked for on the page. */
  PRESS_WANTED("press to allow", "yellow 900 250 200 250 200 250", "long, 2 short"),
  /** The next browser that asks becomes the operator's. */
  PAIRING("open the operator's page", "yellow 900 250 900 250 200 250", "2 long, short"),
  FAULT("fault", "red 125 125", "fast flicker");

  private final String word;
  private final String standard;
  private final String rhythm;

  Sign(String word, String standard, String rhythm) {
    this.word = word;
    this.standard = standard;
    this.rhythm = rhythm;
  }

  /** The last part of its setting's name: {@code "camera-off"}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it says, for people. */
  public String word() {
    return word;
  }

  /** The pattern that it has by itself, in the form of {@link PanelPattern#parse}. */
  public String standard() {
    return standard;
  }

  /** The standard rhythm in a few words, for people. */
  String rhythm() {
    return rhythm;
  }
}
