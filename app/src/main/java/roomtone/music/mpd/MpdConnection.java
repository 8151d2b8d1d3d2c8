package roomtone.music.mpd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import roomtone.system.outbound.Line;

/**
 * One conversation with MPD: commands out, answers in, each within a deadline.
 *
 * <p>After an {@link IOException} it is of no more use and must be closed; after an {@link
 * MpdRefusal} it goes on. For one thread.
 */
final class MpdConnection implements AutoCloseable {
  private static final String GREETING = "OK MPD ";
  private static final Pattern REFUSAL =
      Pattern.compile("ACK \\[(?<code>\\d{1,9})@\\d+] \\{[^}]*} ?(?<message>.*)", Pattern.DOTALL);
  // A title may hold any kind of line end but MPD's own, at which the answer was split.
  private static final Pattern FIELD =
      Pattern.compile("(?<name>[\\w-]+): ?(?<value>.*)", Pattern.DOTALL);
  private static final int MOST_LINES = 200_000;

  private final LineChannel lines;

  private MpdConnection(LineChannel lines) {
    this.lines = lines;
  }

  /** Connects, hears the greeting and gives the password; on failure nothing stays open. */
  static MpdConnection open(
      MpdAddress address, Optional<String> password, Line line, Deadline deadline)
      throws IOException {
    LineChannel lines = LineChannel.connect(address.resolve(deadline), line, deadline);
    try {
      String greeting = lines.readLine(deadline);
      if (!greeting.startsWith(GREETING)) {
        throw new MpdProtocolException("what answers there is not MPD");
      }
      MpdConnection connection = new MpdConnection(lines);
      if (password.isPresent()) {
        connection.ask(deadline, MpdCommand.of("password", password.get()));
      }
      return connection;
    } catch (MpdRefusal refusal) {
      lines.close();
      throw new MpdProtocolException("it refuses the password");
    } catch (IOException | RuntimeException failure) {
      lines.close();
      throw failure;
    }
  }

  /**
   * Sends commands and reads their joined answer. Several go as one list: MPD carries them out
   * together, up to the first that it refuses.
   */
  MpdReply ask(Deadline deadline, MpdCommand... commands) throws IOException, MpdRefusal {
    lines.send(text(commands), deadline);
    List<MpdReply.Field> fields = new ArrayList<>();
    for (int count = 0; count < MOST_LINES; count++) {
      String line = lines.readLine(deadline);
      if (line.equals("OK")) {
        return new MpdReply(fields);
      }
      Matcher refusal = REFUSAL.matcher(line);
      if (refusal.matches()) {
        throw new MpdRefusal(Integer.parseInt(refusal.group("code")), refusal.group("message"));
      }
      Matcher field = FIELD.matcher(line);
      if (!field.matches()) {
        throw new MpdProtocolException("its answer is not MPD's protocol");
      }
      fields.add(new MpdReply.Field(field.group("name"), field.group("value")));
    }
    throw new MpdProtocolException("its answer has no end");
  }

  private static String text(MpdCommand... commands) {
    if (commands.length == 1) {
      return commands[0].line();
    }
    StringBuilder text = new StringBuilder("command_list_begin\n");
    for (MpdCommand command : commands) {
      text.append(command.line());
    }
    return text.append("command_list_end\n").toString();
  }

  @Override
  public void close() {
    lines.close();
  }
}
