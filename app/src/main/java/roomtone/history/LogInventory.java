package roomtone.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is in a log's database: its tables, and whether a picture is among them.
 *
 * @param tables in the order in which they were made
 * @param pictureColumns how many columns may hold bytes: those of a type that is not a number or
 *     text, or of a table that does not insist on types
 * @param pictures how many values are bytes instead of numbers or text
 */
public record LogInventory(List<Table> tables, int pictureColumns, long pictures) {
  private static final Set<String> HARMLESS = Set.of("INTEGER", "INT", "REAL", "TEXT");
  private static final long DAY_MILLIS = 86_400_000;

  /**
   * A table.
   *
   * @param oldest when its oldest row was, as far as rows have a time
   * @param newest when its newest row was
   */
  public record Table(
      String name,
      List<String> columns,
      long rows,
      Optional<Instant> oldest,
      Optional<Instant> newest) {}

  /** Copies the list. */
  public LogInventory {
    tables = List.copyOf(tables);
  }

  /**
   * Takes stock of a file that a running kiosk may be writing.
   *
   * @throws HistoryException if it can't be read; the message says what to do
   */
  public static LogInventory of(Path file) throws HistoryException {
    StoredHistory.checkExists(file);
    try (Connection connection = Sqlite.readOnly(file);
        Statement statement = connection.createStatement()) {
      List<Table> tables = new ArrayList<>();
      int pictureColumns = 0;
      long pictures = 0;
      for (String name :
          texts(
              statement,
              "SELECT name FROM pragma_table_list WHERE schema = 'main'"
                  + " AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")) {
        List<String> columns =
            texts(statement, "SELECT name FROM pragma_table_xinfo('" + name + "')");
        tables.add(table(statement, name, columns));
        boolean strict =
            number(statement, "SELECT strict FROM pragma_table_list WHERE name = '" + name + "'")
                > 0;
        for (String column : columns) {
          String type =
              texts(
                      statement,
                      "SELECT upper(type) FROM pragma_table_xinfo('%s') WHERE name = '%s'"
                          .formatted(name, column))
                  .getFirst();
          if (!strict || !HARMLESS.contains(type)) {
            pictureColumns++;
            pictures +=
                number(
                    statement,
                    "SELECT count(*) FROM \"%s\" WHERE typeof(\"%s\") = 'blob'"
                        .formatted(name, column));
          }
        }
      }
      return new LogInventory(tables, pictureColumns, pictures);
    } catch (SQLException e) {
      throw new HistoryException(StorageProblem.sentence(file, e), e);
    }
  }

  private static Table table(Statement statement, String name, List<String> columns)
      throws SQLException {
    long rows = number(statement, "SELECT count(*) FROM " + name);
    String time = columns.contains("began") ? "began" : columns.contains("at") ? "at" : "day";
    if (rows == 0 || !columns.contains(time)) {
      return new Table(name, columns, rows, Optional.empty(), Optional.empty());
    }
    long unit = time.equals("day") ? DAY_MILLIS : 1;
    // Two queries: each uses the index, both in one would read every row.
    long oldest = number(statement, "SELECT min(%s) FROM %s".formatted(time, name));
    long newest = number(statement, "SELECT max(%s) FROM %s".formatted(time, name));
    return new Table(
        name,
        columns,
        rows,
        Optional.of(Instant.ofEpochMilli(oldest * unit)),
        Optional.of(Instant.ofEpochMilli(newest * unit)));
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      return result.next() ? result.getLong(1) : 0;
    }
  }

  private static List<String> texts(Statement statement, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        texts.add(result.getString(1));
      }
    }
    return texts;
  }
}
