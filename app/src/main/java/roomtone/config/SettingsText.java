package roomtone.config;

import java.util.ArrayList;
import java.util.List;

/** Writes settings for people: the commented file and the reference page, both from the keys. */
final class SettingsText {
  private static final int COLUMNS = 96;

  private SettingsText() {}

  /** A commented settings file; keys that still have their default are commented out. */
  static String file(SettingsValues values) {
    var text = new StringBuilder();
    text.append(
        "# Roomtone's settings. Remove the # before a key to change it; the value shown is\n");
    text.append(
        "# the default. \"roomtone config check\" reads the file without starting anything.\n");
    for (Section section : SettingsKeys.SECTIONS) {
      text.append('\n');
      wrap(text, "# ", section.description());
      text.append(section.name()).append(":\n");
      String open = "";
      for (Key<?> key : section.keys()) {
        String name = key.name().substring(section.name().length() + 1);
        String indent = "  ";
        if (name.contains(".")) {
          String group = name.substring(0, name.indexOf('.'));
          if (!group.equals(open)) {
            text.append("  ").append(group).append(":\n");
            open = group;
          }
          name = name.substring(group.length() + 1);
          indent = "    ";
        }
        wrap(text, indent + "# ", key.description() + " Allowed: " + key.range() + ".");
        boolean set = values.text(key).isPresent();
        String value = key.shown(values.text(key).orElse(key.fallback()));
        text.append(indent)
            .append(set && value.equals(values.text(key).orElse("")) ? "" : "#")
            .append(name)
            .append(": ");
        text.append(YamlScalar.of(value)).append('\n');
      }
    }
    return text.toString();
  }

  /** The reference page, in Markdown. */
  static String reference() {
    var text = new StringBuilder();
    text.append("# Settings\n\n");
    text.append("Made by `roomtone config print --reference`; do not edit. ");
    text.append("The file is YAML; every key is optional.\n");
    for (Section section : SettingsKeys.SECTIONS) {
      text.append("\n## ").append(section.name()).append("\n\n");
      text.append(section.description()).append("\n\n");
      text.append("| key | default | allowed | what it is |\n|---|---|---|---|\n");
      for (Key<?> key : section.keys()) {
        text.append("| `").append(key.name()).append("` | ");
        text.append(key.fallback().isEmpty() ? "" : "`" + cell(key.fallback()) + "`");
        text.append(" | ").append(cell(key.range())).append(" | ").append(cell(key.description()));
        key.environment()
            .ifPresent(name -> text.append(" Environment: `").append(name).append("`."));
        text.append(" |\n");
      }
    }
    return text.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static void wrap(StringBuilder text, String start, String sentence) {
    List<String> line = new ArrayList<>();
    int length = start.length();
    for (String word : sentence.split(" ")) {
      if (length + word.length() + 1 > COLUMNS && !line.isEmpty()) {
        text.append(start).append(String.join(" ", line)).append('\n');
        line.clear();
        length = start.length();
      }
      line.add(word);
      length += word.length() + 1;
    }
    text.append(start).append(String.join(" ", line)).append('\n');
  }
}
