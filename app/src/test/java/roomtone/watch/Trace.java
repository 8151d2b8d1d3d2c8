package roomtone.watch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What strace has noted: the bytes that went to each file, socket or pipe, one after the other as
 * they were handed to the kernel, whether it took them or not.
 *
 * <p>Reads the form of {@code strace -f -yy -xx}: every string in hexadecimal, every descriptor
 * with what it leads to.
 */
public final class Trace {
  static final List<String> WRITING =
      List.of(
          "write", "writev", "pwrite64", "pwritev", "pwritev2", "sendto", "sendmsg", "sendmmsg");
  static final List<String> OPENING = List.of("open", "openat", "creat");

  static final String CONNECTING = "connect";

  /** Ways to write whose bytes strace does not show; nobody watched may use them. */
  static final List<String> UNSEEN =
      List.of(
          "sendfile",
          "splice",
          "tee",
          "vmsplice",
          "copy_file_range",
          "io_uring_setup",
          "process_vm_writev",
          "memfd_create",
          "shmget");

  private static final Pattern ADDRESS =
      Pattern.compile("_port=htons\\((\\d+)\\).*?\"((?:\\\\x[0-9a-f]{2})+)\"");
  private static final Pattern SOCKET =
      Pattern.compile("AF_UNIX, sun_path=\"((?:\\\\x[0-9a-f]{2})+)\"");

  private final Map<String, ByteArrayOutputStream> streams = new LinkedHashMap<>();
  private final Set<Path> openedToWrite = new TreeSet<>();
  private final Set<String> contacted = new TreeSet<>();
  private final List<String> unseen = new ArrayList<>();
  private final List<String> cut = new ArrayList<>();
  private long calls;

  private Trace() {}

  static Trace read(InputStream in) throws IOException {
    var trace = new Trace();
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        trace.line(line.toByteArray());
        line.reset();
      } else {
        line.write(next);
      }
    }
    return trace;
  }

  /** The bytes by where they went: a path, {@code TCP:[from->to]}, {@code pipe:[number]}. */
  public Map<String, ByteArrayOutputStream> streams() {
    return streams;
  }

  /** Files that could have been written by way of memory, too. */
  public Set<Path> openedToWrite() {
    return openedToWrite;
  }

  /** Whom it connected to: {@code 192.0.2.1:53} or the path of a Unix socket. */
  public Set<String> contacted() {
    return contacted;
  }

  /** Calls that moved bytes past the watcher. */
  public List<String> unseen() {
    return unseen;
  }

  /** Calls that were longer than strace notes. */
  public List<String> cut() {
    return cut;
  }

  /** How many calls wrote something. */
  public long calls() {
    return calls;
  }

  private void line(byte[] line) {
    int start = 0;
    while (start < line.length && (line[start] == ' ' || Character.isDigit(line[start]))) {
      start++;
    }
    int open = start;
    while (open < line.length && line[open] != '(') {
      open++;
    }
    String call = new String(line, start, open - start, StandardCharsets.US_ASCII);
    if (WRITING.contains(call)) {
      calls++;
      written(line, open + 1);
    } else if (OPENING.contains(call)) {
      opened(line, open);
    } else if (call.equals(CONNECTING)) {
      contacted(new String(line, open, line.length - open, StandardCharsets.US_ASCII));
    } else if (UNSEEN.contains(call)) {
      unseen.add(new String(line, start, line.length - start, StandardCharsets.US_ASCII));
    }
  }

  private void written(byte[] line, int from) {
    String where = null;
    for (int i = from; i < line.length; i++) {
      if (line[i] == '<' && where == null) {
        int end = endOfLabel(line, i);
        where = label(line, i + 1, end);
        i = end;
      } else if (line[i] == '<') {
        i = endOfLabel(line, i);
      } else if (line[i] == '"') {
        i = string(line, i + 1, streams.computeIfAbsent(where(where), _ -> empty()));
        if (i + 1 < line.length && line[i + 1] == '.') {
          cut.add(where(where));
        }
      }
    }
  }

  private void opened(byte[] line, int from) {
    String text = new String(line, from, line.length - from, StandardCharsets.US_ASCII);
    if (text.contains("O_RDWR") || text.contains("O_WRONLY") || !text.contains("O_")) {
      var path = empty();
      for (int i = from; i < line.length; i++) {
        if (line[i] == '<') {
          i = endOfLabel(line, i);
        } else if (line[i] == '"') {
          string(line, i + 1, path);
          break;
        }
      }
      openedToWrite.add(Path.of(path.toString(StandardCharsets.UTF_8)));
    }
  }

  private void contacted(String call) {
    Matcher address = ADDRESS.matcher(call);
    Matcher path = SOCKET.matcher(call);
    if (address.find()) {
      contacted.add(text(address.group(2)).replace("::ffff:", "") + ":" + address.group(1));
    } else if (path.find()) {
      contacted.add(text(path.group(1)));
    }
  }

  private static String text(String hex) {
    return label(hex.getBytes(StandardCharsets.US_ASCII), 0, hex.length());
  }

  private static String where(@Nullable String label) {
    return label == null ? "nowhere" : label;
  }

  private static ByteArrayOutputStream empty() {
    return new ByteArrayOutputStream();
  }

  /** A label ends with a {@code >} that is not the arrow between two addresses. */
  private static int endOfLabel(byte[] line, int start) {
    int i = start + 1;
    while (i < line.length && (line[i] != '>' || line[i - 1] == '-')) {
      i++;
    }
    return i;
  }

  private static String label(byte[] line, int from, int to) {
    String label = new String(line, from, to - from, StandardCharsets.US_ASCII);
    if (!label.startsWith("\\x")) {
      return label;
    }
    var path = empty();
    string(line, from, path);
    return path.toString(StandardCharsets.UTF_8);
  }

  /** Decodes {@code \x2f\x74…} and returns where it ends. */
  private static int string(byte[] line, int from, ByteArrayOutputStream into) {
    int i = from;
    while (i + 3 < line.length && line[i] == '\\') {
      into.write(Character.digit(line[i + 2], 16) << 4 | Character.digit(line[i + 3], 16));
      i += 4;
    }
    return i;
  }
}
