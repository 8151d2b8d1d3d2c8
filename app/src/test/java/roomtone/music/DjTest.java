package roomtone.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;
import roomtone.system.Fault;
import roomtone.system.Faults;

@Timeout(30)
class DjTest {
  private final Time time = new Time();
  private final SimulatedPlayer player = new SimulatedPlayer(time);
  private final Heard heard = new Heard();
  private final Faults faults = new Faults(time);
  private final List<Song> upbeat = new SongBook().songs("Upbeat");

  private Dj start(MusicPlayer with, ChangeAt changeAt) {
    MusicSettings settings = Settings.with(changeAt, 0);
    return Dj.start(settings, taste(settings), with, List.of(heard), faults, time, time);
  }

  private static Taste taste(MusicSettings settings) {
    return new Taste(settings.repertoire(), TasteNotes.NONE);
  }

  private void startUpbeat(Dj dj) throws InterruptedException {
    dj.onMood(time.reading(Time.felt(Emotion.HAPPY), 8));
    assertThat(heard.next()).isEqualTo("playlist Upbeat for happy");
    assertThat(heard.next()).isEqualTo("song " + upbeat.getFirst().title() + " for happy");
  }

  /** Waits until the DJ says something about what comes next. */
  private static void awaitNext(Dj dj, String text) {
    await(() -> dj.status().next().toString().contains(text));
  }

  private static void awaitPlayer(Dj dj, Class<? extends PlayerStatus> state) {
    await(() -> state.isInstance(dj.status().player()));
  }

  /** Waits for what comes in an instant; the class's timeout interrupts it where it never does. */
  private static void await(BooleanSupplier wish) {
    while (!wish.getAsBoolean()) {
      assertThat(Thread.interrupted()).as("it never came").isFalse();
      Thread.onSpinWait();
    }
  }

  @Test
  void saysNothingPlaysBeforeTheFirstExpression() {
    try (Dj dj = start(player, ChangeAt.SONG_END)) {
      assertThat(dj.status().choice()).isEmpty();
      assertThat(dj.status().reason()).asString().startsWith("Nothing plays yet");
      assertThat(dj.status().player()).isEqualTo(new PlayerStatus.Idle());
    }
  }

  @Test
  void playsWhatSomebodyChoseUntilTheRoomDecidesAgain() throws InterruptedException {
    try (Dj dj = start(player, ChangeAt.AT_ONCE)) {
      startUpbeat(dj);
      dj.follow(Optional.of(Emotion.SAD));
      assertThat(heard.next()).isEqualTo("playlist Calm for sad");
      awaitNext(dj, "It stays so until the room decides again.");
      assertThat(dj.status().reason()).asString().startsWith("Somebody chose “sad”, so: Calm.");
      assertThat(dj.status().byHand()).contains(Emotion.SAD);
      dj.follow(Optional.empty());
      await(
          () -> dj.status().reason().toString().startsWith("The room looks cheerful, so: Upbeat"));
      assertThat(dj.status().byHand()).isEmpty();
    }
  }

  @Test
  void playsWhatFitsAndSaysWhy() throws InterruptedException {
    try (Dj dj = start(player, ChangeAt.SONG_END)) {
      startUpbeat(dj);
      awaitNext(dj, "Next change at the song’s end at the earliest.");
      DjStatus status = dj.status();
      assertThat(status.reason()).hasToString("The room looks cheerful, so: Upbeat.");
      assertThat(status.choice())
          .contains(new DjStatus.Choice("Upbeat", Time.felt(Emotion.HAPPY), time.instant()));
      assertThat(status.problem()).isEmpty();
      assertThat(player.volume()).isEqualTo(55);
    }
  }

  @Test
  void changesAtTheSongsEndAndSaysSoBefore() throws InterruptedException {
    try (Dj dj = start(player, ChangeAt.SONG_END)) {
      startUpbeat(dj);
      time.pass(upbeat.get(0).length().plus(upbeat.get(1).length()).plusSeconds(4));
      dj.onMood(time.reading(Time.felt(Emotion.SAD), 20));
      awaitNext(dj, "Calm comes next, when this song ends.");
      assertThat(heard.next()).isEqualTo("song " + upbeat.get(2).title() + " for happy");
      time.pass(upbeat.get(2).length().minusSeconds(4).minusMillis(200));
      dj.onMood(time.reading(Time.felt(Emotion.SAD), 30));
      assertThat(heard.next()).isEqualTo("playlist Calm for sad");
    }
  }

  @Test
  void skipBringsTheNextSongAndASecondOneAtOnceIsIgnored() throws InterruptedException {
    try (Dj dj = start(player, ChangeAt.SONG_END)) {
      startUpbeat(dj);
      time.passSeconds(3);
      dj.skip();
      assertThat(heard.next())
          .isEqualTo("skip " + upbeat.getFirst().title() + " after 3000 in happy");
      assertThat(heard.next()).isEqualTo("song " + upbeat.get(1).title() + " for happy");
      time.passSeconds(0.9);
      dj.skip();
      dj.onMood(time.reading(new Mood.Unsure(1), 1));
      awaitNext(dj, "No expression stands out");
      time.passSeconds(0.1);
      dj.skip();
      assertThat(heard.next()).isEqualTo("skip " + upbeat.get(1).title() + " after 1000 in unsure");
    }
  }

  @Test
  void skipBringsThePlaylistThatWaitedForTheSongsEnd() throws InterruptedException {
    try (Dj dj = start(player, ChangeAt.SONG_END)) {
      startUpbeat(dj);
      time.pass(upbeat.get(0).length().plus(upbeat.get(1).length()).plusSeconds(4));
      dj.onMood(time.reading(Time.felt(Emotion.SAD), 20));
      assertThat(heard.next()).startsWith("song " + upbeat.get(2).title());
      awaitNext(dj, "Calm comes next");
      dj.skip();
      assertThat(heard.next()).startsWith("skip " + upbeat.get(2).title() + " after 4000");
      assertThat(heard.next()).isEqualTo("playlist Calm for sad");
    }
  }

  @Test
  void rescanAppliesTheNextExpressionAtOnceWhereSongsMayBeCut() throws InterruptedException {
    try (Dj dj = start(player, ChangeAt.AT_ONCE)) {
      startUpbeat(dj);
      time.passSeconds(5);
      dj.rescan();
      dj.onMood(time.reading(Time.felt(Emotion.SURPRISE), 0));
      assertThat(heard.next()).isEqualTo("playlist Something new for surprise");
    }
  }

  @Test
  void emptyRoomPausesAndPeopleBringTheMusicBack() throws InterruptedException {
    try (Dj dj = start(player, ChangeAt.SONG_END)) {
      startUpbeat(dj);
      time.passSeconds(2);
      dj.onMood(time.reading(new Mood.EmptyRoom(), 600));
      awaitPlayer(dj, PlayerStatus.Paused.class);
      dj.onMood(time.reading(new Mood.Unsure(1), 0));
      awaitPlayer(dj, PlayerStatus.Playing.class);
    }
  }

  @Test
  void failureIsAFaultAndInTheStatusUntilItIsOver() throws InterruptedException {
    CountDownLatch raised = new CountDownLatch(1);
    CountDownLatch cleared = new CountDownLatch(1);
    faults.listen((_, began) -> (began ? raised : cleared).countDown());
    FlakyPlayer flaky = new FlakyPlayer(time);
    flaky.away = true;
    try (Dj dj = start(flaky, ChangeAt.SONG_END)) {
      assertThat(raised.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(faults.current())
          .extracting(Fault::part, Fault::message)
          .containsExactly(tuple("player", FlakyPlayer.AWAY));
      dj.onMood(time.reading(Time.felt(Emotion.HAPPY), 8));
      awaitNext(dj, "Next change");
      assertThat(dj.status().problem()).contains(FlakyPlayer.AWAY);
      flaky.away = false;
      time.passSeconds(2);
      dj.onMood(time.reading(Time.felt(Emotion.HAPPY), 10));
      assertThat(heard.next()).isEqualTo("playlist Upbeat for happy");
      assertThat(cleared.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void listenerThatThrowsDoesNotStopTheMusic() throws InterruptedException {
    MusicListener broken =
        new MusicListener() {
          @Override
          public void onPlaylist(String playlist, Mood mood, String reason) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void onSongStarted(String playlist, Song song, Mood mood) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void onSkip(String playlist, Song song, Mood mood, long playedMillis) {
            throw new IllegalStateException("broken");
          }
        };
    try (Dj dj =
        Dj.start(
            Settings.with(ChangeAt.SONG_END, 0),
            taste(Settings.with(ChangeAt.SONG_END, 0)),
            player,
            List.of(broken, heard),
            faults,
            time,
            time)) {
      startUpbeat(dj);
    }
  }

  @Test
  void closeLeavesTheMusicAsItIs() throws InterruptedException {
    try (Dj dj = start(player, ChangeAt.SONG_END)) {
      startUpbeat(dj);
    }
    assertThat(player.status()).isInstanceOf(PlayerStatus.Playing.class);
  }

  @Test
  void quietHoursTurnTheMusicDownAndUpAgain() throws InterruptedException {
    LocalTime now = LocalTime.ofInstant(time.instant(), ZoneId.systemDefault());
    QuietHours quiet = new QuietHours(now.plusMinutes(30), now.plusMinutes(90), 15);
    MusicSettings plain = Settings.with(ChangeAt.SONG_END, 0);
    try (Dj dj = start(plain, quiet)) {
      startUpbeat(dj);
      time.pass(Duration.ofMinutes(40));
      dj.onMood(time.reading(Time.felt(Emotion.HAPPY), 2400));
      await(() -> player.volume() == 15);
      time.pass(Duration.ofMinutes(60));
      dj.onMood(time.reading(Time.felt(Emotion.HAPPY), 6000));
      await(() -> player.volume() == 55);
    }
  }

  @Test
  void silentHoursPauseTheMusicAndBringItBack() throws InterruptedException {
    LocalTime now = LocalTime.ofInstant(time.instant(), ZoneId.systemDefault());
    QuietHours silent = new QuietHours(now.plusMinutes(10), now.plusMinutes(100), 0);
    try (Dj dj = start(Settings.with(ChangeAt.SONG_END, 0), silent)) {
      startUpbeat(dj);
      time.pass(Duration.ofMinutes(20));
      dj.onMood(time.reading(Time.felt(Emotion.HAPPY), 1200));
      awaitPlayer(dj, PlayerStatus.Paused.class);
      awaitNext(dj, "quiet hours");
      time.pass(Duration.ofMinutes(100));
      dj.onMood(time.reading(Time.felt(Emotion.HAPPY), 7200));
      awaitPlayer(dj, PlayerStatus.Playing.class);
    }
  }

  @Test
  void silentHoursPauseWhatAnEarlierRunLeftPlaying() {
    player.play("Upbeat");
    LocalTime now = LocalTime.ofInstant(time.instant(), ZoneId.systemDefault());
    QuietHours silent = new QuietHours(now.minusMinutes(10), now.plusMinutes(100), 0);
    try (Dj dj = start(Settings.with(ChangeAt.SONG_END, 0), silent)) {
      awaitPlayer(dj, PlayerStatus.Paused.class);
    }
  }

  private Dj start(MusicSettings plain, QuietHours quiet) {
    MusicSettings settings =
        new MusicSettings(
            plain.player(),
            plain.local(),
            plain.repertoire(),
            plain.dwell(),
            plain.minimumStay(),
            plain.changeAt(),
            plain.emptyRoomPauseAfter(),
            plain.dailyChanges(),
            plain.volume(),
            new HouseRules(100, Optional.of(quiet), true, Duration.ZERO));
    return Dj.start(settings, taste(settings), player, List.of(heard), faults, time, time);
  }
}
