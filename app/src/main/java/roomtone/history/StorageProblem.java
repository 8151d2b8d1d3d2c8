package roomtone.history;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import roomtone.system.FileTrouble;

/** What a failure of SQLite or the file system means to the operator. */
final class StorageProblem {
  private StorageProblem() {}

  /** Whether the file's content is damaged, so that only a new file helps. */
  static boolean isDamage(SQLException failure) {
    SQLiteErrorCode code = codeOf(failure);
    return code == SQLiteErrorCode.SQLITE_CORRUPT || code == SQLiteErrorCode.SQLITE_NOTADB;
  }

  /** Whether the same connection can be used for the next try. */
  static boolean keepsConnection(SQLException failure) {
    SQLiteErrorCode code = codeOf(failure);
    return code == SQLiteErrorCode.SQLITE_FULL || code == SQLiteErrorCode.SQLITE_BUSY;
  }

  /** One sentence that says what is wrong with {@code file} and what to do. */
  static String sentence(Path file, SQLException failure) {
    return switch (codeOf(failure)) {
      case SQLITE_FULL ->
          "The disk that holds the log %s is full: free some space, or keep fewer days of history"
              .formatted(file);
      case SQLITE_READONLY -> cannotWrite(file);
      case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
          "The log %s can't be opened: let this user read and write it and its folder"
              .formatted(file);
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL ->
          "Another program holds the log %s: is a second kiosk running?".formatted(file);
      case SQLITE_IOERR ->
          "The disk reports an error at the log %s: check the SD card, for example with dmesg"
              .formatted(file);
      case SQLITE_CORRUPT, SQLITE_NOTADB ->
          "The log %s is damaged: start the kiosk once, which sets it aside and begins a new one"
              .formatted(file);
      default -> "The log %s can't be used: %s".formatted(file, firstLine(failure));
    };
  }

  /** One sentence for a failure of the file system. */
  static String sentence(Path file, IOException failure) {
    if (failure instanceof AccessDeniedException denied) {
      return cannotWrite(denied.getFile() == null ? file : Path.of(denied.getFile()));
    }
    return "The log %s can't be made: %s".formatted(file, FileTrouble.reason(failure));
  }

  private static String cannotWrite(Path file) {
    return "The log %s can't be written: let this user write it and its folder, or mount the disk for writing"
        .formatted(file);
  }

  /** The primary result code, which is the low byte of the extended one. */
  private static SQLiteErrorCode codeOf(SQLException failure) {
    return failure instanceof SQLiteException detailed
        ? SQLiteErrorCode.getErrorCode(detailed.getResultCode().code & 0xff)
        : SQLiteErrorCode.UNKNOWN_ERROR;
  }

  private static String firstLine(Exception failure) {
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
