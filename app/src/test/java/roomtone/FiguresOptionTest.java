package roomtone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FiguresOptionTest {
  @Test
  void numbersHaveALineEachAndWhatHasMembersIsATable() {
    Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    figures.put("rows", List.of(row("first", 1), row("second", 12.5)));
    figures.put("accuracy", 0.67456);
    figures.put("unknown", null);
    figures.put("n", 3589);
    figures.put("none", List.of());
    figures.put("named", List.of("a.png is broken", "b.png too"));
    figures.put(
        "nested",
        Map.of("ferplus", Map.of("crowd", Map.of("ece", 0.01, "deeper", Map.of("x", 1)))));
    assertThat(printed(figures))
        .containsExactly(
            "accuracy                              0.6746",
            "n                                     3589",
            "",
            "rows",
            "      name   value",
            "     first  1.0000",
            "    second   12.50",
            "",
            "named",
            "  a.png is broken",
            "  b.png too",
            "",
            "nested",
            "                    ece",
            "  ferplus crowd  0.0100");
  }

  @Test
  void jsonHasEverything() {
    String json = String.join("", printed(Map.of("a", Map.of("b", Map.of("c", 1))), "--json"));
    assertThat(json.replaceAll("\\s", "")).isEqualTo("{\"a\":{\"b\":{\"c\":1}}}");
  }

  private static Map<String, Object> row(String name, double value) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", name);
    row.put("value", value);
    return row;
  }

  private static List<String> printed(Map<String, ?> figures, String... arguments) {
    FiguresOption option = CommandLine.populateCommand(new FiguresOption(), arguments);
    var out = new StringWriter();
    option.print(new PrintWriter(out), figures);
    return new ArrayList<>(Arrays.asList(out.toString().split(System.lineSeparator())));
  }
}
