package roomtone.panel;

/** What a person did with the one button. */
public enum ButtonPress {
  /** Under 0.7 seconds: the next song. */
  SHORT,
  /** 0.7 to 5 seconds, known when the button is let go: look again. */
  LONG,
  /** 5 seconds, known while it is still held: the camera off, or on again. */
  HOLD,
  /** Held while the kiosk started and for 2 seconds more: a browser may become the operator's. */
  HOLD_AT_START
}
