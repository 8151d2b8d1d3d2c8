package roomtone.kiosk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import roomtone.access.AccessSettings;
import roomtone.access.Operators;
import roomtone.config.SettingsChange;
import roomtone.config.SettingsException;
import roomtone.config.SettingsFile;
import roomtone.emotion.Emotion;
import roomtone.history.HistorySettings;
import roomtone.history.LogProcess;
import roomtone.history.MoodLog;
import roomtone.system.AtomicFile;
import roomtone.system.Faults;

/**
 * The kiosk's writers without its camera, for image-build/power-cuts, which cuts the power of the
 * machine that it runs on.
 *
 * <ol>
 *   <li>It says what it finds of the runs before: a line {@code @cut {"found": …}}.
 *   <li>It writes a row of the log, the settings, an operator's token and what the DJ was told, and
 *       says after each that it is written: {@code @cut {"wrote": "row", "number": 10007}}.
 *   <li>It goes on like that until the power is cut or as many were written as it was asked for.
 * </ol>
 */
public final class PowerCutProcess {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ROWS_A_RUN = 10_000;
  private static final String NAME = "kiosk.name";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path database;
  private final SettingsFile settings;
  private final AccessSettings access;
  private final TasteFile taste;

  private PowerCutProcess(Path state) {
    database = state.resolve("roomtone.db");
    settings = new SettingsFile(state.resolve("roomtone.yaml"), Map.of(), database);
    access = AccessSettings.beside(database);
    taste = new TasteFile(state.resolve("taste.json"));
  }

  /** Takes the state folder, the number of the first row and how many to write at most. */
  public static void main(String[] arguments) throws Exception {
    Path state = Path.of(arguments[0]);
    int first = Integer.parseInt(arguments[1]);
    new PowerCutProcess(state).run(state, first, first + Integer.parseInt(arguments[2]));
  }

  private void run(Path state, int first, int end) throws Exception {
    if (!Files.exists(settings.path())) {
      String text = "kiosk:\n  name: \"-\"  # a comment that stays\n";
      AtomicFile.write(settings.path(), text.getBytes(StandardCharsets.UTF_8));
    }
    InstantSource clock = InstantSource.fixed(LogProcess.at(first));
    HistorySettings history =
        new HistorySettings(database, 3_650, Duration.ofSeconds(1), 200, 10_000, 1);
    try (MoodLog log = MoodLog.open(history, new Faults(clock), clock)) {
      Operators operators = new Operators(access, InstantSource.fixed(Instant.EPOCH));
      tell(JSON.createObjectNode().set("found", found(state, log, operators)));
      for (int number = first; number < end; number++) {
        LogProcess.log(log, number);
        wrote("row", number, log.flush(PATIENCE));
        wrote("settings", number, change(number));
        operators.admit(String.valueOf(number));
        wrote("token", number, true);
        taste.pin(Emotion.HAPPY, String.valueOf(number));
        wrote("taste", number, true);
      }
    }
  }

  private boolean change(int number) {
    Optional<String> name = Optional.of(String.valueOf(number));
    return settings.change(Map.of(NAME, name), Optional.empty()) instanceof SettingsChange.Saved;
  }

  private ObjectNode found(Path state, MoodLog log, Operators operators)
      throws IOException, SQLException, SettingsException, InterruptedException {
    ObjectNode found = JSON.createObjectNode();
    // Waits until the file is open.
    log.flush(PATIENCE);
    found.put("log", log.status().toString());
    found.put("integrity", ask("PRAGMA integrity_check"));
    ObjectNode rows = found.putObject("rows");
    stored(rows.putArray("plays"), "plays", "CAST(title AS INTEGER)");
    stored(rows.putArray("actions"), "actions", "CAST(song AS INTEGER)");
    stored(
        rows.putArray("moods"),
        "moods",
        "(began - %d) / 1000".formatted(LogProcess.at(0).toEpochMilli()));
    found.put("settings", settings.read().item(NAME).orElseThrow().value());
    found.put("settingsProblems", settings.read().problems().size());
    found.put("comment", Files.readString(settings.path()).contains("# a comment that stays"));
    List<String> names = operators.all().stream().map(operator -> operator.name()).toList();
    found.put("token", names.isEmpty() ? "" : names.getFirst());
    found.put("tokens", names.size());
    // The key that seals forms: another one after each loss of the file; none is kept before the
    // first token.
    found.put("seal", names.isEmpty() ? "" : operators.formToken("secret"));
    found.put("taste", taste.pins().getOrDefault(Emotion.HAPPY, ""));
    try (Stream<Path> files = Files.list(state)) {
      found.put("leftOver", files.filter(file -> file.toString().endsWith(".tmp")).count());
    }
    return found;
  }

  /** For each run: its first and last row and how many there are, so that gaps show. */
  private void stored(ArrayNode into, String table, String number) throws SQLException {
    String query =
        "SELECT %2$s / %3$d, min(%2$s), max(%2$s), count(DISTINCT %2$s) FROM %1$s GROUP BY 1"
            .formatted(table, number, ROWS_A_RUN);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        into.addArray().add(result.getInt(2)).add(result.getInt(3)).add(result.getInt(4));
      }
    }
  }

  private String ask(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      return result.next() ? result.getString(1) : "";
    }
  }

  private static void wrote(String what, int number, boolean isWritten) {
    ObjectNode line = JSON.createObjectNode();
    tell(line.put(isWritten ? "wrote" : "refused", what).put("number", number));
  }

  private static void tell(Object said) {
    // One write to the console, which is never cut in two.
    System.out.print("@cut " + said + "\n");
    System.out.flush();
  }
}
