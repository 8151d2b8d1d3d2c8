package roomtone.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Taking stock of a database. */
class LogInventoryTest {
  @TempDir private Path folder;

  @Test
  void aPictureInATableIsFound() throws Exception {
    Path file = folder.resolve("log.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE strict_one (at INTEGER, what TEXT) STRICT");
      statement.execute("INSERT INTO strict_one VALUES (5000, 'x'), (1000, 'y')");
      statement.execute("CREATE TABLE loose (name TEXT, face BLOB)");
      statement.execute("INSERT INTO loose VALUES ('text', x'FFD8'), (x'89', NULL)");
    }
    LogInventory inventory = LogInventory.of(file);
    assertThat(inventory.pictures()).isEqualTo(2);
    assertThat(inventory.pictureColumns()).isEqualTo(2);
    LogInventory.Table strict = inventory.tables().getLast();
    assertThat(strict.columns()).containsExactly("at", "what");
    assertThat(strict.rows()).isEqualTo(2);
    assertThat(strict.oldest()).contains(Instant.ofEpochSecond(1));
    assertThat(strict.newest()).contains(Instant.ofEpochSecond(5));
  }
}
