package roomtone.music.spotify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import roomtone.music.MusicPlayer;
import roomtone.music.PlayerException;
import roomtone.music.PlayerStatus;

/**
 * A player that drives a Spotify Connect speaker: a state machine whose every step is proven by
 * reading Spotify's state.
 *
 * <p>It is unavailable, with a sentence that says why, as soon as it no longer believes that the
 * speaker plays, and {@link #refresh} then looks for its return every 8 to 30 seconds. What
 * somebody chose on a phone is left alone until it ends.
 *
 * <p>For one thread at a time, except {@link #status}, {@link #state} and {@link #notice}.
 */
final class SpotifyPlayer implements MusicPlayer {
  /** How often it looks while music plays: the loss of the speaker is noticed within this time. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(4);

  private static final Duration LOOK_WHEN_QUIET = Duration.ofSeconds(10);
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Duration FOREIGN_REST = Duration.ofSeconds(20);
  private static final List<Duration> LOOKS_AFTER_COMMAND =
      List.of(Duration.ofMillis(300), Duration.ofMillis(700));

  private final SpotifySettings settings;
  private final SpotifyClient client;
  private final Tokens tokens;
  private final LongSupplier nanos;
  private final Rest rest;
  private final Starter starter;
  private final PlaylistNames names;
  private final SongGuard guard;
  private final Standing standing;

  private @Nullable String wanted;
  private @Nullable PlaylistUri playlist;
  private boolean pausedByUs;

  /** Somebody paused from another device, and nobody has asked for music since. */
  private boolean pausedByHand;

  private Optional<Playback> answer = Optional.empty();
  private long answeredNanos;
  private long foreignPlayedNanos;

  SpotifyPlayer(
      SpotifySettings settings,
      SpotifyClient client,
      Tokens tokens,
      Throttle throttle,
      LongSupplier nanos,
      Rest rest) {
    this.settings = settings;
    this.client = client;
    this.tokens = tokens;
    this.nanos = nanos;
    this.rest = rest;
    starter = new Starter(settings, client, nanos, rest);
    names = new PlaylistNames(settings, client, nanos);
    guard = new SongGuard(settings, client, nanos);
    standing = new Standing(throttle, nanos);
    answeredNanos = nanos.getAsLong() - FRESH.toNanos();
  }

  @Override
  public String description() {
    return settings.device().isEmpty() ? "Spotify" : "Spotify on " + settings.device();
  }

  /** Plays, unless somebody plays something else: that is left to end, here, before this begins. */
  @Override
  public void play(String name) throws PlayerException {
    pausedByUs = false;
    pausedByHand = false;
    standing.starting();
    try {
      PlaylistUri uri = names.find(name);
      Optional<Playback> before = justLooked() ? answer : client.playback();
      if (before.isPresent() && isForeign(before.get())) {
        leaveAlone(before.get());
        return;
      }
      Playback proof = starter.start(uri, guard.first(uri));
      wanted = name;
      playlist = uri;
      begun(proof);
    } catch (SpotifyException failure) {
      throw failed(failure);
    }
  }

  @Override
  public void next() throws PlayerException {
    Playback before = standing.seen();
    if (before == null) {
      return;
    }
    pausedByHand = false;
    try {
      skip(before);
    } catch (SpotifyException failure) {
      if (failure.trouble() != Trouble.NO_DEVICE || wanted == null) {
        throw failed(failure);
      }
      play(wanted);
    }
  }

  private void skip(Playback before) throws SpotifyException {
    try {
      client.next(before.speaker());
    } catch (SpotifyException refusal) {
      if (refusal.trouble() != Trouble.RESTRICTED) {
        throw refusal;
      }
    }
    for (Duration wait : LOOKS_AFTER_COMMAND) {
      rest.of(wait);
      Optional<Playback> now = client.playback();
      judge(now);
      if (now.isPresent() && !now.get().song().equals(before.song())) {
        return;
      }
    }
  }

  @Override
  public void pause() throws PlayerException {
    Playback now = standing.seen();
    pausedByUs = true;
    if (now == null || !now.playing()) {
      return;
    }
    try {
      client.pause(now.speaker());
      rest.of(LOOKS_AFTER_COMMAND.getFirst());
      judge(client.playback());
    } catch (SpotifyException refusal) {
      if (refusal.trouble() != Trouble.RESTRICTED) {
        throw failed(refusal);
      }
      standing.lookSoon();
    }
  }

  @Override
  public void resume() throws PlayerException {
    pausedByUs = false;
    pausedByHand = false;
    Playback paused = standing.seen();
    String name = wanted;
    if (name == null) {
      return;
    }
    try {
      if (paused != null && !paused.playing()) {
        client.resume(paused.speaker());
        rest.of(LOOKS_AFTER_COMMAND.getFirst());
        judge(client.playback());
      }
    } catch (SpotifyException refusal) {
      if (refusal.trouble() != Trouble.NO_DEVICE && refusal.trouble() != Trouble.RESTRICTED) {
        throw failed(refusal);
      }
    }
    if (!(standing.status() instanceof PlayerStatus.Playing)) {
      play(name);
    }
  }

  @Override
  public void setVolume(int percent) throws PlayerException {
    Playback now = standing.seen();
    if (now == null || !now.speaker().takesVolume()) {
      return;
    }
    try {
      client.volume(now.speaker(), Math.min(percent, settings.loudest()));
    } catch (SpotifyException failure) {
      throw failed(failure);
    }
  }

  @Override
  public PlayerStatus status() {
    return standing.status();
  }

  /** Where the state machine stands; for any thread. */
  SpotifyState state() {
    return standing.state();
  }

  @Override
  public Optional<String> notice() {
    return standing.notice().or(tokens::notice);
  }

  @Override
  public PlayerStatus refresh() {
    if (standing.isDue()) {
      try {
        answer = client.playback();
        answeredNanos = nanos.getAsLong();
        if (standing.status() instanceof PlayerStatus.Unavailable) {
          judgeReturn(answer);
        } else {
          judge(answer);
        }
      } catch (SpotifyException failure) {
        note(failure);
      }
    }
    standing.moveOn();
    return standing.status();
  }

  @Override
  public void close() {
    // The speaker plays on, as MPD does.
  }

  /** What the state says while music is believed to play, or to be paused. */
  private void judge(Optional<Playback> told) throws SpotifyException {
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
  private void judgeReturn(Optional<Playback> told) throws SpotifyException {
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

  private boolean justLooked() {
    return nanos.getAsLong() - answeredNanos < FRESH.toNanos();
  }

  private boolean isForeign(Playback now) {
    boolean known =
        names.isOurs(now.context())
            || (standing.seen() == null && names.isOfTheAccount(now.context()));
    return now.playing() && (!known || !starter.isOurs(now.speaker()));
  }

  private void leaveAlone(Playback now) throws SpotifyException {
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

  private void begun(Playback now) throws SpotifyException {
    pausedByHand = false;
    standing.saw(
        now, SpotifyState.PLAYING, wanted == null ? "" : wanted, LOOK_EVERY, Optional.empty());
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

  private PlayerException failed(SpotifyException failure) {
    note(failure);
    return new PlayerException(failure.sentence(), failure);
  }

  private void note(SpotifyException failure) {
    switch (failure.trouble()) {
      case LOGIN -> hush(true);
      case RESTRICTED, NOT_FOUND, REFUSED -> hush(false);
      default -> {
        // The speaker is silent already, or goes on, or can't be reached.
      }
    }
    standing.failed(failure);
  }

  /** The speaker would play on beside the local music; one try to stop it is worth its time. */
  private void hush(boolean withoutLogin) {
    Playback last = standing.seen();
    if (last != null && standing.status() instanceof PlayerStatus.Playing) {
      try {
        if (withoutLogin) {
          client.pauseWithoutLogin(last.speaker());
        } else {
          client.pause(last.speaker());
        }
      } catch (SpotifyException tooLate) {
        // It plays on until Spotify can be reached again.
      }
    }
  }
}
