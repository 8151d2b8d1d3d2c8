package roomtone.kiosk;

/** A command can't go on: the message is the one line that is shown, the code is returned. */
public final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  public CommandFailure(ExitCode code, String message) {
    super(message);
    this.code = code;
  }

  public CommandFailure(ExitCode code, Exception cause) {
    super(cause.getMessage(), cause);
    this.code = code;
  }

  public ExitCode code() {
    return code;
  }
}
