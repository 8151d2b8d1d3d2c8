package roomtone;

/** The commands. */
public final class Main {
  private Main() {}

  /** Runs the command that {@code arguments} name. */
  public static void main(String[] arguments) {
    System.exit(arguments.length);
  }
}
