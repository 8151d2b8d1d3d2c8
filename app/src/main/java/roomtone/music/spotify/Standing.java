package roomtone.music.spotify;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import roomtone.music.PlayerStatus;
import roomtone.music.Song;
import roomtone.system.Backoff;

/**
 * What the player believes, from its last look at Spotify: the state, what to say of it, and when
 * the next look is due.
 *
 * <p>One failed look is not believed, two in a row are. While Spotify wants a pause between
 * requests, the speaker is believed to go on, for {@link #BELIEVED}. For one thread, except {@link
 * #state}, {@link #status} and {@link #notice}.
 */
final class Standing {
  private static final Duration SECOND_LOOK = Duration.ofSeconds(1);
  private static final Duration LOOK_WHEN_QUIET = Duration.ofSeconds(10);
  private static final Duration AFTER_A_SONG = Duration.ofSeconds(1);
  private static final Duration BELIEVED = Duration.ofMinutes(20);

  private final Throttle throttle;
  private final LongSupplier nanos;
  private final Backoff backoff = new Backoff(Duration.ofSeconds(8), Duration.ofSeconds(30));
  private @Nullable Playback seen;
  private String playlist = "";
  private long seenNanos;
  private long dueNanos;
  private boolean doubted;

  private volatile SpotifyState state = SpotifyState.READY;
  private volatile PlayerStatus status =
      new PlayerStatus.Unavailable("Spotify has not been asked yet.");
  private volatile Optional<String> notice = Optional.empty();

  Standing(Throttle throttle, LongSupplier nanos) {
    this.throttle = throttle;
    this.nanos = nanos;
    dueNanos = nanos.getAsLong();
  }

  SpotifyState state() {
    return state;
  }

  PlayerStatus status() {
    return status;
  }

  Optional<String> notice() {
    return notice;
  }

  /** The playback that was read last; null before the first. */
  @Nullable Playback seen() {
    return seen;
  }

  /** The speaker that was seen last; empty before the first look. */
  String speakerName() {
    return seen == null ? "" : seen.speaker().name();
  }

  /** Whether one look has failed, so that another ends the belief. */
  boolean isDoubted() {
    return doubted;
  }

  /** Whether music is believed to play only because Spotify may not be asked. */
  boolean isBelievedUnseen() {
    return state == SpotifyState.COOLDOWN && status instanceof PlayerStatus.Playing;
  }

  /** Whether it is time to look. */
  boolean isDue() {
    long now = nanos.getAsLong();
    return now - dueNanos >= 0 && backoff.due(now);
  }

  void lookSoon() {
    dueNanos = nanos.getAsLong() + SECOND_LOOK.toNanos();
  }

  void starting() {
    state = SpotifyState.STARTING;
  }

  /**
   * Takes what was read.
   *
   * @param name the playlist as named in the settings; empty for what somebody else chose
   * @param remark what the operator should know of it
   */
  void saw(
      Playback now, SpotifyState what, String name, Duration lookAgain, Optional<String> remark) {
    state = what;
    seen = now;
    playlist = name;
    seenNanos = nanos.getAsLong();
    doubted = false;
    notice = remark;
    dueNanos = seenNanos + lookAgain.toNanos();
    if (now.playing() && now.song().isPresent()) {
      Duration left = now.song().get().length().minus(now.position()).plus(AFTER_A_SONG);
      dueNanos = Math.min(dueNanos, seenNanos + Math.max(left.toNanos(), AFTER_A_SONG.toNanos()));
    }
    if (!name.isEmpty()) {
      backoff.worked();
    }
    status = statusOf(now, now.position());
  }

  /** Spotify can be reached and nothing plays. */
  void stopped() {
    state = SpotifyState.READY;
    doubted = false;
    notice = Optional.empty();
    status = new PlayerStatus.Idle();
    dueNanos = nanos.getAsLong() + LOOK_WHEN_QUIET.toNanos();
  }

  /** Counts the song on between two looks. */
  void moveOn() {
    Playback last = seen;
    if (last != null && last.playing() && status instanceof PlayerStatus.Playing) {
      status = statusOf(last, last.position().plusNanos(nanos.getAsLong() - seenNanos));
    }
  }

  /** Takes what went wrong. */
  void failed(SpotifyException failure) {
    switch (failure.trouble()) {
      case PACED -> {
        if (!isBelieved() && !(status instanceof PlayerStatus.Unavailable)) {
          lost(state, failure);
        }
        dueNanos = nanos.getAsLong() + throttle.untilFree().toNanos();
      }
      case LIMITED, QUOTA -> {
        state = SpotifyState.COOLDOWN;
        dueNanos = nanos.getAsLong() + throttle.untilFree().toNanos();
        notice = Optional.of(failure.sentence());
        if (!isBelieved()) {
          status = new PlayerStatus.Unavailable(failure.sentence());
        }
      }
      case OFFLINE, SLOW, BROKEN, GARBLED, PORTAL, EXPIRED -> {
        if (isBelieved() && !doubted) {
          doubted = true;
          lookSoon();
        } else {
          lost(SpotifyState.OFFLINE, failure);
        }
      }
      case CLOCK -> lost(SpotifyState.OFFLINE, failure);
      case LOGIN -> lost(SpotifyState.NEEDS_LOGIN, failure);
      case NO_DEVICE -> lost(SpotifyState.NO_DEVICE, failure);
      case ELSEWHERE -> lost(SpotifyState.EXTERNAL, failure);
      case PREMIUM, RESTRICTED, NOT_FOUND, REFUSED -> lost(SpotifyState.REFUSED, failure);
    }
  }

  private boolean isBelieved() {
    boolean music = status instanceof PlayerStatus.Playing || status instanceof PlayerStatus.Paused;
    return music && nanos.getAsLong() - seenNanos < BELIEVED.toNanos();
  }

  private void lost(SpotifyState why, SpotifyException failure) {
    state = why;
    doubted = false;
    notice = Optional.empty();
    status = new PlayerStatus.Unavailable(failure.sentence());
    dueNanos = nanos.getAsLong();
    backoff.failed(dueNanos);
  }

  private PlayerStatus statusOf(Playback now, Duration position) {
    Song song =
        now.song().orElse(new Song("spotify:unknown", "Something on Spotify", "", Duration.ZERO));
    boolean beyond = song.length().isPositive() && position.compareTo(song.length()) > 0;
    Duration shown = beyond ? song.length() : position;
    return now.playing()
        ? new PlayerStatus.Playing(playlist, song, shown)
        : new PlayerStatus.Paused(playlist, song, shown);
  }
}
