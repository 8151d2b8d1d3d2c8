package roomtone.web;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import roomtone.emotion.Emotion;
import roomtone.history.ActionEvent;
import roomtone.history.HistoryArchive;
import roomtone.history.PastLog;
import roomtone.music.Arm;
import roomtone.music.Policy;
import roomtone.music.Repertoire;
import roomtone.music.Taste;
import roomtone.music.TasteNotes;

/** Logs of what happened until {@link Snapshots#NOW}, and what was learnt from it. */
final class Pasts {
  private static final ZoneId ZONE = ZoneId.systemDefault();
  private static final LocalDate TODAY = LocalDate.ofInstant(Snapshots.NOW, ZONE);

  private Pasts() {}

  /** Seven evenings: an hour empty, two cheerful with two songs, one sad with a skip. */
  static Past evenings(Path file) throws SQLException {
    var log = new PastLog();
    for (int daysAgo = 0; daysAgo < 7; daysAgo++) {
      Instant evening = TODAY.minusDays(daysAgo).atTime(10, 0).atZone(ZONE).toInstant();
      log.mood(evening, Duration.ofHours(1), "empty", 0)
          .mood(evening.plus(Duration.ofHours(1)), Duration.ofHours(2), "happy", 2 + daysAgo % 3)
          .mood(evening.plus(Duration.ofHours(3)), Duration.ofHours(1), "sad", 1)
          .play(evening.plus(Duration.ofHours(1)), "happy")
          .play(evening.plus(Duration.ofHours(2)), "happy")
          .action(evening.plus(Duration.ofHours(3)), ActionEvent.Kind.SKIP, "sad");
    }
    log.write(file, ZONE);
    return new Past(HistoryArchive.of(file), Pasts::learnt);
  }

  /** A log of nothing. */
  static void nothing(Path file) throws SQLException {
    new PastLog().write(file, ZONE);
  }

  /** What a DJ believes after twelve songs of one playlist. */
  private static List<Taste.Known> learnt() {
    var arms =
        Map.of(
            Emotion.HAPPY,
            List.of(
                new Arm("Upbeat", Set.of(), Optional.empty()),
                new Arm("Tollywood nights for a lounge", Set.of(), Optional.empty())));
    var taste =
        new Taste(new Repertoire(arms, Policy.MATCH, "", Emotion.HAPPY, 4, 1), TasteNotes.NONE);
    Instant at = Snapshots.NOW.minus(Duration.ofHours(5));
    for (int song = 0; song <= 12; song++) {
      taste.ear().played(at.plus(Duration.ofMinutes(4L * song)), Emotion.HAPPY, "Upbeat");
    }
    return taste.known();
  }
}
