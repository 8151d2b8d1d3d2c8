package roomtone;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import roomtone.kiosk.Json;

/** The option of every command that measures, and the one way in which figures are printed. */
final class FiguresOption {
  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  /**
   * Prints figures by name. As text, each number has its line; after them, what has members is a
   * table, whose cells hold no more than a number or a word: what lies deeper, or is null, is for
   * JSON.
   */
  void print(PrintWriter out, Map<String, ?> figures) {
    print(out, figures, writer -> text(writer, figures));
  }

  /**
   * Prints figures that have a text of their own.
   *
   * @param figures by name, for JSON
   * @param text prints them for people
   */
  void print(PrintWriter out, Map<String, ?> figures, Consumer<PrintWriter> text) {
    if (json) {
      out.println(Json.pretty(figures));
    } else {
      text.accept(out);
    }
    out.flush();
  }

  /** Prints figures by name as text, as {@link #print} does. */
  static void text(PrintWriter out, Map<String, ?> figures) {
    Map<String, JsonNode> tables = new LinkedHashMap<>();
    Json.tree(figures).properties().stream()
        .filter(figure -> !figure.getValue().isNull())
        .forEach(figure -> {
          if (isCell(figure.getValue())) {
            out.printf("%-37s %s%n", figure.getKey(), cell(figure.getValue()));
          } else {
            tables.put(figure.getKey(), figure.getValue());
          }
        });
    tables.forEach((name, node) -> {
      List<Row> rows = new ArrayList<>();
      collect("", node, rows);
      if (!rows.isEmpty()) {
        out.printf("%n%s%n", name);
        table(out, rows);
      }
    });
  }

  /** A line of a table. */
  private record Row(String name, Map<String, String> cells) {}

  /** Makes a row of each innermost thing that has cells; its name is the way to it. */
  private static void collect(String name, JsonNode node, List<Row> rows) {
    Map<String, String> cells = new LinkedHashMap<>();
    node.properties().stream()
        .filter(member -> isCell(member.getValue()))
        .forEach(member -> cells.put(member.getKey(), cell(member.getValue())));
    if (isCell(node)) {
      rows.add(new Row(cell(node), Map.of()));
    } else if (!cells.isEmpty()) {
      rows.add(new Row(name, cells));
    } else if (node.isArray()) {
      node.forEach(element -> collect(name, element, rows));
    } else {
      node.properties()
          .forEach(
              member -> collect((name + " " + member.getKey()).strip(), member.getValue(), rows));
    }
  }

  private static void table(PrintWriter out, List<Row> rows) {
    Set<String> columns = new LinkedHashSet<>();
    rows.forEach(row -> columns.addAll(row.cells().keySet()));
    int nameWidth = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
    Map<String, Integer> widths = new LinkedHashMap<>();
    var head = new StringBuilder("  " + " ".repeat(nameWidth));
    for (String column : columns) {
      int width =
          rows.stream()
              .mapToInt(row -> row.cells().getOrDefault(column, "").length())
              .reduce(column.length(), Math::max);
      widths.put(column, width);
      head.append("  ").append(padded(column, width));
    }
    if (!columns.isEmpty()) {
      out.println(head);
    }
    for (Row row : rows) {
      var line = new StringBuilder("  " + row.name() + " ".repeat(nameWidth - row.name().length()));
      widths.forEach((column, width) ->
          line.append("  ").append(padded(row.cells().getOrDefault(column, ""), width)));
      out.println(line.toString().stripTrailing());
    }
  }

  private static String padded(String text, int width) {
    return " ".repeat(width - text.length()) + text;
  }

  private static boolean isCell(JsonNode node) {
    return node.isValueNode();
  }

  private static String cell(JsonNode node) {
    if (node.isNull()) {
      return "–";
    }
    if (!node.isFloatingPointNumber()) {
      return node.asText();
    }
    double number = node.asDouble();
    return String.format(Locale.ROOT, Math.abs(number) < 10 ? "%.4f" : "%.2f", number);
  }
}
