package roomtone.kiosk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A model's card, which lies beside its file.
 *
 * @param text in Markdown
 */
record ModelCard(String text) {
  private static final String FILE = "card.md";

  /** The card of a model's file. */
  static Optional<ModelCard> beside(Path model) {
    try {
      return Optional.of(new ModelCard(Files.readString(model.resolveSibling(FILE))));
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /** What the model is for: the first paragraph of that section. */
  String summary() {
    return section("Intended use").split("\n\n")[0].replace("\n", " ").replace("*", "");
  }

  /** The first table of its figures, row by row, the names of columns first. */
  List<List<String>> figures() {
    return section("Figures")
        .lines()
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .filter(line -> !line.startsWith("|--"))
        .map(line -> Arrays.stream(line.split("\\|")).skip(1).map(ModelCard::plain).toList())
        .toList();
  }

  private static String plain(String cell) {
    return cell.strip().replace("`", "");
  }

  private String section(String title) {
    int from = text.indexOf("\n## " + title + "\n");
    if (from < 0) {
      return "";
    }
    String rest = text.substring(text.indexOf('\n', from + 1) + 1);
    int end = rest.indexOf("\n## ");
    return (end < 0 ? rest : rest.substring(0, end)).strip();
  }
}
