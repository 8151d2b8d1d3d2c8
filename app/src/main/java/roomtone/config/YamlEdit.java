package roomtone.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import roomtone.config.YamlTree.Entry;
import roomtone.config.YamlTree.Mapping;
import roomtone.config.YamlTree.Node;
import roomtone.config.YamlTree.Other;
import roomtone.config.YamlTree.Place;
import roomtone.config.YamlTree.Scalar;

/**
 * One change to a text of YAML that leaves every other byte as it is. For one thread.
 *
 * <p>A key that is not there yet goes below the comment line that shows its default, else behind
 * the key that comes before it in the reference, else to the top of its section; a section that is
 * missing goes to the end.
 */
final class YamlEdit {
  private static final int STEP = 2;

  private final String text;
  private final YamlTree tree;
  private final String newline;

  private YamlEdit(String text) {
    this.text = text;
    tree = YamlTree.of(text);
    newline = text.contains("\r\n") ? "\r\n" : "\n";
  }

  /**
   * The text with a key set.
   *
   * @throws IllegalArgumentException if something else stands where the key would go
   */
  static String set(String text, String key, String value) {
    var edit = new YamlEdit(text);
    return edit.tree
        .find(key)
        .map(place -> edit.replace(place.entry(), value))
        .orElseGet(() -> edit.add(key, value));
  }

  /** The text without a key. */
  static String unset(String text, String key) {
    var edit = new YamlEdit(text);
    return edit.tree.find(key).map(edit::remove).orElse(text);
  }

  private String replace(Entry entry, String value) {
    Node old = entry.value();
    if (old.start() == old.end()) {
      boolean hasColon = old.start() > 0 && text.charAt(old.start() - 1) == ':';
      return spliced(old.start(), old.start(), (hasColon ? " " : ": ") + YamlScalar.of(value));
    }
    String fresh =
        old instanceof Scalar scalar ? YamlScalar.of(value, scalar.style()) : YamlScalar.of(value);
    return spliced(old.start(), entry.end(), fresh);
  }

  private String remove(Place place) {
    return place.mapping().flow() ? removeFromBraces(place) : removeLine(place.entry());
  }

  /** The whole line goes; a comment at its end stays. */
  private String removeLine(Entry entry) {
    int lineStart = text.lastIndexOf('\n', entry.start() - 1) + 1;
    int lineEnd = text.indexOf('\n', entry.end());
    String rest = text.substring(entry.end(), lineEnd < 0 ? text.length() : lineEnd);
    if (rest.strip().startsWith("#")) {
      int comment = entry.end() + rest.indexOf('#');
      return spliced(entry.start(), comment, "");
    }
    return spliced(lineStart, lineEnd < 0 ? text.length() : lineEnd + 1, "");
  }

  private String removeFromBraces(Place place) {
    int end = place.entry().end();
    int after = skipBlanks(end, 1);
    if (after < text.length() && text.charAt(after) == ',') {
      return spliced(place.entry().start(), skipBlanks(after + 1, 1), "");
    }
    int before = skipBlanks(place.entry().start() - 1, -1);
    boolean isComma = before >= 0 && text.charAt(before) == ',';
    return spliced(isComma ? before : place.entry().start(), end, "");
  }

  private int skipBlanks(int from, int step) {
    int at = from;
    while (at >= 0 && at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at += step;
    }
    return at;
  }

  private String add(String key, String value) {
    Node container = tree.root();
    Optional<Entry> header = Optional.empty();
    String prefix = "";
    boolean deeper = true;
    while (deeper && container instanceof Mapping mapping) {
      deeper = false;
      for (Entry entry : mapping.entries()) {
        String name = prefix + entry.name() + ".";
        if (!deeper && key.startsWith(name)) {
          container = entry.value();
          header = Optional.of(entry);
          prefix = name;
          deeper = true;
        }
      }
    }
    String name = key.substring(prefix.length());
    return switch (container) {
      case Mapping mapping when mapping.flow() -> addToBraces(mapping, name, value);
      case Mapping mapping when !mapping.entries().isEmpty() ->
          header
              .map(entry -> addLines(key, name, value, entry, Optional.of(mapping)))
              .orElseGet(
                  () -> append(lines(name, value, column(mapping.entries().getFirst().start()))));
      case Scalar scalar when scalar.isNull() ->
          header
              .map(entry -> addLines(key, name, value, entry, Optional.empty()))
              .orElseGet(() -> append(lines(name, value, 0)));
      case Mapping _, Scalar _, Other _ ->
          throw new IllegalArgumentException(
              "line %d holds something else where %s would go"
                  .formatted(text.substring(0, container.start()).lines().count() + 1, key));
    };
  }

  private String addToBraces(Mapping mapping, String name, String value) {
    String[] levels = name.split("\\.");
    var fresh = new StringBuilder();
    for (int i = 0; i < levels.length; i++) {
      fresh.append(levels[i]).append(": ").append(i < levels.length - 1 ? "{" : "");
    }
    fresh.append(YamlScalar.of(value)).append("}".repeat(levels.length - 1));
    if (mapping.entries().isEmpty()) {
      int brace = text.indexOf('{', mapping.start());
      return spliced(brace + 1, brace + 1, fresh.toString());
    }
    int end = mapping.entries().getLast().end();
    return spliced(end, end, ", " + fresh);
  }

  /** Puts a key below a header, whose keys are these, if it has any. */
  private String addLines(
      String key, String name, String value, Entry header, Optional<Mapping> siblings) {
    int least = column(header.start()) + 1;
    int columnOfSiblings =
        siblings.map(mapping -> column(mapping.entries().getFirst().start())).orElse(0);
    Optional<Matcher> shown = shownDefault(name, header, least, columnOfSiblings);
    int column =
        siblings.isPresent()
            ? columnOfSiblings
            : shown.map(line -> line.group("indent").length()).orElse(least - 1 + STEP);
    int after =
        shown
            .map(Matcher::end)
            .or(() -> siblings.flatMap(mapping -> lastBefore(key, name, mapping)))
            .orElse(header.start());
    return inserted(after, lines(name, value, column));
  }

  /** The comment line that shows a key's default, as the shipped file has one for each. */
  private Optional<Matcher> shownDefault(String name, Entry header, int least, int column) {
    Matcher line =
        Pattern.compile("(?m)^(?<indent> *)# ?" + Pattern.quote(name) + ":.*$").matcher(text);
    int end = endOfSection(tree.root(), header.start(), text.length());
    int from = header.start();
    while (line.find(from) && line.start() < end) {
      int indent = line.group("indent").length();
      boolean fits = column == 0 ? indent >= least : indent == column;
      if (fits && !tree.isInValue(line.start("indent") + indent)) {
        return Optional.of(line);
      }
      from = line.end();
    }
    return Optional.empty();
  }

  /** Where the key behind the one at {@code start} begins, on its own level or a higher one. */
  private static int endOfSection(Node node, int start, int end) {
    if (!(node instanceof Mapping mapping)) {
      return end;
    }
    List<Entry> entries = mapping.entries();
    for (int i = 0; i < entries.size(); i++) {
      int next = i + 1 < entries.size() ? entries.get(i + 1).start() : end;
      if (entries.get(i).start() == start) {
        return next;
      }
      if (start < next) {
        return endOfSection(entries.get(i).value(), start, next);
      }
    }
    return end;
  }

  /** The end of the last key in this mapping that the reference has before a key. */
  private static Optional<Integer> lastBefore(String key, String name, Mapping mapping) {
    String prefix = key.substring(0, key.length() - name.length());
    int place = SettingsKeys.place(key);
    return mapping.entries().stream()
        .filter(entry -> SettingsKeys.place(prefix + entry.name()) < place)
        .max((one, other) ->
            Integer.compare(
                SettingsKeys.place(prefix + one.name()), SettingsKeys.place(prefix + other.name())))
        .map(Entry::end);
  }

  private String lines(String name, String value, int column) {
    var lines = new StringBuilder();
    String[] levels = name.split("\\.");
    for (int i = 0; i < levels.length; i++) {
      lines.append(i == 0 ? "" : newline).append(" ".repeat(column + i * STEP));
      lines.append(levels[i]).append(':');
    }
    return lines.append(' ').append(YamlScalar.of(value)).toString();
  }

  /** Behind the line in which {@code offset} lies. */
  private String inserted(int offset, String lines) {
    int end = text.indexOf('\n', offset);
    return end < 0 ? text + newline + lines : spliced(end + 1, end + 1, lines + newline);
  }

  private String append(String lines) {
    if (text.isEmpty()) {
      return lines + newline;
    }
    return text + (text.endsWith("\n") ? "" : newline) + newline + lines + newline;
  }

  private int column(int offset) {
    return offset - text.lastIndexOf('\n', offset - 1) - 1;
  }

  private String spliced(int start, int end, String fresh) {
    return text.substring(0, start) + fresh + text.substring(end);
  }
}
