package roomtone.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbered scripts that bring a database to the newest schema: {@code migrations/001.sql} makes
 * version 1 out of an empty file, and so on.
 *
 * @param scripts in order; the first makes version 1
 */
record Migrations(List<String> scripts) {
  /** All scripts of this build. */
  static Migrations bundled() {
    List<String> scripts = new ArrayList<>();
    for (String script = script(1); script != null; script = script(scripts.size() + 1)) {
      scripts.add(script);
    }
    return new Migrations(List.copyOf(scripts));
  }

  /** The newest version of the schema that this build knows. */
  int newest() {
    return scripts.size();
  }

  /** Applies what is missing, each script in a transaction of its own. */
  void apply(Connection connection) throws SQLException {
    for (int version = versionOf(connection); version < newest(); version++) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(scripts.get(version));
        statement.executeUpdate("PRAGMA user_version = " + (version + 1));
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  /** The version of a database's schema; 0 for one that was never migrated. */
  static int versionOf(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA user_version")) {
      return result.next() ? result.getInt(1) : 0;
    }
  }

  private static @Nullable String script(int version) {
    try (InputStream in =
        Migrations.class.getResourceAsStream("migrations/%03d.sql".formatted(version))) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
