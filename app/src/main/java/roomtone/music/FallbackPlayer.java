package roomtone.music;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two players, of which one plays: the first while it can, the local one whenever it can't. It goes
 * back by itself as soon as the first plays again, and says why it plays what it plays.
 *
 * <p>While the local one plays, the first is asked and started on another thread, so that its
 * slowness holds nothing up; the local music stops when the other has begun, so that there is never
 * silence in between. Owns both players and closes them.
 */
public final class FallbackPlayer implements MusicPlayer {
  private static final Logger log = LoggerFactory.getLogger(FallbackPlayer.class);

  private final MusicPlayer first;
  private final MusicPlayer local;
  private final Executor background;

  private @Nullable String wanted;
  private boolean paused;
  private boolean begun;

  /** The first player was seen paused, and not playing since. */
  private boolean heldByHand;

  private @Nullable Integer volume;
  private @Nullable CompletableFuture<Boolean> comeback;
  private @Nullable String comebackPlaylist;
  private String reason = "";

  private volatile boolean onLocal;
  private volatile PlayerStatus status;
  private volatile Optional<String> notice = Optional.empty();

  /**
   * The first player over the local one.
   *
   * @param background runs what may wait for the first player: a thread of its own
   */
  public FallbackPlayer(MusicPlayer first, MusicPlayer local, Executor background) {
    this.first = first;
    this.local = local;
    this.background = background;
    status = first.status();
  }

  @Override
  public String description() {
    return onLocal ? local.description() : first.description();
  }

  @Override
  public void play(String playlist) throws PlayerException {
    wanted = playlist;
    paused = false;
    if (onLocal) {
      playLocally(playlist);
      return;
    }
    try {
      first.play(playlist);
      stopEarlierMusic();
      said();
    } catch (PlayerException failure) {
      fallBackIfLost(failure);
    }
  }

  /** An earlier run may have left the local player playing. */
  private void stopEarlierMusic() {
    if (!begun) {
      begun = true;
      if (local.refresh() instanceof PlayerStatus.Playing) {
        pauseLocal();
      }
    }
  }

  @Override
  public void next() throws PlayerException {
    try {
      active().next();
      said();
    } catch (PlayerException failure) {
      fallBackIfLost(failure);
    }
  }

  @Override
  public void pause() throws PlayerException {
    paused = true;
    active().pause();
    said();
  }

  @Override
  public void resume() throws PlayerException {
    paused = false;
    try {
      active().resume();
      said();
    } catch (PlayerException failure) {
      fallBackIfLost(failure);
    }
  }

  @Override
  public void setVolume(int percent) throws PlayerException {
    volume = percent;
    active().setVolume(percent);
  }

  @Override
  public PlayerStatus status() {
    return status;
  }

  @Override
  public Optional<String> notice() {
    return notice;
  }

  @Override
  public PlayerStatus refresh() {
    if (onLocal) {
      local.refresh();
      comeBack();
    } else {
      heldByHand |= first.status() instanceof PlayerStatus.Paused;
      PlayerStatus now = first.refresh();
      heldByHand &= !(now instanceof PlayerStatus.Playing);
      if (now instanceof PlayerStatus.Unavailable(String why)) {
        fallBackUnasked(why);
      }
    }
    said();
    return status;
  }

  @Override
  public void close() {
    try {
      first.close();
    } finally {
      local.close();
    }
  }

  private MusicPlayer active() {
    return onLocal ? local : first;
  }

  private void fallBackIfLost(PlayerException failure) throws PlayerException {
    if (onLocal || first.status() instanceof PlayerStatus.Playing) {
      said();
      throw failure;
    }
    fallBack(String.valueOf(failure.getMessage()));
  }

  /** A player that was paused by hand before it was lost stays silent until somebody asks. */
  private void fallBackUnasked(String why) {
    if (wanted != null && !paused && !heldByHand) {
      try {
        fallBack(why);
      } catch (PlayerException failure) {
        log.debug("both players failed: {}", failure.getMessage());
      }
    }
  }

  private void fallBack(String why) throws PlayerException {
    String playlist = wanted;
    onLocal = true;
    reason = why;
    log.warn("{} Local music plays until then.", why);
    if (playlist != null && !paused) {
      playLocally(playlist);
    }
  }

  private void playLocally(String playlist) throws PlayerException {
    try {
      local.play(playlist);
      tellVolume(local);
      local.refresh();
    } catch (PlayerException failure) {
      throw new PlayerException(reason + " And local music: " + failure.getMessage(), failure);
    } finally {
      said();
    }
  }

  /** Asks the first player, on the other thread, whether it can play again, and lets it begin. */
  private void comeBack() {
    String playlist = wanted;
    if (comeback == null && playlist != null && !paused) {
      comebackPlaylist = playlist;
      comeback = CompletableFuture.supplyAsync(() -> plays(playlist), background);
    }
    CompletableFuture<Boolean> asked = comeback;
    if (asked == null || !asked.isDone()) {
      return;
    }
    comeback = null;
    boolean back = !asked.isCompletedExceptionally() && asked.join();
    if (first.status() instanceof PlayerStatus.Unavailable(String why)) {
      reason = why;
    }
    if (back) {
      goBack();
    }
  }

  private boolean plays(String playlist) {
    return switch (first.refresh()) {
      case PlayerStatus.Unavailable _ -> false;
      case PlayerStatus.Playing(String now, var _, var _)
          when now.equals(playlist) || now.isEmpty() ->
          true;
      case PlayerStatus.Playing _, PlayerStatus.Idle _, PlayerStatus.Paused _ -> begins(playlist);
    };
  }

  private boolean begins(String playlist) {
    try {
      first.play(playlist);
      return !(first.status() instanceof PlayerStatus.Unavailable);
    } catch (PlayerException notYet) {
      return false;
    }
  }

  private void goBack() {
    onLocal = false;
    log.info("{} plays again.", first.description());
    pauseLocal();
    String playlist = wanted;
    try {
      tellVolume(first);
      if (paused) {
        first.pause();
      } else if (playlist != null && !playlist.equals(comebackPlaylist)) {
        first.play(playlist);
      }
    } catch (PlayerException failure) {
      log.warn("{}", failure.getMessage());
    }
  }

  private void pauseLocal() {
    try {
      local.pause();
    } catch (PlayerException failure) {
      log.warn("{}", failure.getMessage());
    }
  }

  private void tellVolume(MusicPlayer player) throws PlayerException {
    if (volume != null) {
      player.setVolume(volume);
    }
  }

  /** Keeps, for other threads, what is so now. */
  private void said() {
    PlayerStatus now = active().status();
    status =
        onLocal && now instanceof PlayerStatus.Unavailable(String why)
            ? new PlayerStatus.Unavailable(reason + " And local music: " + why)
            : now;
    notice =
        onLocal
            ? Optional.of(reason + " Until then there is music from " + local.description() + ".")
            : first.notice();
  }
}
