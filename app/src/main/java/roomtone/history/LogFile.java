package roomtone.history;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;

/**
 * The database as a file: made for this user alone, looked at before anything writes to it, set
 * aside when it is damaged.
 *
 * @param path where
 */
record LogFile(Path path) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** What a look at the file found. */
  enum Condition {
    USABLE,
    DAMAGED,
    NEWER,
    FOREIGN,
    FOLDER
  }

  /** Whether there is a file of that name. */
  boolean exists() {
    return Files.exists(path);
  }

  /** Makes the folder and an empty file, if they are missing, for this user alone. */
  void prepare() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder, permissions(folder, "rwx------"));
    }
    if (!exists()) {
      try {
        Files.createFile(path, permissions(path, "rw-------"));
      } catch (FileAlreadyExistsException e) {
        // Another process was faster, which is as good.
      }
    }
  }

  /**
   * Checks that what exists of it can be written, before SQLite makes companions of a read-only
   * file that are read-only themselves.
   *
   * @throws AccessDeniedException naming the file that can't be written
   */
  void checkWritable() throws AccessDeniedException {
    for (String suffix : List.of("", "-wal", "-shm")) {
      Path part = Path.of(path + suffix);
      if (Files.exists(part) && !Files.isWritable(part)) {
        throw new AccessDeniedException(part.toString());
      }
    }
  }

  /** Looks at an existing file without changing it: only a connection that reads is used. */
  Condition look(int newestVersion) throws IOException, SQLException {
    if (Files.isDirectory(path)) {
      return Condition.FOLDER;
    }
    if (!exists() || Files.size(path) == 0) {
      return Condition.USABLE;
    }
    try (Connection connection = Sqlite.readOnly(path);
        Statement statement = connection.createStatement()) {
      int version = Migrations.versionOf(connection);
      if (version > newestVersion) {
        return Condition.NEWER;
      }
      boolean hasTables = text(statement, "SELECT count(*) > 0 FROM sqlite_schema").equals("1");
      if (version == 0 && hasTables) {
        return Condition.FOREIGN;
      }
      return text(statement, "PRAGMA quick_check(1)").equals("ok")
          ? Condition.USABLE
          : Condition.DAMAGED;
    } catch (SQLException e) {
      if (StorageProblem.isDamage(e)) {
        return Condition.DAMAGED;
      }
      throw e;
    }
  }

  /** Renames the file, with its write-ahead log and shared memory, and returns its new name. */
  Path setAside(Instant now) throws IOException {
    Path aside = Path.of(path + ".corrupt-" + STAMP.format(now));
    for (int again = 2; Files.exists(aside); again++) {
      aside = Path.of(path + ".corrupt-" + STAMP.format(now) + "-" + again);
    }
    Files.move(path, aside);
    for (String suffix : List.of("-wal", "-shm")) {
      Path companion = Path.of(path + suffix);
      if (Files.exists(companion)) {
        Files.move(companion, Path.of(aside + suffix));
      }
    }
    return aside;
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      return result.next() ? result.getString(1) : "";
    }
  }

  private static FileAttribute<?>[] permissions(Path place, String permissions) {
    if (!place.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)};
  }
}
