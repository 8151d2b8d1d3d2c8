package roomtone.kiosk;

/**
 * What the commands return, after sysexits.h of BSD, so that scripts can tell failures apart.
 *
 * <p>0 is success and 2 a wrong use of the command line, which picocli reports.
 */
public enum ExitCode {
  /** Something that nobody foresaw; the message asks for a report. */
  UNEXPECTED(1),
  /** A picture, clip or other input is broken or not what it should be. */
  BAD_INPUT(65),
  /** A file that was named does not exist or can't be read. */
  NO_INPUT(66),
  /** A part that the command can't do without is missing: the port is taken, say. */
  UNAVAILABLE(69),
  /** A file can't be written. */
  CANNOT_WRITE(73),
  /** A model file is missing, damaged or not the one in the manifest. */
  BAD_MODEL(76),
  /** The settings are wrong. */
  BAD_SETTINGS(78);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
