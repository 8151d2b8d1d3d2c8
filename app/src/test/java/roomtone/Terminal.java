package roomtone;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * For tests that run commands in this process, as the launcher would: what the last one printed.
 */
abstract class Terminal {
  /** On standard output. */
  String out = "";

  /** On standard error. */
  String err = "";

  /** Runs a command; returns its exit code. */
  final int run(String... arguments) {
    var outWriter = new StringWriter();
    var errWriter = new StringWriter();
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(outWriter, true))
            .setErr(new PrintWriter(errWriter, true))
            .execute(arguments);
    out = outWriter.toString();
    err = errWriter.toString();
    return code;
  }
}
