package roomtone.kiosk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import roomtone.emotion.Emotion;
import roomtone.history.ActionEvent;
import roomtone.history.History;
import roomtone.history.MoodInterval;
import roomtone.history.PlayEvent;
import roomtone.mood.Mood;
import roomtone.music.Ear;

/** Lets the DJ hear again, in its order, what the log holds of songs, skips and an empty room. */
final class Recollection {
  private static final String EMPTY = new Mood.EmptyRoom().label();

  private Recollection() {}

  private record Event(Instant at, Runnable happens) {}

  static void replay(History history, Ear ear) {
    List<Event> events = new ArrayList<>();
    for (PlayEvent play : history.plays()) {
      emotion(play.mood())
          .ifPresent(emotion ->
              events.add(
                  new Event(play.at(), () -> ear.played(play.at(), emotion, play.playlist()))));
    }
    for (ActionEvent action : history.actions()) {
      if (action.kind() == ActionEvent.Kind.SKIP) {
        events.add(
            new Event(
                action.at(),
                () -> {
                  if (action.mood().equals(EMPTY)) {
                    ear.emptied();
                  }
                  ear.skipped(action.at(), action.playlist(), action.playedMillis());
                }));
      }
    }
    for (MoodInterval interval : history.moods()) {
      if (interval.mood().equals(EMPTY)) {
        events.add(new Event(interval.from(), ear::emptied));
        events.add(new Event(interval.to(), ear::emptied));
      }
    }
    events.sort(Comparator.comparing(Event::at));
    events.forEach(event -> event.happens().run());
  }

  private static Optional<Emotion> emotion(String label) {
    return Arrays.stream(Emotion.values())
        .filter(emotion -> emotion.label().equals(label))
        .findFirst();
  }
}
