package roomtone.music.spotify;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Says what Spotify's state means, given what Roomtone asked for: its own music plays, somebody
 * else's does, somebody paused it, or it has stopped. For one thread.
 */
final class Judgement {
  /** How often to look while music plays: the loss of the speaker is noticed within this time. */
  static final Duration LOOK_EVERY = Duration.ofSeconds(4);

  private static final Duration LOOK_WHEN_QUIET = Duration.ofSeconds(10);
  private static final Duration FOREIGN_REST = Duration.ofSeconds(20);

  private final SpotifySettings settings;
  private final SpotifyClient client;
  private final LongSupplier nanos;
  private final Starter starter;
  private final PlaylistNames names;
  private final SongGuard guard;
  private final Standing standing;
  private final SpeakerWatch watch;

  private @Nullable String wanted;
  private @Nullable PlaylistUri playlist;
  private boolean pausedByUs;

  /** Somebody paused from another device, and nobody has asked for music since. */
  private boolean pausedByHand;

  private long foreignPlayedNanos;

  Judgement(
      SpotifySettings settings,
      SpotifyClient client,
      LongSupplier nanos,
      Starter starter,
      PlaylistNames names,
      SongGuard guard,
      Standing standing,
      SpeakerWatch watch) {
    this.settings = settings;
    this.client = client;
    this.nanos = nanos;
    this.starter = starter;
    this.names = names;
    this.guard = guard;
    this.standing = standing;
    this.watch = watch;
  }

  /** The playlist that Roomtone began last; null before the first. */
  @Nullable String wanted() {
    return wanted;
  }

  /** Somebody asks for music. */
  void musicAsked() {
    pausedByUs = false;
    pausedByHand = false;
  }

  /** The room is empty. */
  void pauseAsked() {
    pausedByUs = true;
  }

  /** A playlist was begun. */
  void chose(String name, PlaylistUri uri) {
    wanted = name;
    playlist = uri;
  }

  /** What the state says while music is believed to play, or to be paused. */
  void judge(Optional<Playback> told) throws SpotifyException {
    if (told.isEmpty() || !starter.isOurs(told.get().speaker())) {
      if (told.isPresent() && told.get().playing()) {
        leaveAlone(told.get());
      }
      standing.stopped();
      return;
    }
    Playback now = told.get();
    boolean ours = playlist != null && playlist.is(now.context());
    if (now.playing() && ours) {
      begun(now);
    } else if (now.playing()) {
      leaveAlone(now);
    } else if (ours && now.song().isPresent()) {
      heldOn(now);
    } else if (nanos.getAsLong() - foreignPlayedNanos < FOREIGN_REST.toNanos()) {
      standing.saw(now, SpotifyState.EXTERNAL, "", LOOK_EVERY, Optional.empty());
    } else {
      standing.stopped();
    }
  }

  /** What the state says after the music was lost: whether it may come back. */
  void judgeReturn(Optional<Playback> told) throws SpotifyException {
    if (told.isPresent()) {
      Playback now = told.get();
      boolean ours =
          playlist != null && playlist.is(now.context()) && starter.isOurs(now.speaker());
      if (now.playing() && ours) {
        begun(now);
        return;
      }
      if (isForeign(now)) {
        leaveAlone(now);
        return;
      }
      if (pausedByHand && ours) {
        heldOn(now);
        return;
      }
    }
    if (wanted == null) {
      starter.find();
    }
    standing.stopped();
  }

  /** Whether somebody else's music plays, or any on another device. */
  boolean isForeign(Playback now) {
    boolean known =
        names.isOurs(now.context())
            || (standing.seen() == null && names.isOfTheAccount(now.context()));
    return now.playing() && (!known || !starter.isOurs(now.speaker()));
  }

  /**
   * Does nothing about what somebody chose.
   *
   * @throws SpotifyException {@link Trouble#ELSEWHERE} where the room hears nothing of it
   */
  void leaveAlone(Playback now) throws SpotifyException {
    if (!starter.isOurs(now.speaker())) {
      throw new SpotifyException(
          Trouble.ELSEWHERE,
          "Somebody plays Spotify on \"%s\", so Roomtone leaves it alone until that ends."
              .formatted(now.speaker().name()));
    }
    foreignPlayedNanos = nanos.getAsLong();
    standing.saw(
        now,
        SpotifyState.EXTERNAL,
        "",
        LOOK_EVERY,
        Optional.of("Somebody chose other music on Spotify, so Roomtone leaves it until it ends."));
  }

  /** Our music plays. */
  void begun(Playback now) throws SpotifyException {
    pausedByHand = false;
    standing.saw(
        now, SpotifyState.PLAYING, wanted == null ? "" : wanted, LOOK_EVERY, Optional.empty());
    watch.plays(now.speaker());
    if (now.speaker().takesVolume() && now.speaker().volume() > settings.loudest()) {
      client.volume(now.speaker(), settings.loudest());
    }
    if (guard.objectsTo(now)) {
      client.next(now.speaker());
      standing.lookSoon();
    }
  }

  private void heldOn(Playback now) {
    pausedByHand = !pausedByUs;
    standing.saw(
        now,
        pausedByUs ? SpotifyState.PAUSED : SpotifyState.PAUSED_BY_USER,
        wanted == null ? "" : wanted,
        LOOK_WHEN_QUIET,
        Optional.empty());
  }
}
