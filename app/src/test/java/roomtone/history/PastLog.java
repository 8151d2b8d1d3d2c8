package roomtone.history;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A log of whatever happened, written at once. */
public final class PastLog {
  private final List<Entry> entries = new ArrayList<>();
  private long sequence;

  /** The room kept a mood from a time on. */
  public PastLog mood(Instant from, Duration length, String mood, int visitors) {
    entries.add(
        new Entry.Room(sequence++, new MoodInterval(from, from.plus(length), mood, 0.6, visitors)));
    return this;
  }

  /** A song began. */
  public PastLog play(Instant at, String mood) {
    entries.add(new Entry.Play(new PlayEvent(at, "Upbeat", "Song", "The Testers", mood)));
    return this;
  }

  /** Somebody did something. */
  public PastLog action(Instant at, ActionEvent.Kind kind, String mood) {
    entries.add(new Entry.Action(new ActionEvent(at, kind, mood, "Upbeat", "Song", 9_000)));
    return this;
  }

  /** Writes everything to a file. */
  public void write(Path file, ZoneId zone) throws SQLException {
    try (var database = new LogDatabase(new LogFile(file), Migrations.bundled(), zone)) {
      database.write(entries);
    }
  }
}
