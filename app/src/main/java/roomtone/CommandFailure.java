package roomtone;

/** A command can't go on: the message is the one line that is shown, the code is returned. */
final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  CommandFailure(ExitCode code, String message) {
    super(message);
    this.code = code;
  }

  CommandFailure(ExitCode code, Exception cause) {
    super(cause.getMessage(), cause);
    this.code = code;
  }

  ExitCode code() {
    return code;
  }
}
