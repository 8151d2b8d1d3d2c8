package roomtone.history;

import java.util.List;

/** What was logged in a span of time, each list oldest first. */
public record History(
    List<MoodInterval> moods,
    List<PlayEvent> plays,
    List<ActionEvent> actions,
    List<FaultEvent> faults,
    List<ChangeEvent> changes,
    List<VerdictEvent> verdicts) {
  /** Copies the lists. */
  public History {
    moods = List.copyOf(moods);
    plays = List.copyOf(plays);
    actions = List.copyOf(actions);
    faults = List.copyOf(faults);
    changes = List.copyOf(changes);
    verdicts = List.copyOf(verdicts);
  }
}
