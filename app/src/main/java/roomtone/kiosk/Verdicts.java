package roomtone.kiosk;

import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.emotion.Emotion;
import roomtone.history.HistoryException;
import roomtone.history.HistorySpan;
import roomtone.history.HistorySummary;
import roomtone.history.MoodLog;
import roomtone.language.Phrase;
import roomtone.mood.Mood;
import roomtone.mood.MoodListener;
import roomtone.mood.MoodReading;
import roomtone.web.ActionResult;
import roomtone.web.StatusSnapshot;

/**
 * Counts what people in the room say of its mood. Nobody is asked who they are, so that nobody
 * outvotes the room, a mood takes at most twice as many verdicts as it has people. Any thread.
 */
final class Verdicts implements MoodListener {
  private static final Logger log = LoggerFactory.getLogger(Verdicts.class);
  private static final int PER_PERSON = 2;

  private final MoodLog history;
  private volatile @Nullable MoodReading shown;
  private StatusSnapshot.Agreement agreement;
  private long moodSince;
  private int ofMood;

  /**
   * Goes on from what the log has.
   *
   * @param now in the kiosk's own time
   */
  Verdicts(MoodLog history, LocalDateTime now) {
    this.history = history;
    agreement = logged(history, now);
  }

  private static StatusSnapshot.Agreement logged(MoodLog history, LocalDateTime now) {
    try {
      LocalDateTime first = history.firstDay().orElse(now.toLocalDate()).atStartOfDay();
      HistorySummary summary = history.summary(HistorySpan.between(first, now.plusDays(1)));
      return new StatusSnapshot.Agreement(
          summary.verdicts().stream().mapToLong(HistorySummary.Verdicts::agreed).sum(),
          summary.verdicts().stream().mapToLong(HistorySummary.Verdicts::disagreed).sum());
    } catch (HistoryException unreadable) {
      log.debug("What people said of moods can't be read: {}", unreadable.getMessage());
      return new StatusSnapshot.Agreement(0, 0);
    }
  }

  @Override
  public void onMood(MoodReading reading) {
    shown = reading;
  }

  /** How often people found the mood right, as far as the log goes back. */
  synchronized StatusSnapshot.Agreement agreement() {
    return agreement;
  }

  /**
   * Counts one.
   *
   * @param instead the expression that they see; empty if they do not say
   */
  synchronized ActionResult add(boolean agreed, Optional<Emotion> instead) {
    MoodReading newest = shown;
    if (newest == null || !(newest.mood() instanceof Mood.Felt felt)) {
      return new ActionResult.Refused(Phrase.of("refused.no-mood"));
    }
    if (newest.sinceNanos() != moodSince) {
      moodSince = newest.sinceNanos();
      ofMood = 0;
    }
    if (ofMood >= PER_PERSON * felt.people()) {
      return new ActionResult.Refused(Phrase.of("refused.enough-said"));
    }
    ofMood++;
    agreement =
        new StatusSnapshot.Agreement(
            agreement.agreed() + (agreed ? 1 : 0), agreement.disagreed() + (agreed ? 0 : 1));
    history.verdict(felt, agreed, agreed ? "" : instead.map(Emotion::label).orElse(""));
    return new ActionResult.Done();
  }
}
