package roomtone.music;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import roomtone.emotion.Emotion;
import roomtone.language.Phrase;
import roomtone.mood.Mood;
import roomtone.music.Governor.Playback;

class DeckTest {
  private static final Mood.Felt HAPPY = Time.felt(Emotion.HAPPY);

  private final Time time = new Time();
  private final FlakyPlayer player = new FlakyPlayer(time);
  private final Heard heard = new Heard();
  private final Deck deck = new Deck(player, 55, List.of(heard));
  private final List<Song> songs = new SongBook().songs("Upbeat");

  @BeforeEach
  void look() {
    deck.look(time.getAsLong());
  }

  private static Wish wish(String playlist) {
    return new Wish(playlist, HAPPY, Instant.EPOCH, Phrase.plain("because"), false);
  }

  private void want(Wish wish) {
    deck.want(wish, time.getAsLong());
    deck.work(time.getAsLong());
  }

  /** As the DJ's thread would: a turn whenever the deck wants to look. */
  private void live(Duration duration) {
    long end = time.getAsLong() + duration.toNanos();
    while (time.getAsLong() < end) {
      long step = Math.min(deck.untilNextLook(time.getAsLong()).toNanos(), end - time.getAsLong());
      time.pass(Duration.ofNanos(Math.max(1, step)));
      deck.look(time.getAsLong());
      deck.work(time.getAsLong());
    }
  }

  @Test
  void startsWhatIsWantedAndTellsTheListeners() {
    want(wish("Upbeat"));

    assertThat(heard.nextNow()).isEqualTo("playlist Upbeat for happy");
    assertThat(heard.nextNow()).isEqualTo("song " + songs.getFirst().title() + " for happy");
    assertThat(heard.nextNow()).isEmpty();
    assertThat(deck.problem()).isEmpty();
  }

  @Test
  void tellsOfEverySongOnceThroughThreeRounds() {
    want(wish("Upbeat"));
    Duration round = songs.stream().map(Song::length).reduce(Duration.ZERO, Duration::plus);
    live(round.multipliedBy(3).minusSeconds(1));

    assertThat(heard.nextNow()).startsWith("playlist");
    for (int i = 0; i < 3 * songs.size(); i++) {
      assertThat(heard.nextNow())
          .isEqualTo("song " + songs.get(i % songs.size()).title() + " for happy");
    }
    assertThat(heard.nextNow()).isEmpty();
  }

  @Test
  void looksJustBeforeASongEndsAndCallsItTheEnd() {
    want(wish("Upbeat"));
    live(songs.getFirst().length().minusMillis(400));
    assertThat(deck.playback(time.getAsLong())).isEqualTo(Playback.MID_SONG);

    time.pass(deck.untilNextLook(time.getAsLong()));
    deck.look(time.getAsLong());

    assertThat(player.status())
        .isInstanceOfSatisfying(
            PlayerStatus.Playing.class,
            playing -> assertThat(playing.song()).isEqualTo(songs.getFirst()));
    assertThat(deck.playback(time.getAsLong())).isEqualTo(Playback.SONG_END);
  }

  @Test
  void looksAboutOnceASecond() {
    want(wish("Upbeat"));
    int before = player.refreshes;
    live(Duration.ofSeconds(60));
    assertThat(player.refreshes - before).isBetween(60, 70);
  }

  @Test
  void unknownPlaylistIsNamedAndTriedEverMoreSeldom() {
    player.unknown.add("Rap");
    want(wish("Upbeat"));
    live(Duration.ofSeconds(3));
    want(wish("Rap"));

    assertThat(deck.problem()).contains("No playlist Rap: add it.");
    assertThat(deck.playback(time.getAsLong())).isEqualTo(Playback.MID_SONG);
    int before = player.plays;
    live(Duration.ofMinutes(10));
    assertThat(player.plays - before).isBetween(10, 16);

    player.unknown.clear();
    live(Duration.ofMinutes(1).plusSeconds(1));
    assertThat(deck.problem()).isEmpty();
    assertThat(player.status())
        .isInstanceOfSatisfying(
            PlayerStatus.Playing.class, playing -> assertThat(playing.playlist()).isEqualTo("Rap"));
  }

  @Test
  void wishForWhatPlaysEndsTheComplaint() {
    player.unknown.add("Rap");
    want(wish("Upbeat"));
    want(wish("Rap"));
    want(wish("Upbeat"));
    assertThat(deck.problem()).isEmpty();
  }

  @Test
  void wishSurvivesAnAbsenceAndIsFulfilledOnReturn() {
    player.away = true;
    live(Duration.ofSeconds(2));
    want(wish("Calm"));
    assertThat(deck.problem()).contains(FlakyPlayer.AWAY);
    live(Duration.ofMinutes(20));
    assertThat(player.plays).isLessThan(40);
    assertThat(heard.nextNow()).isEmpty();

    player.away = false;
    live(Duration.ofSeconds(2));

    assertThat(heard.nextNow()).isEqualTo("playlist Calm for happy");
    assertThat(deck.problem()).isEmpty();
  }

  @Test
  void aShortAbsenceIsNoNewSong() {
    want(wish("Upbeat"));
    heard.nextNow();
    heard.nextNow();
    live(Duration.ofSeconds(3));
    player.away = true;
    live(Duration.ofSeconds(3));
    assertThat(deck.playback(time.getAsLong())).isEqualTo(Playback.SILENT);
    player.away = false;
    live(Duration.ofSeconds(3));
    assertThat(heard.nextNow()).isEmpty();
  }

  @Test
  void playerThatStopsByItselfIsStartedAgain() {
    want(wish("Upbeat"));
    live(Duration.ofSeconds(10));
    player.stopByItself();
    live(Duration.ofSeconds(1));
    assertThat(deck.problem()).hasValueSatisfying(text -> assertThat(text).contains("stopped"));
    live(Duration.ofSeconds(2));
    assertThat(player.status()).isInstanceOf(PlayerStatus.Playing.class);
    assertThat(deck.problem()).isEmpty();
  }

  @Test
  void playerThatStopsAgainAndAgainIsNotHammered() {
    want(wish("Upbeat"));
    int before = player.plays;
    for (int second = 0; second < 600; second++) {
      player.stopByItself();
      live(Duration.ofSeconds(1));
    }
    assertThat(player.plays - before).isBetween(8, 20);
  }

  @Test
  void pausesAndGoesOnWhereItWas() {
    want(wish("Upbeat"));
    live(Duration.ofSeconds(5));
    want(wish("Upbeat").paused(true));
    assertThat(player.status()).isInstanceOf(PlayerStatus.Paused.class);
    live(Duration.ofMinutes(5));
    want(wish("Upbeat"));
    assertThat(player.status())
        .isInstanceOfSatisfying(
            PlayerStatus.Playing.class,
            playing -> assertThat(playing.position()).isEqualTo(Duration.ofSeconds(5)));
    assertThat(player.plays).isEqualTo(1);
  }

  @Test
  void skipTellsHowLongTheSongHadPlayed() {
    want(wish("Upbeat"));
    heard.nextNow();
    heard.nextNow();
    live(Duration.ofMillis(4500));
    deck.skip(new Mood.Unsure(1), time.getAsLong());
    assertThat(heard.nextNow())
        .isEqualTo("skip " + songs.getFirst().title() + " after 4500 in unsure");
    assertThat(heard.nextNow()).isEqualTo("song " + songs.get(1).title() + " for happy");
  }
}
