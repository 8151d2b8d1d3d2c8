package roomtone.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** Opens connections to a SQLite file. */
final class Sqlite {
  private static final int BUSY_MILLIS = 5_000;

  private Sqlite() {}

  /** A connection that can write, in write-ahead mode, where a commit is on the disk. */
  static Connection readWrite(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.enforceForeignKeys(true);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      // Has an effect only before the first table is made.
      statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA journal_size_limit = 4194304");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** A connection that can only read; its reads are of one moment until it is closed. */
  static Connection readOnly(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setReadOnly(true);
    Connection connection = config.createConnection(address(file));
    try {
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** In a folder that can't be written, a file without a write-ahead log is read as immutable. */
  private static String address(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    boolean isImmutable =
        folder != null && !Files.isWritable(folder) && !Files.exists(Path.of(file + "-wal"));
    return isImmutable
        ? "jdbc:sqlite:"
            + file.toUri().toString().replaceFirst("^file:/+", "file:/")
            + "?immutable=1"
        : "jdbc:sqlite:" + file;
  }
}
