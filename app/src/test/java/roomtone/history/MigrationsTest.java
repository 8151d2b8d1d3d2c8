package roomtone.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
  private static final String FIRST = "CREATE TABLE one (a); INSERT INTO one VALUES (1);";
  private static final String SECOND = "ALTER TABLE one ADD COLUMN b; UPDATE one SET b = a + 1;";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("test.db");
  }

  @Test
  void appliesOnlyWhatIsMissing() throws Exception {
    apply(FIRST);
    apply(FIRST, SECOND);
    apply(FIRST, SECOND);
    assertThat(TestLog.ask(file, "SELECT count(*) || ' ' || max(b) FROM one")).isEqualTo("1 2");
    assertThat(TestLog.ask(file, "PRAGMA user_version")).isEqualTo("2");
  }

  @Test
  void aScriptThatFailsLeavesNothingBehind() throws Exception {
    apply(FIRST);
    assertThatThrownBy(() -> apply(FIRST, "CREATE TABLE two (a); SELECT * FROM nowhere;"))
        .isInstanceOf(SQLException.class);
    assertThat(TestLog.ask(file, "PRAGMA user_version")).isEqualTo("1");
    assertThat(TestLog.ask(file, "SELECT count(*) FROM sqlite_schema")).isEqualTo("1");
  }

  @Test
  void theBundledScriptsMakeTheSchema() throws Exception {
    Migrations bundled = Migrations.bundled();
    assertThat(bundled.newest()).isPositive();
    try (Connection connection = Sqlite.readWrite(file)) {
      bundled.apply(connection);
    }
    assertThat(TestLog.ask(file, "PRAGMA user_version")).isEqualTo("" + bundled.newest());
    assertThat(TestLog.ask(file, "PRAGMA auto_vacuum")).isEqualTo("2");
    assertThat(TestLog.ask(file, "PRAGMA journal_mode")).isEqualTo("wal");
  }

  private void apply(String... scripts) throws SQLException {
    try (Connection connection = Sqlite.readWrite(file)) {
      new Migrations(List.of(scripts)).apply(connection);
    }
  }
}
