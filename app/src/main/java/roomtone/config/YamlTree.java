package roomtone.config;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Where each key and value stands in a text of YAML. Immutable. */
final class YamlTree {
  private final String text;
  // Marks count characters; where each is one char, there is nothing to convert.
  private final boolean isOneEach;
  private final Node root;

  /** Far more levels than the settings have; each costs this class and the library some stack. */
  private static final int MOST_LEVELS = 50;

  private YamlTree(String text) {
    requireShallow(text);
    this.text = text;
    isOneEach = text.codePointCount(0, text.length()) == text.length();
    Iterator<Event> events = new Parse(LoadSettings.builder().build()).parseString(text).iterator();
    Event first = events.next();
    while (events.hasNext()
        && (first instanceof StreamStartEvent || first instanceof DocumentStartEvent)) {
      first = events.next();
    }
    root = node(first, events);
  }

  /**
   * Reads a text.
   *
   * @throws YamlEngineException if it is not YAML
   */
  static YamlTree of(String text) {
    return new YamlTree(text);
  }

  /**
   * Reads over a text once, level by level, before something reads it recursively.
   *
   * @throws YamlEngineException if it is not YAML, or its lists and sections lie too deep
   */
  static void requireShallow(String text) {
    int levels = 0;
    for (Event event : new Parse(LoadSettings.builder().build()).parseString(text)) {
      levels +=
          event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
      if (levels > MOST_LEVELS) {
        throw new YamlEngineException("it is nested deeper than %d levels".formatted(MOST_LEVELS));
      }
    }
  }

  /** A piece of the text, from {@code start} to before {@code end}, in chars. */
  sealed interface Node {
    int start();

    int end();
  }

  /** A single value; {@code isNull} where nothing is written, or "null". */
  record Scalar(int start, int end, String value, ScalarStyle style, boolean isNull)
      implements Node {}

  /** Keys with values; {@code flow} within braces. */
  record Mapping(int start, int end, boolean flow, List<Entry> entries) implements Node {}

  /** Anything else: a list, or another name of something. */
  record Other(int start, int end, String value) implements Node {}

  /** A key, which stands at {@code start}, with its value. */
  record Entry(String name, int start, Node value) {
    /** Where the value ends, without the comments and blank lines that follow it. */
    int end() {
      return YamlTree.end(value);
    }
  }

  private static int end(Node node) {
    return node instanceof Mapping mapping && !mapping.flow() && !mapping.entries().isEmpty()
        ? mapping.entries().getLast().end()
        : node.end();
  }

  /** A key with the mapping in which it stands. */
  record Place(Mapping mapping, int index) {
    Entry entry() {
      return mapping.entries().get(index);
    }
  }

  /** The whole document. */
  Node root() {
    return root;
  }

  /** Where a key stands, whose levels may be nested or written with dots. */
  Optional<Place> find(String key) {
    return find(root, "", key);
  }

  private static Optional<Place> find(Node node, String prefix, String key) {
    if (node instanceof Mapping mapping) {
      for (int i = 0; i < mapping.entries().size(); i++) {
        Entry entry = mapping.entries().get(i);
        String name = prefix + entry.name();
        if (name.equals(key)) {
          return Optional.of(new Place(mapping, i));
        }
        if (key.startsWith(name + ".")) {
          Optional<Place> within = find(entry.value(), name + ".", key);
          if (within.isPresent()) {
            return within;
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Every value by its key, as it is read: what two texts are compared by. */
  Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    collect(root, "", values);
    return values;
  }

  private static void collect(Node node, String name, Map<String, String> values) {
    switch (node) {
      case Mapping mapping ->
          mapping
              .entries()
              .forEach(entry ->
                  collect(
                      entry.value(),
                      name.isEmpty() ? entry.name() : name + "." + entry.name(),
                      values));
      case Scalar scalar when scalar.isNull() && !SettingsKeys.has(name) -> {
        // A section without keys.
      }
      case Scalar scalar -> values.putIfAbsent(name, scalar.isNull() ? "" : scalar.value());
      case Other other -> values.putIfAbsent(name, other.value());
    }
  }

  /** Whether a place lies within a single value, where nothing is a comment. */
  boolean isInValue(int offset) {
    return isInValue(root, offset);
  }

  private static boolean isInValue(Node node, int offset) {
    return switch (node) {
      case Mapping mapping ->
          mapping.entries().stream().anyMatch(entry -> isInValue(entry.value(), offset));
      case Scalar scalar -> scalar.start() <= offset && offset < scalar.end();
      case Other other -> other.start() <= offset && offset < other.end();
    };
  }

  private Node node(Event event, Iterator<Event> events) {
    int start = offset(event.getStartMark());
    int end = offset(event.getEndMark());
    return switch (event) {
      case ScalarEvent scalar -> {
        boolean isNull =
            scalar.isPlain() && (scalar.getValue().isEmpty() || scalar.getValue().equals("null"));
        // The mark of a block's end lies behind the blank lines that follow it.
        int last = Math.max(start, withoutBlanks(end));
        yield new Scalar(start, last, scalar.getValue(), scalar.getScalarStyle(), isNull);
      }
      case MappingStartEvent mapping -> mapping(mapping, start, events);
      case CollectionStartEvent list -> {
        int last = end;
        Event next = events.next();
        while (!(next instanceof CollectionEndEvent)) {
          last = end(node(next, events));
          next = events.next();
        }
        // The mark of a block's end lies behind the comments that follow it.
        int to = list.isFlow() ? offset(next.getEndMark()) : last;
        yield new Other(start, to, text.substring(start, to));
      }
      case AliasEvent alias -> new Other(start, end, alias.toString());
      default -> new Scalar(start, start, "", ScalarStyle.PLAIN, true);
    };
  }

  private Mapping mapping(MappingStartEvent event, int start, Iterator<Event> events) {
    List<Entry> entries = new ArrayList<>();
    Event next = events.next();
    while (!(next instanceof CollectionEndEvent)) {
      Node key = node(next, events);
      String name = key instanceof Scalar scalar ? scalar.value() : "";
      entries.add(new Entry(name, key.start(), node(events.next(), events)));
      next = events.next();
    }
    return new Mapping(start, offset(next.getEndMark()), event.isFlow(), List.copyOf(entries));
  }

  private int withoutBlanks(int end) {
    int last = end;
    while (last > 0 && Character.isWhitespace(text.charAt(last - 1))) {
      last--;
    }
    return last;
  }

  private int offset(Optional<Mark> mark) {
    int index = mark.orElseThrow().getIndex();
    return isOneEach ? index : text.offsetByCodePoints(0, index);
  }
}
