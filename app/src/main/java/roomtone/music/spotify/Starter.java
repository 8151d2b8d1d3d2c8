package roomtone.music.spotify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Gets a playlist to play on the speaker, climbing the ladder of recovery: find the speaker by its
 * name, play; where Spotify sees no active device, find it again, make it the active one, and play
 * once more; then read the state until it says so.
 *
 * <p>Takes {@link #PATIENCE} and one request's deadline at most. For one thread.
 */
final class Starter {
  /** How long starting may take before the next request is no longer made. */
  static final Duration PATIENCE = Duration.ofSeconds(6);

  private static final Duration AFTER_TRANSFER = Duration.ofSeconds(1);
  private static final List<Duration> LOOKS =
      List.of(Duration.ofMillis(300), Duration.ofMillis(1000), Duration.ofMillis(1500));

  private final SpotifySettings settings;
  private final SpotifyClient client;
  private final LongSupplier nanos;
  private final Rest rest;
  private String lastId = "";
  private long ends;

  Starter(SpotifySettings settings, SpotifyClient client, LongSupplier nanos, Rest rest) {
    this.settings = settings;
    this.client = client;
    this.nanos = nanos;
    this.rest = rest;
  }

  /**
   * The speaker that the settings name, as Spotify sees it now.
   *
   * @throws SpotifyException {@link Trouble#NO_DEVICE} where it is not there
   */
  Speaker find() throws SpotifyException {
    Optional<Speaker> speaker = Speaker.choose(client.speakers(), settings.device(), lastId);
    if (speaker.isEmpty()) {
      throw new SpotifyException(
          Trouble.NO_DEVICE,
          settings.device().isEmpty()
              ? "Spotify sees no speaker: switch one on, or name one as spotify.device."
              : "The speaker \"%s\" is not in Spotify's list: switch it on, or wake it from the Spotify app."
                  .formatted(settings.device()));
    }
    lastId = speaker.get().id();
    return speaker.get();
  }

  /** Whether this is the speaker that the settings name, under its name or the id last used. */
  boolean isOurs(Speaker speaker) {
    return settings.device().isEmpty()
        ? lastId.isEmpty() || speaker.id().equals(lastId)
        : speaker.isNamed(settings.device()) || speaker.id().equals(lastId);
  }

  /** Plays, and returns the state that proves it. */
  Playback start(PlaylistUri playlist, Optional<String> song) throws SpotifyException {
    ends = nanos.getAsLong() + PATIENCE.toNanos();
    Speaker speaker = find();
    try {
      client.play(speaker, playlist, song);
    } catch (SpotifyException refusal) {
      speaker = tryAgain(refusal, speaker, playlist);
    }
    Playback proof = prove(playlist, speaker);
    tune(proof, speaker);
    return proof;
  }

  private Speaker tryAgain(SpotifyException refusal, Speaker speaker, PlaylistUri playlist)
      throws SpotifyException {
    return switch (refusal.trouble()) {
      case NO_DEVICE -> {
        checkPatience();
        Speaker again = find();
        client.transfer(again);
        rest.of(AFTER_TRANSFER);
        checkPatience();
        client.play(again, playlist, Optional.empty());
        yield again;
      }
      case RESTRICTED -> {
        checkPatience();
        Optional<Playback> state = client.playback();
        boolean done = state.isPresent() && state.get().plays(playlist, speaker);
        if (!done) {
          passOver(speaker);
          checkPatience();
          client.play(speaker, playlist, Optional.empty());
        }
        yield speaker;
      }
      default -> throw refusal;
    };
  }

  /** The item that stands there may be what is not allowed. */
  private void passOver(Speaker speaker) throws SpotifyException {
    try {
      client.next(speaker);
    } catch (SpotifyException refusal) {
      if (refusal.trouble() != Trouble.RESTRICTED) {
        throw refusal;
      }
    }
  }

  private Playback prove(PlaylistUri playlist, Speaker speaker) throws SpotifyException {
    for (Duration wait : LOOKS) {
      checkPatience();
      rest.of(wait);
      Optional<Playback> state = client.playback();
      if (state.isPresent() && state.get().plays(playlist, speaker)) {
        return state.get();
      }
    }
    throw new SpotifyException(
        Trouble.NO_DEVICE,
        "The speaker \"%s\" was told to play and does not: switch it off and on."
            .formatted(speaker.name()));
  }

  /** Music that is not shuffled is better than none, so a refusal here changes nothing. */
  private void tune(Playback state, Speaker speaker) {
    try {
      if (state.shuffled() != settings.shuffle()) {
        client.shuffle(speaker, settings.shuffle());
      }
      if (!state.repeat().equals("context")) {
        client.repeat(speaker);
      }
    } catch (SpotifyException unimportant) {
      // The next start tries again.
    }
  }

  private void checkPatience() throws SpotifyException {
    if (nanos.getAsLong() - ends > 0) {
      throw new SpotifyException(Trouble.SLOW);
    }
  }
}
