package roomtone.music.spotify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
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
  private final SpeakerWatch watch;
  private final Judgement judgement;
  private Optional<Playback> answer = Optional.empty();
  private long answeredNanos;

  SpotifyPlayer(
      SpotifySettings settings,
      SpotifyClient client,
      Tokens tokens,
      Throttle throttle,
      SpeakerWatch watch,
      LongSupplier nanos,
      Rest rest) {
    this.settings = settings;
    this.client = client;
    this.tokens = tokens;
    this.watch = watch;
    this.nanos = nanos;
    this.rest = rest;
    starter = new Starter(settings, client, nanos, rest);
    names = new PlaylistNames(settings, client, nanos);
    guard = new SongGuard(settings, client, nanos);
    standing = new Standing(throttle, nanos);
    judgement = new Judgement(settings, client, nanos, starter, names, guard, standing, watch);
    answeredNanos = nanos.getAsLong() - Judgement.LOOK_EVERY.toNanos();
  }

  @Override
  public String description() {
    return settings.device().isEmpty() ? "Spotify" : "Spotify on " + settings.device();
  }

  /** Plays, unless somebody plays something else: that is left to end, here, before this begins. */
  @Override
  public void play(String name) throws PlayerException {
    judgement.musicAsked();
    boolean looked = justLooked();
    standing.starting();
    try {
      PlaylistUri uri = names.find(name);
      Optional<Playback> before = looked ? answer : client.playback();
      if (before.isPresent() && judgement.isForeign(before.get())) {
        judgement.leaveAlone(before.get());
        return;
      }
      Playback proof = starter.start(uri, guard.first(uri));
      judgement.chose(name, uri);
      judgement.begun(proof);
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
    judgement.musicAsked();
    String wanted = judgement.wanted();
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
      judgement.judge(now);
      if (now.isPresent() && !now.get().song().equals(before.song())) {
        return;
      }
    }
  }

  @Override
  public void pause() throws PlayerException {
    Playback now = standing.seen();
    judgement.pauseAsked();
    if (now == null || !now.playing()) {
      return;
    }
    try {
      client.pause(now.speaker());
      rest.of(LOOKS_AFTER_COMMAND.getFirst());
      judgement.judge(client.playback());
    } catch (SpotifyException refusal) {
      if (refusal.trouble() != Trouble.RESTRICTED) {
        throw failed(refusal);
      }
      standing.lookSoon();
    }
  }

  @Override
  public void resume() throws PlayerException {
    judgement.musicAsked();
    Playback paused = standing.seen();
    String name = judgement.wanted();
    if (name == null) {
      return;
    }
    try {
      if (paused != null && !paused.playing()) {
        client.resume(paused.speaker());
        rest.of(LOOKS_AFTER_COMMAND.getFirst());
        judgement.judge(client.playback());
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
    if (standing.isBelievedUnseen() && watch.isGone()) {
      note(
          new SpotifyException(
              Trouble.NO_DEVICE,
              "The speaker \"%s\" has gone from the local network: switch it on."
                  .formatted(standing.speakerName())));
    }
    if (standing.isDue()) {
      try {
        answer = client.playback();
        answeredNanos = nanos.getAsLong();
        if (standing.status() instanceof PlayerStatus.Unavailable) {
          judgement.judgeReturn(answer);
        } else {
          judgement.judge(answer);
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

  /** A look that is no older than the usual interval spares another before music begins. */
  private boolean justLooked() {
    boolean calm =
        standing.state() == SpotifyState.PLAYING || standing.state() == SpotifyState.READY;
    return calm && nanos.getAsLong() - answeredNanos < Judgement.LOOK_EVERY.toNanos();
  }

  private PlayerException failed(SpotifyException failure) {
    note(failure);
    return new PlayerException(failure.sentence(), failure);
  }

  private void note(SpotifyException failure) {
    switch (failure.trouble()) {
      case LOGIN -> hush(true);
      case RESTRICTED, NOT_FOUND, REFUSED -> hush(false);
      case BROKEN, GARBLED -> {
        if (standing.isDoubted()) {
          hush(false);
        }
      }
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
