package roomtone.history;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log's file, opened when it is needed and opened again when it failed.
 *
 * <p>A damaged file is set aside and a new one begun, at the start and later. Used by one thread at
 * a time.
 */
final class Storage implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Storage.class);
  private static final int DELETE_ROWS = 500;

  /** How a piece of work ended. */
  sealed interface Outcome {
    /** It is on the disk. */
    record Done() implements Outcome {}

    /** Nothing of it is stored; trying again can help. */
    record Failed(String reason) implements Outcome {}

    /** Nothing of it is stored and nothing was touched; only the operator can help. */
    record Refused(String reason) implements Outcome {}
  }

  /** Work on an open database. */
  @FunctionalInterface
  private interface Work {
    void on(LogDatabase database) throws SQLException;
  }

  private final LogFile file;
  private final Migrations migrations;
  private final InstantSource clock;
  private @Nullable LogDatabase open;
  private boolean isRepairUnwritten;
  private volatile String notice = "";
  private volatile @Nullable Removal removal;

  Storage(Path path, Migrations migrations, InstantSource clock) {
    this.file = new LogFile(path);
    this.migrations = migrations;
    this.clock = clock;
  }

  /** Opens the file, unless it is open. */
  Outcome open() {
    return attempt(_ -> {});
  }

  /** Writes entries in one transaction. */
  Outcome write(List<Entry> entries) {
    return attempt(database -> database.write(entries));
  }

  /** Deletes what ended before a time, a few hundred rows at once, and shrinks the file. */
  Outcome deleteBefore(Instant cutoff) {
    return attempt(database -> {
      long rows = 0;
      int some;
      do {
        some = database.deleteBefore(cutoff, DELETE_ROWS);
        rows += some;
      } while (some > 0);
      removal = new Removal(clock.instant(), rows);
      if (rows > 0) {
        database.vacuum();
      }
    });
  }

  /** When rows were last looked for that were too old; empty before. Any thread may ask. */
  Optional<Removal> removal() {
    return Optional.ofNullable(removal);
  }

  /** A sentence on what was repaired; empty if nothing was. Any thread may ask. */
  String notice() {
    return notice;
  }

  /** Lets the file grow no further, as a full disk would. */
  Outcome limitPages(int pages) {
    return attempt(database -> database.limitPages(pages));
  }

  @Override
  public void close() {
    LogDatabase database = open;
    open = null;
    if (database != null) {
      try {
        database.close();
      } catch (SQLException e) {
        log.warn("{}", StorageProblem.sentence(file.path(), e));
      }
    }
  }

  private Outcome attempt(Work work) {
    try {
      try {
        return workOn(work);
      } catch (SQLException e) {
        if (!StorageProblem.isDamage(e)) {
          throw e;
        }
        setAside();
        return workOn(work);
      }
    } catch (SQLException e) {
      if (!StorageProblem.keepsConnection(e)) {
        close();
      }
      return new Outcome.Failed(StorageProblem.sentence(file.path(), e));
    } catch (IOException e) {
      close();
      return new Outcome.Failed(StorageProblem.sentence(file.path(), e));
    }
  }

  private Outcome workOn(Work work) throws IOException, SQLException {
    if (open != null && !file.exists()) {
      log.warn(
          "The log {} was moved or deleted while it was open: a new one is begun", file.path());
      close();
    }
    if (open == null) {
      String refusal = openFile();
      if (!refusal.isEmpty()) {
        return new Outcome.Refused(refusal);
      }
    }
    LogDatabase database = open;
    if (database != null) {
      if (isRepairUnwritten) {
        noteRepair(database);
      }
      work.on(database);
    }
    return new Outcome.Done();
  }

  /** Opens the file and returns an empty text, or returns why it must not be touched. */
  private String openFile() throws IOException, SQLException {
    file.checkWritable();
    switch (file.look(migrations.newest())) {
      case FOLDER -> {
        return "The log %s is a folder: name a file in the settings".formatted(file.path());
      }
      case NEWER -> {
        return "The log %s was written by a newer Roomtone: install that version again, or name another file in the settings"
            .formatted(file.path());
      }
      case FOREIGN -> {
        return "%s is another program's database: name another file in the settings"
            .formatted(file.path());
      }
      case DAMAGED -> setAside();
      case USABLE -> {}
    }
    file.prepare();
    open = new LogDatabase(file, migrations, ZoneId.systemDefault());
    return "";
  }

  /** Renames before it closes: closing would write to the damaged file. */
  private void setAside() throws IOException {
    Path aside = file.setAside(clock.instant());
    close();
    notice =
        "The log %s was damaged: it is kept as %s and a new one was begun"
            .formatted(file.path(), aside.getFileName());
    isRepairUnwritten = true;
    log.warn("{}", notice);
  }

  private void noteRepair(LogDatabase database) throws SQLException {
    Instant now = clock.instant();
    database.write(
        List.of(
            new Entry.FaultBegan(now, "history", notice), new Entry.FaultEnded(now, "history")));
    isRepairUnwritten = false;
  }
}
