package roomtone.music;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;
import roomtone.music.Governor.Decision;
import roomtone.music.Governor.Moment;
import roomtone.music.Governor.Playback;

/**
 * Evenings in lounges that do not exist: the guests let one playlist run more often than the
 * others, and the DJ's own governor and taste have to find out which. The same seed gives the same
 * evenings.
 */
public final class Simulation {
  /** The budget of changes that the simulated lounges set. */
  public static final int CHANGES_A_DAY = 12;

  private static final List<Double> REWARDS = List.of(0.42, 0.80, 0.33, 0.65, 0.50);
  private static final double LATE_SKIPS = 0.1;
  private static final int SONGS_AN_EVENING = 20;
  private static final Duration SONG = Duration.ofMinutes(4);
  private static final Instant BEGINNING = Instant.parse("2026-01-01T18:00:00Z");

  private final RandomGenerator guests;
  private final Taste taste;
  private final Governor governor;
  private double total;
  private double lastTotal;
  private int changesToday;
  private int mostChangesADay;

  /**
   * What came of it; rewards are means over all songs and lounges, from 0 to 1.
   *
   * @param meanReward the DJ's
   * @param lastTenth the DJ's, over the last tenth of the songs
   * @param best what the playlist gives that guests like best
   * @param fixed what the first playlist gives
   * @param uniform what choosing at random gives
   * @param mostChangesADay the most changes of playlist that any day saw
   */
  public record Result(
      double meanReward,
      double lastTenth,
      double best,
      double fixed,
      double uniform,
      int mostChangesADay) {}

  private Simulation(long seed) {
    guests = new SplittableRandom(seed * 31 + 7);
    List<Arm> arms =
        IntStream.range(0, REWARDS.size())
            .mapToObj(index -> new Arm("Playlist " + index, Set.of(), Optional.empty()))
            .toList();
    var repertoire =
        new Repertoire(Map.of(Emotion.NEUTRAL, arms), Policy.MATCH, "", Emotion.HAPPY, 4, seed + 1);
    taste = new Taste(repertoire, TasteNotes.NONE);
    governor =
        new Governor(
            new MusicSettings(
                PlayerKind.SIMULATED,
                PlayerKind.SIMULATED,
                repertoire,
                Duration.ofSeconds(8),
                Duration.ofMinutes(3),
                ChangeAt.SONG_END,
                Duration.ofMinutes(10),
                CHANGES_A_DAY,
                70,
                HouseRules.NONE),
            taste);
  }

  /**
   * Plays songs in several lounges.
   *
   * @param plays songs in each, 1 or more
   * @param seeds lounges, 1 or more
   * @param first the first lounge's seed
   */
  public static Result run(int plays, int seeds, long first) {
    double total = 0;
    double last = 0;
    int most = 0;
    for (int lounge = 0; lounge < seeds; lounge++) {
      var simulation = new Simulation(first + lounge);
      simulation.play(plays);
      total += simulation.total / plays;
      last += simulation.lastTotal / lastTenth(plays);
      most = Math.max(most, simulation.mostChangesADay);
    }
    return new Result(
        total / seeds,
        last / seeds,
        REWARDS.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
        REWARDS.getFirst(),
        REWARDS.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
        most);
  }

  private static int lastTenth(int plays) {
    return Math.max(1, plays / 10);
  }

  private void play(int plays) {
    String playlist = "";
    for (int song = 0; song < plays; song++) {
      int evening = song / SONGS_AN_EVENING;
      Instant now =
          BEGINNING.plus(Duration.ofDays(evening)).plus(SONG.multipliedBy(song % SONGS_AN_EVENING));
      if (song % SONGS_AN_EVENING == 0) {
        changesToday = 0;
        taste.ear().emptied();
      }
      Decision decision = governor.decide(moment(now, playlist.isEmpty()));
      if (decision instanceof Decision.Change change) {
        changesToday += playlist.isEmpty() ? 0 : 1;
        mostChangesADay = Math.max(mostChangesADay, changesToday);
        playlist = change.playlist();
      }
      double reward = listen(playlist, now);
      total += reward;
      lastTotal += song >= plays - lastTenth(plays) ? reward : 0;
    }
  }

  private static Moment moment(Instant now, boolean first) {
    return new Moment(
        new Mood.Felt(Emotion.NEUTRAL, 0.8f, 3),
        Duration.ofMinutes(30),
        first ? Playback.SILENT : Playback.SONG_END,
        Duration.between(BEGINNING, now).toNanos(),
        LocalDate.ofInstant(now, ZoneOffset.UTC));
  }

  /** Guests let a song run, skip it late or skip it at once. */
  private double listen(String playlist, Instant now) {
    double liked = REWARDS.get(Integer.parseInt(playlist.substring("Playlist ".length())));
    double drawn = guests.nextDouble();
    taste.ear().played(now, Emotion.NEUTRAL, playlist);
    if (drawn < liked - LATE_SKIPS / 2) {
      Instant end = now.plus(SONG).minusMillis(1);
      taste.ear().played(end, Emotion.NEUTRAL, playlist);
      taste.ear().emptied();
      return 1;
    }
    boolean late = drawn < liked + LATE_SKIPS / 2;
    long playedMillis = late ? 90_000 : 5_000;
    taste.ear().skipped(now.plusMillis(playedMillis), playlist, playedMillis);
    return late ? 0.5 : 0;
  }
}
