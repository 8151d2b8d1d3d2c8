package roomtone.music.mpd;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import roomtone.music.HouseRules;
import roomtone.music.MusicPlayer;
import roomtone.music.PlayerException;
import roomtone.music.PlayerStatus;
import roomtone.music.SimilarSongs;
import roomtone.music.Song;
import roomtone.system.Backoff;
import roomtone.system.outbound.Outbound;

/**
 * A player that drives a Music Player Daemon.
 *
 * <p>Lifecycle: made without touching the network; the first call connects. When MPD goes away,
 * {@link #refresh} connects again, waiting 1 to 10 seconds between tries, and takes the music up
 * where it was. Each call ends within the settings' deadline. {@link #close} leaves MPD playing.
 */
public final class MpdPlayer implements MusicPlayer {
  private final MpdLink link;
  private final MpdSettings settings;
  private final HouseRules rules;
  private final MpdQueue queue;
  private final LongSupplier nanos;
  private final Consumer<String> warnings;

  private final Backoff restarting = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));
  private int knownConnection;

  private @Nullable String playlist;
  private boolean shouldPlay;
  private @Nullable Song lastSong;
  private Duration lastPosition = Duration.ZERO;
  private boolean saidNoMixer;
  private volatile PlayerStatus status;

  /**
   * A player for the MPD that the settings name, without house rules and with a ledger of its own.
   *
   * @param nanos the monotonic clock for waits between tries: {@code System::nanoTime}
   * @param warnings hears sentences for the operator
   */
  public MpdPlayer(MpdSettings settings, LongSupplier nanos, Consumer<String> warnings) {
    this(settings, HouseRules.NONE, SimilarSongs.NONE, new Outbound(), nanos, warnings);
  }

  /**
   * A player for the MPD that the settings name.
   *
   * @param rules how loud it may be, and which songs it passes over
   * @param similar which songs are like which, for {@link roomtone.music.SongOrder#SIMILAR}
   * @param outbound where what is exchanged is counted
   * @param nanos the monotonic clock for waits between tries: {@code System::nanoTime}
   * @param warnings hears sentences for the operator about what works, but not wholly, on the
   *     thread that uses the player
   */
  public MpdPlayer(
      MpdSettings settings,
      HouseRules rules,
      SimilarSongs similar,
      Outbound outbound,
      LongSupplier nanos,
      Consumer<String> warnings) {
    this.settings = settings;
    this.rules = rules;
    queue = new MpdQueue(rules, similar, nanos);
    this.nanos = nanos;
    this.warnings = warnings;
    link = new MpdLink(settings, outbound, nanos);
    status = new PlayerStatus.Unavailable(description() + " has not been asked yet.");
  }

  @Override
  public String description() {
    return "MPD at " + link.address();
  }

  @Override
  public void play(String name) throws PlayerException {
    if (name.isBlank() || !MpdCommand.fitsOnLine(name)) {
      throw new PlayerException("A playlist's name must be words on one line.");
    }
    Optional<MpdSession.Loaded> loaded = link.call(session -> load(name, session));
    if (loaded.isEmpty()) {
      throw new PlayerException(
          "%s has no playlist and no folder named \"%s\": add it, or correct the name in the settings."
              .formatted(description(), name));
    }
    MpdSession.Loaded found = loaded.get();
    if (found.songs() == 0) {
      throw new PlayerException(
          "The playlist \"%s\" has nothing that %s may play (%d entries are missing from its library): correct it, or run mpc update."
              .formatted(name, description(), found.missing()));
    }
    if (found.missing() > 0) {
      warnings.accept(
          "%d of the %d entries of the playlist \"%s\" are missing from MPD's library: correct the playlist, or run mpc update."
              .formatted(found.missing(), found.missing() + found.songs(), name));
    }
    playlist = name;
    shouldPlay = true;
    knownConnection = link.connections();
    restarting.worked();
  }

  /** What an earlier run of the kiosk left playing goes on. */
  private Optional<MpdSession.Loaded> load(String name, MpdSession session)
      throws IOException, MpdRefusal {
    Optional<MpdSession.Loaded> already =
        playlist == null ? session.playsAlready(name) : Optional.empty();
    return already.isPresent() ? already : session.replaceQueue(name, settings, queue);
  }

  @Override
  public void next() throws PlayerException {
    link.call(session -> {
      session.next();
      return true;
    });
    shouldPlay = true;
  }

  @Override
  public void pause() throws PlayerException {
    shouldPlay = false;
    link.call(session -> {
      session.pause(true);
      return true;
    });
  }

  @Override
  public void resume() throws PlayerException {
    shouldPlay = true;
    link.call(session -> {
      session.pause(false);
      takeUp(session);
      return true;
    });
  }

  @Override
  public void setVolume(int percent) throws PlayerException {
    boolean done = link.call(session -> session.setVolume(Math.min(percent, rules.loudest())));
    if (!done && !saidNoMixer) {
      saidNoMixer = true;
      warnings.accept(description() + " has no volume control, so the volume stays as it is.");
    }
  }

  @Override
  public PlayerStatus status() {
    return status;
  }

  @Override
  public PlayerStatus refresh() {
    try {
      MpdState state = link.call(this::look);
      status = statusOf(state);
    } catch (PlayerException exception) {
      status = new PlayerStatus.Unavailable(String.valueOf(exception.getMessage()));
    }
    return status;
  }

  @Override
  public void close() {
    link.close();
  }

  private MpdState look(MpdSession session) throws IOException, MpdRefusal {
    if (knownConnection != link.connections()) {
      knownConnection = link.connections();
      takeUp(session);
    }
    MpdState state = session.state();
    if (isStuck(state) && restarting.due(nanos.getAsLong())) {
      restarting.failed(nanos.getAsLong());
      session.play();
      state = session.state();
    }
    if (state.activity() == MpdState.Activity.PLAY && state.song().isPresent()) {
      queue.hear(state.song().get().id());
      lastSong = state.song().get();
      lastPosition = state.position();
    }
    if (state.volume() > rules.loudest()) {
      session.setVolume(rules.loudest());
    }
    return state;
  }

  /** Whether MPD stands still though it should play, because of something that it complains of. */
  private boolean isStuck(MpdState state) {
    return shouldPlay && state.error().isPresent() && state.activity() != MpdState.Activity.PLAY;
  }

  /** After MPD was away, or the music was: brings back what should be playing. */
  private void takeUp(MpdSession session) throws IOException, MpdRefusal {
    String wanted = playlist;
    if (wanted == null || !shouldPlay) {
      return;
    }
    switch (session.state().activity()) {
      case PLAY -> {}
      case PAUSE -> session.pause(false);
      case STOP -> playFromWhereItWas(wanted, session);
    }
  }

  private void playFromWhereItWas(String wanted, MpdSession session)
      throws IOException, MpdRefusal {
    Song song = lastSong;
    Duration position = lastPosition;
    if (session.replaceQueue(wanted, settings, queue).isEmpty() || song == null) {
      return;
    }
    OptionalInt place = session.find(song.id());
    if (place.isPresent()) {
      session.seek(place.getAsInt(), position.toMillis() / 1000.0);
    }
  }

  private PlayerStatus statusOf(MpdState state) {
    if (isStuck(state)) {
      return new PlayerStatus.Unavailable(
          "%s can't play (%s): check its audio_output and its log."
              .formatted(description(), state.error().orElse("")));
    }
    String from = playlist == null ? "" : playlist;
    Optional<Song> song = state.song();
    if (song.isEmpty()) {
      return new PlayerStatus.Idle();
    }
    return switch (state.activity()) {
      case PLAY -> new PlayerStatus.Playing(from, song.get(), state.position());
      case PAUSE -> new PlayerStatus.Paused(from, song.get(), state.position());
      case STOP -> new PlayerStatus.Idle();
    };
  }
}
