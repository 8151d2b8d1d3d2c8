package roomtone.evaluate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import roomtone.camera.Frame;
import roomtone.emotion.Emotion;
import roomtone.inference.ModelException;
import roomtone.mood.Mood;
import roomtone.mood.MoodReading;

/**
 * Measures all from picture to mood in made-up rooms: how often the mood is right, how soon it
 * follows, how often it flips, and what is seen in rooms without anybody.
 *
 * <p>Faces are those of a part of FER2013 whose label and crowd agree, so that it is known what
 * they show. For one thread.
 */
public final class RoomEvaluation {
  private static final double FRAMES_A_MINUTE = 600;

  private final Map<Emotion, List<Frame>> faces;
  private final Duration patience;

  RoomEvaluation(Map<Emotion, List<Frame>> faces, Duration patience) {
    this.faces = faces;
    this.patience = patience;
  }

  /**
   * Reads the faces.
   *
   * @param data FER2013, as {@code evaluate expression} takes it
   * @param usage which of its faces: {@code PublicTest} to choose settings by, {@code PrivateTest}
   *     for figures
   * @param patience how long a mood may take to follow before it counts as wrong
   */
  public static RoomEvaluation of(Path data, String usage, Duration patience)
      throws EvaluationException {
    Fer2013 fer2013 = Fer2013.read(data);
    List<Fer2013.Sample> clear =
        fer2013.split(usage).stream()
            .filter(sample -> sample.majority().filter(sample.label()::equals).isPresent())
            .toList();
    List<Frame> pictures = fer2013.pictures(clear);
    Map<Emotion, List<Frame>> faces = new EnumMap<>(Emotion.class);
    for (int i = 0; i < clear.size(); i++) {
      faces.computeIfAbsent(clear.get(i).label(), _ -> new ArrayList<>()).add(pictures.get(i));
    }
    if (faces.size() < 2) {
      throw new EvaluationException(
          data + " has no faces of two expressions on which label and crowd agree.");
    }
    return new RoomEvaluation(faces, patience);
  }

  /**
   * Shows an evening.
   *
   * @param minutes of film, ten frames a second
   * @param progress told how many frames are done
   */
  public Map<String, @Nullable Object> evening(
      RoomReading eye, int minutes, long seed, IntConsumer progress) throws ModelException {
    return evening(eye, new RoomFilm(faces, seed), minutes, progress);
  }

  Map<String, @Nullable Object> evening(
      RoomReading eye, RoomFilm film, int minutes, IntConsumer progress) throws ModelException {
    var score = new Score(patience.toNanos());
    int frames = (int) (minutes * FRAMES_A_MINUTE);
    for (int i = 1; i <= frames; i++) {
      MoodReading reading = eye.read(film.next());
      String truth = film.truth().map(Emotion::label).orElse(new Mood.EmptyRoom().label());
      score.add(reading, truth, film.isSettled());
      progress.accept(i);
    }
    return score.figures(frames / FRAMES_A_MINUTE);
  }

  /**
   * Shows empty rooms, another one every minute; returns how often they were said to have a mood.
   */
  public int emptyRooms(RoomReading eye, int minutes, long seed, IntConsumer progress)
      throws ModelException {
    int moods = 0;
    int frames = (int) (minutes * FRAMES_A_MINUTE);
    var film = new EmptyFilm(seed);
    for (int i = 1; i <= frames; i++) {
      MoodReading reading = eye.read(film.next());
      moods += reading.changed() && reading.mood() instanceof Mood.Felt ? 1 : 0;
      progress.accept(i);
    }
    return moods;
  }

  /** Counts how the mood follows the truth. */
  private static final class Score {
    private final long patienceNanos;
    private final List<Double> delays = new ArrayList<>();
    private String truth = "";
    private long truthNanos;
    private boolean waiting;
    private int judged;
    private int right;
    private int patient;
    private int patientRight;
    private int changes;
    private int missed;
    private int flips;

    Score(long patienceNanos) {
      this.patienceNanos = patienceNanos;
    }

    void add(MoodReading reading, String truthNow, boolean settled) {
      if (!settled) {
        return;
      }
      if (!truthNow.equals(truth)) {
        missed += waiting ? 1 : 0;
        truth = truthNow;
        truthNanos = reading.nanos();
        waiting = true;
        changes++;
      }
      boolean isRight = reading.mood().label().equals(truth);
      long age = reading.nanos() - truthNanos;
      if (waiting && isRight) {
        waiting = false;
        delays.add(age / 1e9);
      }
      judged++;
      right += isRight ? 1 : 0;
      if (age > patienceNanos) {
        patient++;
        patientRight += isRight ? 1 : 0;
        flips += reading.changed() && !isRight ? 1 : 0;
      }
    }

    Map<String, @Nullable Object> figures(double minutes) {
      Map<String, @Nullable Object> figures = new LinkedHashMap<>();
      figures.put("minutes", minutes);
      figures.put("changes", changes);
      figures.put("rightShare", share(right, judged));
      figures.put("rightShareAfterPatience", share(patientRight, patient));
      figures.put("secondsToFollowMedian", quantile(0.5));
      figures.put("secondsToFollowP95", quantile(0.95));
      figures.put("changesMissed", missed);
      figures.put("falseFlipsIn10Minutes", 10 * flips / minutes);
      return figures;
    }

    private static @Nullable Double share(int part, int whole) {
      return whole == 0 ? null : (double) part / whole;
    }

    private @Nullable Double quantile(double share) {
      return delays.isEmpty()
          ? null
          : delays.stream()
              .sorted()
              .skip((long) Math.min(delays.size() - 1.0, share * delays.size()))
              .findFirst()
              .orElseThrow();
    }
  }
}
