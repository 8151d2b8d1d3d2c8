package roomtone.evaluate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.camera.Frame;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;
import roomtone.mood.MoodReading;

class RoomEvaluationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @TempDir private Path folder;

  @Test
  void aFilmIsTheSameForTheSameSeedAndShowsWhatItSays() {
    var one = new RoomFilm(faces(), 3);
    var same = new RoomFilm(faces(), 3);
    var other = new RoomFilm(faces(), 4);
    boolean differs = false;
    int empty = 0;
    int shown = 0;
    for (int i = 0; i < 500; i++) {
      Frame frame = one.next();
      assertThat(frame.luma()).isEqualTo(same.next().luma());
      differs |= frame.luma()[i] != other.next().luma()[i];
      assertThat(frame.nanos()).isEqualTo((i + 1) * RoomFilm.FRAME_NANOS);
      empty += one.truth().isEmpty() ? 1 : 0;
      shown += one.truth().isPresent() ? 1 : 0;
    }
    assertThat(differs).isTrue();
    assertThat(empty).isPositive();
    assertThat(shown).isPositive();
  }

  @Test
  void aPerfectEyeIsAlwaysRightAndNeverFlips() throws Exception {
    Map<String, Object> figures = evening(0);
    assertThat(number(figures, "rightShare")).isEqualTo(1);
    assertThat(number(figures, "secondsToFollowMedian")).isZero();
    assertThat(number(figures, "falseFlipsIn10Minutes")).isZero();
    assertThat(figures).containsEntry("changesMissed", 0);
  }

  @Test
  void aSlowEyeIsRightAfterItsDelay() throws Exception {
    Map<String, Object> figures = evening(15);
    assertThat(number(figures, "secondsToFollowMedian")).isBetween(1.3, 1.6);
    assertThat(number(figures, "rightShareAfterPatience")).isEqualTo(1);
    assertThat(number(figures, "rightShare")).isLessThan(1);
  }

  @Test
  void aBlindEyeIsWrongWheneverSomebodyIsThere() throws Exception {
    var film = new RoomFilm(faces(), 5);
    Map<String, Object> figures =
        evaluation(film)
            .evening(frame -> reading(frame, new Mood.EmptyRoom(), false), film, 2, _ -> {});
    assertThat(number(figures, "rightShareAfterPatience")).isLessThan(0.7);
    assertThat((int) requireNonNull(figures.get("changesMissed"))).isPositive();
  }

  @Test
  void moodsInEmptyRoomsAreCounted() throws Exception {
    int[] frames = {0};
    var film = new RoomFilm(faces(), 5);
    int moods =
        evaluation(film)
            .emptyRooms(
                frame ->
                    reading(frame, new Mood.Felt(Emotion.SAD, 0.6f, 1), frames[0]++ % 300 == 150),
                1,
                5,
                _ -> {});
    assertThat(moods).isEqualTo(2);
  }

  @Test
  void dataWithoutFacesIsRefused() {
    assertThatThrownBy(() -> RoomEvaluation.of(folder, "PrivateTest", PATIENCE))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("rows.csv.gz");
  }

  /** An eye that knows the truth, some frames late. */
  private Map<String, Object> evening(int framesLate) throws Exception {
    var film = new RoomFilm(faces(), 5);
    String[] told = {""};
    String[] coming = {""};
    int[] age = {0};
    return evaluation(film)
        .evening(
            frame -> {
              String truth = film.truth().map(Emotion::label).orElse("empty");
              if (!film.isSettled() || !truth.equals(coming[0])) {
                age[0] = 0;
              }
              coming[0] = truth;
              boolean changed = age[0]++ == framesLate && !told[0].equals(truth);
              told[0] = changed ? truth : told[0];
              return reading(frame, mood(told[0]), changed);
            },
            film,
            2,
            _ -> {});
  }

  private static Mood mood(String label) {
    for (Emotion emotion : Emotion.values()) {
      if (emotion.label().equals(label)) {
        return new Mood.Felt(emotion, 0.7f, 1);
      }
    }
    return new Mood.EmptyRoom();
  }

  private static MoodReading reading(Frame frame, Mood mood, boolean changed) {
    return new MoodReading(mood, frame.nanos(), frame.nanos(), frame.epochMillis(), changed);
  }

  private static RoomEvaluation evaluation(RoomFilm film) {
    assertThat(film.truth()).isEmpty();
    return new RoomEvaluation(faces(), PATIENCE);
  }

  private static Map<Emotion, List<Frame>> faces() {
    Map<Emotion, List<Frame>> faces = new EnumMap<>(Emotion.class);
    for (Emotion emotion : Emotion.values()) {
      byte[] luma = new byte[48 * 48];
      for (int i = 0; i < luma.length; i++) {
        luma[i] = (byte) (i * (emotion.index() + 3));
      }
      faces.put(emotion, List.of(new Frame(luma, 48, 48, 0, 0)));
    }
    return faces;
  }

  private static double number(Map<String, Object> figures, String name) {
    return (double) requireNonNull(figures.get(name));
  }
}
