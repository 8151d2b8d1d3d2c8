package roomtone.music.mpd;

import java.util.List;

/**
 * One command to MPD.
 *
 * @param name of the command
 * @param arguments any text on one line; quoting is done here
 */
record MpdCommand(String name, List<String> arguments) {
  MpdCommand {
    arguments = List.copyOf(arguments);
    for (String argument : arguments) {
      if (!fitsOnLine(argument)) {
        throw new IllegalArgumentException("an argument of " + name + " has a line break");
      }
    }
  }

  /** A command with arguments, numbers as their digits. */
  static MpdCommand of(String name, Object... arguments) {
    return new MpdCommand(name, List.of(arguments).stream().map(Object::toString).toList());
  }

  /** Whether a text can be an argument: the protocol has no way to write a line break. */
  static boolean fitsOnLine(String text) {
    return text.chars().noneMatch(c -> c == '\n' || c == '\r' || c == 0);
  }

  /** The command as MPD reads it, with its line feed. */
  String line() {
    StringBuilder line = new StringBuilder(name);
    for (String argument : arguments) {
      line.append(" \"").append(argument.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
    return line.append('\n').toString();
  }
}
