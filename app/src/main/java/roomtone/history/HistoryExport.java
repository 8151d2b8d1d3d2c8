package roomtone.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the log of a span of time as CSV or JSON, row by row, so that a log of any size fits. It
 * may run while the kiosk writes. UTC throughout.
 *
 * @param file the database
 */
public record HistoryExport(Path file) {
  /** The kinds of rows. */
  public enum Kind {
    MOODS,
    PLAYS,
    ACTIONS,
    FAULTS,
    CHANGES,
    VERDICTS;

    /** Its name for the command line and in JSON: {@code "moods"}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The names of its columns, in order. */
    public List<String> columns() {
      return switch (this) {
        case MOODS -> List.of("from", "to", "mood", "confidence", "visitors");
        case PLAYS -> List.of("at", "playlist", "title", "artist", "mood");
        case ACTIONS -> List.of("at", "kind", "mood", "playlist", "song", "playedMillis");
        case FAULTS -> List.of("from", "to", "part", "message");
        case CHANGES -> List.of("at", "who", "what");
        case VERDICTS -> List.of("at", "mood", "agreed", "instead");
      };
    }
  }

  /** Takes the cells of one row: texts, numbers, times and nulls, one for each column. */
  @FunctionalInterface
  private interface Cells {
    void accept(@Nullable Object... cells) throws IOException;
  }

  /**
   * Writes one kind of rows as CSV (RFC 4180, UTF-8, a header line) and flushes the stream.
   *
   * @throws HistoryException if the log can't be read; the message says what to do
   * @throws IOException if {@code out} can't be written
   */
  public void writeCsv(Kind kind, Instant from, Instant to, OutputStream out)
      throws HistoryException, IOException {
    BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    Csv.line(writer, kind.columns().toArray());
    new StoredHistory(file)
        .query(from, to, query -> rows(kind, query, cells -> Csv.line(writer, cells)));
    writer.flush();
  }

  /**
   * Writes a JSON object with a list for each of {@code kinds} and flushes the stream.
   *
   * @throws HistoryException if the log can't be read; the message says what to do
   * @throws IOException if {@code out} can't be written
   */
  public void writeJson(Set<Kind> kinds, Instant from, Instant to, OutputStream out)
      throws HistoryException, IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    new StoredHistory(file).query(from, to, query -> writeJson(kinds, query, json));
    json.writeRaw('\n');
    json.flush();
  }

  private static void writeJson(Set<Kind> kinds, HistoryQuery query, JsonGenerator json)
      throws SQLException, IOException {
    json.writeStartObject();
    for (Kind kind : Kind.values()) {
      if (kinds.contains(kind)) {
        json.writeArrayFieldStart(kind.label());
        rows(kind, query, cells -> writeRow(kind.columns(), cells, json));
        json.writeEndArray();
      }
    }
    json.writeEndObject();
  }

  private static void writeRow(List<String> columns, @Nullable Object[] cells, JsonGenerator json)
      throws IOException {
    json.writeRaw('\n');
    json.writeStartObject();
    for (int i = 0; i < cells.length; i++) {
      json.writeFieldName(columns.get(i));
      switch (cells[i]) {
        case null -> json.writeNull();
        case Double number -> json.writeNumber(number);
        case Integer number -> json.writeNumber(number);
        case Long number -> json.writeNumber(number);
        case Object text -> json.writeString(text.toString());
      }
    }
    json.writeEndObject();
  }

  private static void rows(Kind kind, HistoryQuery query, Cells sink)
      throws SQLException, IOException {
    switch (kind) {
      case MOODS ->
          query.moods(row ->
              sink.accept(
                  row.from(),
                  row.to(),
                  row.mood(),
                  row.confidence() > 0 ? row.confidence() : null,
                  row.visitors()));
      case PLAYS ->
          query.plays(
              row -> sink.accept(row.at(), row.playlist(), row.title(), row.artist(), row.mood()));
      case ACTIONS ->
          query.actions(row ->
              sink.accept(
                  row.at(),
                  row.kind().name().toLowerCase(Locale.ROOT),
                  row.mood(),
                  row.playlist(),
                  row.song(),
                  row.playedMillis()));
      case FAULTS ->
          query.faults(row -> sink.accept(row.from(), row.to(), row.part(), row.message()));
      case CHANGES -> query.changes(row -> sink.accept(row.at(), row.who(), row.what()));
      case VERDICTS ->
          query.verdicts(
              row -> sink.accept(row.at(), row.mood(), row.agreed() ? 1 : 0, row.instead()));
    }
  }
}
