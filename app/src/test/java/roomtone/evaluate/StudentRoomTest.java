package roomtone.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static roomtone.emotion.Emotion.HAPPY;
import static roomtone.emotion.Emotion.SAD;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import roomtone.camera.Frame;
import roomtone.emotion.Emotion;
import roomtone.emotion.EmotionScores;
import roomtone.inference.ModelException;
import roomtone.mood.Mood;
import roomtone.mood.MoodReading;

class StudentRoomTest {
  private final Deque<List<EmotionScores>> faces = new ArrayDeque<>();
  private final StudentRoom room = new StudentRoom(_ -> faces.removeFirst());
  private long nanos;

  @Test
  void theRoomShowsWhatMostFacesShowAtOnce() throws Exception {
    assertThat(next().mood()).isEqualTo(new Mood.EmptyRoom());
    MoodReading two = next(SAD, HAPPY, HAPPY);
    assertThat(two.mood().label()).isEqualTo("happy");
    assertThat(two.mood().people()).isEqualTo(3);
    assertThat(two.changed()).isTrue();
    MoodReading still = next(HAPPY);
    assertThat(still.changed()).isFalse();
    assertThat(still.sinceNanos()).isEqualTo(two.nanos());
    assertThat(next(SAD).changed()).isTrue();
    assertThat(next().mood()).isEqualTo(new Mood.EmptyRoom());
  }

  private MoodReading next(Emotion... shown) throws ModelException {
    faces.add(Arrays.stream(shown).map(StudentRoomTest::sure).toList());
    return room.read(new Frame(new byte[1], 1, 1, ++nanos, 0));
  }

  private static EmotionScores sure(Emotion emotion) {
    float[] probabilities = new float[Emotion.values().length];
    probabilities[emotion.index()] = 1;
    return EmotionScores.of(probabilities);
  }
}
