package roomtone.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;
import roomtone.mood.MoodReading;

class MoodAggregateTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Mood EMPTY = new Mood.EmptyRoom();

  private final MovedClock clock = new MovedClock();
  private final EntryQueue queue = new EntryQueue(100, 100);

  @Test
  void oneIntervalAMoodWithMeanConfidenceAndMostVisitors() {
    MoodAggregate room = new MoodAggregate(1, queue);
    show(room, happy(0.6f, 1), happy(0.8f, 3), happy(0.7f, 2), EMPTY);

    assertThat(ended()).hasSize(1);
    MoodInterval interval = ended().getFirst();
    assertThat(interval.mood()).isEqualTo("happy");
    assertThat(interval.confidence()).isEqualTo(0.7, within(1e-6));
    assertThat(interval.visitors()).isEqualTo(3);
    assertThat(interval.from()).isEqualTo(MovedClock.START);
    assertThat(interval.to()).isEqualTo(MovedClock.START.plusSeconds(3));
    assertThat(goingOn(room).from()).isEqualTo(interval.to());
    assertThat(goingOn(room).mood()).isEqualTo("empty");
  }

  @Test
  void anIntervalEndsAtItsLastFrameWhenFramesStop() {
    MoodAggregate room = new MoodAggregate(1, queue);
    show(room, EMPTY, EMPTY);
    clock.advance(Duration.ofMinutes(5));
    show(room, EMPTY);

    assertThat(ended()).hasSize(1);
    assertThat(ended().getFirst().to()).isEqualTo(MovedClock.START.plusSeconds(1));
    assertThat(goingOn(room).from()).isEqualTo(MovedClock.START.plusSeconds(302));
  }

  @Test
  void aWallClockThatJumpsMovesTheIntervalAndKeepsItsLength() {
    MoodAggregate room = new MoodAggregate(1, queue);
    show(room, EMPTY, EMPTY);
    clock.jump(Duration.ofDays(200));
    show(room, EMPTY, EMPTY);

    MoodInterval interval = goingOn(room);
    assertThat(Duration.between(interval.from(), interval.to())).isEqualTo(Duration.ofSeconds(3));
    assertThat(interval.to()).isEqualTo(clock.instant().minus(SECOND));
  }

  @Test
  void withTooFewPeopleAnExpressionIsUnsureWithoutConfidence() {
    MoodAggregate room = new MoodAggregate(3, queue);
    show(room, happy(0.9f, 2), happy(0.9f, 2));

    assertThat(goingOn(room).mood()).isEqualTo("unsure");
    assertThat(goingOn(room).confidence()).isZero();
    assertThat(goingOn(room).visitors()).isEqualTo(2);
    assertThat(room.label()).isEqualTo("unsure");
    assertThat(room.labelOf(happy(0.9f, 2))).isEqualTo("unsure");
    assertThat(room.labelOf(happy(0.9f, 3))).isEqualTo("happy");
  }

  @Test
  void aCountThatFlickersAroundTheMinimumStaysUnsureUntilItHolds() {
    MoodAggregate room = new MoodAggregate(2, queue);
    for (int i = 0; i < 10; i++) {
      show(room, happy(0.9f, 1), happy(0.9f, 2));
    }
    assertThat(ended()).isEmpty();

    for (int i = 0; i < 6; i++) {
      show(room, happy(0.9f, 2));
    }
    assertThat(ended()).extracting(MoodInterval::mood).containsExactly("unsure");
    assertThat(goingOn(room).mood()).isEqualTo("happy");
  }

  @Test
  void aReadingThatChangesNothingAllocatesNothing() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    MoodAggregate room = new MoodAggregate(2, queue);
    MoodReading reading = clock.reading(happy(0.7f, 2));
    for (int i = 0; i < 20_000; i++) {
      room.add(reading);
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10_000; i++) {
      room.add(reading);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
  }

  private void show(MoodAggregate room, Mood... moods) {
    for (Mood mood : moods) {
      room.add(clock.reading(mood));
      clock.advance(SECOND);
    }
  }

  private static Mood happy(float confidence, int visitors) {
    return new Mood.Felt(Emotion.HAPPY, confidence, visitors);
  }

  private List<MoodInterval> ended() {
    return queue.waiting().stream().map(entry -> ((Entry.Room) entry).interval()).toList();
  }

  private static MoodInterval goingOn(MoodAggregate room) {
    return Objects.requireNonNull(room.batch().goingOn()).interval();
  }
}
