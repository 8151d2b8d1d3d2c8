package roomtone.music;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.mood.Mood;
import roomtone.music.Governor.Playback;
import roomtone.system.Backoff;

/**
 * The DJ's hands on the player: brings it to what the DJ wants, again and again until it does, and
 * notices when songs begin and end.
 *
 * <p>What is wanted survives every failure of the player. For one thread; reads no clock.
 */
final class Deck {
  private static final Logger log = LoggerFactory.getLogger(Deck.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** The last look at a song comes this long before its end, and counts as its end. */
  private static final Duration ENDING = Duration.ofMillis(300);

  /** A new song that has played no longer than this still counts as the end of the one before. */
  private static final Duration BEGINNING = Duration.ofSeconds(2);

  /** A song that has played this long shows that the player works. */
  private static final Duration PROVEN = Duration.ofSeconds(5);

  /** A jump back by more than this, in the same song, is the song's next beginning. */
  private static final Duration REWIND = Duration.ofSeconds(2);

  private final MusicPlayer player;
  private final List<MusicListener> listeners;
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  private @Nullable Wish wish;
  private @Nullable String playing;
  private boolean paused;
  private int volume;
  private int volumeSet = -1;
  private @Nullable String failure;
  private PlayerStatus status;
  private boolean looked;
  private long lookedNanos;
  private boolean songBegan;

  /** The song that was playing at the last look that heard one; null when the next one is new. */
  private PlayerStatus.@Nullable Playing heard;

  Deck(MusicPlayer player, int volume, List<MusicListener> listeners) {
    this.player = player;
    this.volume = volume;
    this.listeners = List.copyOf(listeners);
    status = player.status();
  }

  /** Asks the player what it is doing, if that is due, and tells the listeners of a new song. */
  void look(long nanos) {
    songBegan = false;
    if (!untilNextLook(nanos).isPositive()) {
      lookNow(nanos);
    }
  }

  /** How long until the next look is due; zero or negative where it is due now. */
  Duration untilNextLook(long nanos) {
    return looked ? lookInterval().minusNanos(nanos - lookedNanos) : Duration.ZERO;
  }

  /** A second, or less near a song's end. */
  private Duration lookInterval() {
    if (status instanceof PlayerStatus.Playing(var _, Song song, Duration position)
        && song.length().isPositive()) {
      Duration left = song.length().minus(position).minus(ENDING.dividedBy(2));
      if (left.compareTo(LOOK_EVERY) < 0) {
        return left.compareTo(ENDING) < 0 ? ENDING : left;
      }
    }
    return LOOK_EVERY;
  }

  /** Where the player is. */
  Playback playback(long nanos) {
    return switch (status) {
      case PlayerStatus.Idle _, PlayerStatus.Unavailable _ -> Playback.SILENT;
      case PlayerStatus.Paused _ -> Playback.PAUSED;
      case PlayerStatus.Playing(var _, Song song, Duration position) -> {
        Duration now = position.plusNanos(nanos - lookedNanos);
        boolean beginning = songBegan && now.compareTo(BEGINNING) <= 0;
        boolean ending =
            song.length().isPositive() && song.length().minus(now).compareTo(ENDING) <= 0;
        yield beginning || ending ? Playback.SONG_END : Playback.MID_SONG;
      }
    };
  }

  /** Says what the player should be doing from now on. */
  void want(Wish newest, long nanos) {
    wish = newest;
    backoff.hurry(nanos);
  }

  /** What was wanted last; empty before the first choice. */
  Optional<Wish> wanted() {
    return Optional.ofNullable(wish);
  }

  /** Does what is left to do for the last wish, if anything is and its time has come. */
  void work(long nanos) {
    if (wish != null && isDone(wish)) {
      failure = null;
    } else if (wish != null && backoff.due(nanos)) {
      fulfil(wish, nanos);
    }
  }

  private void fulfil(Wish wanted, long nanos) {
    attempt(
        () -> {
          if (!wanted.playlist().equals(playing)) {
            start(wanted);
          }
          if (wanted.paused() != paused) {
            if (wanted.paused()) {
              player.pause();
            } else {
              player.resume();
            }
            paused = wanted.paused();
          }
          failure = null;
        },
        nanos);
  }

  /** Pauses what an earlier run, or somebody else, left playing. */
  void hush(long nanos) {
    if (wish == null && status instanceof PlayerStatus.Playing) {
      attempt(player::pause, nanos);
    }
  }

  /** Goes to the next song, and tells the listeners which one was skipped. */
  void skip(Mood mood, long nanos) {
    PlayerStatus before = status;
    attempt(
        () -> {
          player.next();
          heard = null;
          tellSkip(before, mood, nanos);
        },
        nanos);
  }

  /** Something that the player may fail to do. */
  private interface Attempt {
    void run() throws PlayerException;
  }

  private void attempt(Attempt attempt, long nanos) {
    try {
      attempt.run();
      lookNow(nanos);
    } catch (PlayerException exception) {
      failed(exception, nanos);
    }
  }

  /** Tells the listeners of a skip that another playlist answers. */
  void skipped(Mood mood, long nanos) {
    tellSkip(status, mood, nanos);
  }

  /** What is wrong, a sentence for the operator; empty while all is well. */
  Optional<String> problem() {
    if (failure != null) {
      return Optional.of(failure);
    }
    return status instanceof PlayerStatus.Unavailable(String reason)
        ? Optional.of(reason)
        : player.notice();
  }

  private boolean isDone(Wish wanted) {
    return wanted.playlist().equals(playing) && wanted.paused() == paused;
  }

  private void start(Wish wanted) throws PlayerException {
    player.play(wanted.playlist());
    playing = wanted.playlist();
    paused = false;
    heard = null;
    tell(wanted::announce);
    setVolume();
  }

  /** Says how loud the music should be from now on, 0 to 100 percent. */
  void volume(int percent) {
    volume = percent;
    if (playing != null) {
      setVolume();
    }
  }

  /** Tries each volume once: music at another volume is better than none. */
  private void setVolume() {
    if (volume == volumeSet) {
      return;
    }
    volumeSet = volume;
    try {
      player.setVolume(volume);
    } catch (PlayerException exception) {
      log.warn("{}", exception.getMessage());
    }
  }

  private void lookNow(long nanos) {
    boolean wasIll = isIll();
    status = player.refresh();
    lookedNanos = nanos;
    looked = true;
    switch (status) {
      case PlayerStatus.Playing now -> observe(now);
      case PlayerStatus.Idle _ -> startAgainLater(nanos);
      case PlayerStatus.Paused _, PlayerStatus.Unavailable _ -> {}
    }
    if (wasIll && !isIll()) {
      backoff.hurry(nanos);
    }
  }

  private boolean isIll() {
    return status instanceof PlayerStatus.Unavailable || player.notice().isPresent();
  }

  private void observe(PlayerStatus.Playing now) {
    if (failure == null && now.position().compareTo(PROVEN) >= 0) {
      backoff.worked();
    }
    Wish wanted = wish;
    boolean ours =
        wanted != null
            && wanted.playlist().equals(playing)
            && wanted.playlist().equals(now.playlist());
    if (wanted != null && ours && begins(now)) {
      songBegan = true;
      tell(listener -> listener.onSongStarted(now.playlist(), now.song(), wanted.mood()));
    }
    heard = now;
  }

  private boolean begins(PlayerStatus.Playing now) {
    PlayerStatus.Playing before = heard;
    return before == null
        || !before.playlist().equals(now.playlist())
        || !before.song().id().equals(now.song().id())
        || now.position().plus(REWIND).compareTo(before.position()) < 0;
  }

  /** A queue that repeats never ends by itself, so an idle player needs starting again. */
  private void startAgainLater(long nanos) {
    Wish wanted = wish;
    if (wanted != null && wanted.playlist().equals(playing) && !wanted.paused()) {
      playing = null;
      heard = null;
      failure =
          "%s stopped playing %s; Roomtone starts it again."
              .formatted(player.description(), wanted.playlist());
      backoff.failed(nanos);
    }
  }

  private void failed(PlayerException exception, long nanos) {
    failure = exception.getMessage();
    backoff.failed(nanos);
    lookNow(nanos);
  }

  private void tellSkip(PlayerStatus before, Mood mood, long nanos) {
    if (before instanceof PlayerStatus.Playing(String playlist, Song song, Duration position)) {
      long playedMillis = position.plusNanos(nanos - lookedNanos).toMillis();
      tell(listener -> listener.onSkip(playlist, song, mood, playedMillis));
    }
  }

  private void tell(Consumer<MusicListener> news) {
    for (MusicListener listener : listeners) {
      try {
        news.accept(listener);
      } catch (RuntimeException failed) {
        log.error("a listener of the music failed", failed);
      }
    }
  }
}
