package roomtone.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Lays what still waits over what is stored. A row that is in both, because it was committed
 * between the two reads, is kept once.
 */
final class WaitingHistory {
  /** What an interval is known by while its end still moves. */
  private record MoodKey(Instant from, String mood) {
    static MoodKey of(MoodInterval interval) {
      return new MoodKey(interval.from(), interval.mood());
    }
  }

  private final MoodAggregate.Batch waiting;
  private final Instant from;
  private final Instant to;

  WaitingHistory(MoodAggregate.Batch waiting, Instant from, Instant to) {
    this.waiting = waiting;
    this.from = from;
    this.to = to;
  }

  /** The stored rows with the waiting ones of the same span, each list oldest first. */
  History addedTo(History stored) {
    Map<MoodKey, MoodInterval> moods = new LinkedHashMap<>();
    stored.moods().forEach(interval -> moods.put(MoodKey.of(interval), interval));
    Set<PlayEvent> plays = new LinkedHashSet<>(stored.plays());
    Set<ActionEvent> actions = new LinkedHashSet<>(stored.actions());
    List<FaultEvent> faults = new ArrayList<>(stored.faults());
    Set<ChangeEvent> changes = new LinkedHashSet<>(stored.changes());
    Set<VerdictEvent> verdicts = new LinkedHashSet<>(stored.verdicts());
    for (Entry entry : waiting.queued()) {
      switch (entry) {
        case Entry.Room(long _, MoodInterval interval) -> add(moods, interval);
        case Entry.Play(PlayEvent play) -> add(plays, play, play.at());
        case Entry.Action(ActionEvent action) -> add(actions, action, action.at());
        case Entry.Change(ChangeEvent change) -> add(changes, change, change.at());
        case Entry.Verdict(VerdictEvent verdict) -> add(verdicts, verdict, verdict.at());
        case Entry.FaultBegan began -> begin(faults, began);
        case Entry.FaultEnded(Instant at, String part) -> end(faults, part, at);
      }
    }
    if (waiting.goingOn() != null) {
      add(moods, waiting.goingOn().interval());
    }
    return new History(
        sorted(moods.values(), MoodInterval::from),
        sorted(plays, PlayEvent::at),
        sorted(actions, ActionEvent::at),
        sorted(faults, FaultEvent::from),
        sorted(changes, ChangeEvent::at),
        sorted(verdicts, VerdictEvent::at));
  }

  private void add(Map<MoodKey, MoodInterval> moods, MoodInterval interval) {
    boolean overlaps =
        interval.from().isBefore(to)
            && (interval.to().isAfter(from) || !interval.from().isBefore(from));
    if (overlaps) {
      moods.merge(MoodKey.of(interval), interval, WaitingHistory::longer);
    }
  }

  private <T> void add(Set<T> rows, T row, Instant at) {
    if (!at.isBefore(from) && at.isBefore(to)) {
      rows.add(row);
    }
  }

  private void begin(List<FaultEvent> faults, Entry.FaultBegan began) {
    boolean isStored =
        faults.stream()
            .anyMatch(one -> one.from().equals(began.at()) && one.part().equals(began.part()));
    if (!isStored && began.at().isBefore(to)) {
      end(faults, began.part(), began.at());
      faults.add(new FaultEvent(began.at(), null, began.part(), began.message()));
    }
  }

  private static void end(List<FaultEvent> faults, String part, Instant at) {
    faults.replaceAll(fault ->
        fault.to() == null && fault.part().equals(part) && !fault.from().isAfter(at)
            ? new FaultEvent(fault.from(), at, part, fault.message())
            : fault);
  }

  private static MoodInterval longer(MoodInterval one, MoodInterval other) {
    return other.to().isBefore(one.to()) ? one : other;
  }

  private static <T> List<T> sorted(Collection<T> rows, Function<T, Instant> age) {
    return rows.stream().sorted(Comparator.comparing(age)).toList();
  }
}
