package roomtone.camera;

/** A replay that does not loop has shown its last picture: an end, not a failure. */
public final class EndOfReplay extends CameraException {
  private static final long serialVersionUID = 1L;

  EndOfReplay(String description) {
    super("The " + description + " has ended.");
  }
}
