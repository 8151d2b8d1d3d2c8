package roomtone.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import roomtone.config.SettingsException.Problem;
import roomtone.system.FileTrouble;

/** Reads a YAML settings file into the text of each key, noting every problem with its line. */
final class SettingsReader {
  private static final int LARGEST_FILE_BYTES = 1 << 20;

  private final String file;
  private final Map<String, Key<?>> known = new LinkedHashMap<>();
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private SettingsReader(String file) {
    this.file = file;
    SettingsKeys.all().forEach(key -> known.put(key.name(), key));
  }

  /** The values of a file, with the environment's overrides on top. */
  static SettingsValues read(Path path, Map<String, String> environment) throws SettingsException {
    return parse(path.toString(), text(path), environment);
  }

  /** The same of a text that is, or may become, that file's. */
  static SettingsValues parse(String file, String text, Map<String, String> environment) {
    return new SettingsReader(file).values(text, environment);
  }

  /** What is in a file. */
  static String text(Path path) throws SettingsException {
    var reader = new SettingsReader(path.toString());
    try {
      if (Files.size(path) > LARGEST_FILE_BYTES) {
        throw reader.failure("is larger than 1 MiB, which no settings file is");
      }
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      throw reader.failure(
          "there is no such file; \"roomtone config print > %s\" makes one".formatted(path));
    } catch (CharacterCodingException e) {
      throw reader.failure("is not text in UTF-8");
    } catch (IOException e) {
      throw reader.failure("can't be read: " + FileTrouble.reason(e));
    }
  }

  /** The values that hold without a file. */
  static SettingsValues defaults(Map<String, String> environment) {
    return new SettingsReader("environment").values("", environment);
  }

  private SettingsException failure(String message) {
    return new SettingsException(file, List.of(new Problem(0, "", message)));
  }

  private SettingsValues values(String text, Map<String, String> environment) {
    try {
      var settings = LoadSettings.builder().setLabel(file).setMaxAliasesForCollections(0).build();
      YamlTree.requireShallow(text);
      new Compose(settings).composeString(text).ifPresent(root -> walk("", root));
    } catch (MarkedYamlEngineException e) {
      problems.add(
          new Problem(
              e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0),
              "",
              "this is not YAML: %s.".formatted(e.getProblem())));
    } catch (YamlEngineException | IllegalArgumentException e) {
      // The library throws the second where a tag can't be one.
      problems.add(new Problem(0, "", "this is not YAML: %s.".formatted(e.getMessage())));
    }
    for (Key<?> key : known.values()) {
      key.environment()
          .map(environment::get)
          .ifPresent(value -> entries.put(key.name(), new Entry(value, 0)));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    known.values().forEach(key -> values.put(key.name(), parse(key)));
    return new SettingsValues(values, textOf(), file, problems);
  }

  private void walk(String prefix, Node node) {
    switch (node) {
      case MappingNode mapping -> mapping.getValue().forEach(tuple -> walk(prefix, tuple));
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) && prefix.isEmpty() -> {
        // A file of comments only.
      }
      default ->
          problems.add(
              new Problem(
                  line(node),
                  "",
                  "expected \"key: value\" lines%s."
                      .formatted(
                          prefix.isEmpty()
                              ? ""
                              : " below " + prefix.substring(0, prefix.length() - 1))));
    }
  }

  private void walk(String prefix, NodeTuple tuple) {
    Node keyNode = tuple.getKeyNode();
    Node valueNode = tuple.getValueNode();
    if (!(keyNode instanceof ScalarNode scalar)) {
      problems.add(new Problem(line(keyNode), "", "a key must be a plain word."));
      return;
    }
    String name = prefix + scalar.getValue();
    boolean section = known.keySet().stream().anyMatch(key -> key.startsWith(name + "."));
    if (section && isNull(valueNode)) {
      return;
    }
    if (section) {
      walk(name + ".", valueNode);
    } else if (!known.containsKey(name)) {
      problems.add(new Problem(line(keyNode), name, unknown(name)));
    } else if (!(valueNode instanceof ScalarNode value)) {
      problems.add(
          new Problem(line(valueNode), name, name + " takes one value, not a list or section."));
    } else if (entries.containsKey(name)) {
      problems.add(
          new Problem(
              line(keyNode),
              name,
              "%s is set twice, first in line %d.".formatted(name, entry(name).line())));
    } else {
      entries.put(name, new Entry(isNull(value) ? "" : value.getValue(), line(valueNode)));
    }
  }

  private Entry entry(String name) {
    return Optional.ofNullable(entries.get(name)).orElseThrow();
  }

  private Object parse(Key<?> key) {
    Entry entry = entries.get(key.name());
    String text = entry == null ? key.fallback() : entry.text();
    try {
      return key.parser().apply(text);
    } catch (IllegalArgumentException e) {
      problems.add(
          new Problem(
              entry == null ? 0 : entry.line(),
              key.name(),
              "%s is \"%s\"; allowed is %s.".formatted(key.name(), key.shown(text), key.range())));
      return key.parser().apply(key.fallback());
    }
  }

  private Map<String, String> textOf() {
    Map<String, String> texts = new LinkedHashMap<>();
    entries.forEach((name, entry) -> texts.put(name, entry.text()));
    return texts;
  }

  /** What to say of a key that there is not. */
  static String unknown(String name) {
    return names()
        .filter(key -> key.endsWith("." + name.substring(name.lastIndexOf('.') + 1)))
        .findFirst()
        .or(() -> Spelling.nearest(name, names()))
        .map(key -> "unknown key %s; did you mean %s?".formatted(name, key))
        .orElse("unknown key %s; \"roomtone config print\" lists them all.".formatted(name));
  }

  private static Stream<String> names() {
    return SettingsKeys.all().map(Key::name);
  }

  private static boolean isNull(Node node) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  private record Entry(String text, int line) {}
}
