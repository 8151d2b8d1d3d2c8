package roomtone.music.mpd;

import java.time.Duration;
import java.util.Optional;
import roomtone.music.SongOrder;

/**
 * How to reach MPD and how to play through it. Immutable.
 *
 * @param address the path of its Unix socket, or {@code host} or {@code host:port} for TCP
 * @param password if MPD asks for one; one line
 * @param deadline how long one request may take, connecting included; 0.1 to 60 seconds
 * @param order in which a playlist's songs play
 * @param crossfade how long one song fades into the next; 0 to 20 seconds, 0 leaves MPD's own
 */
public record MpdSettings(
    String address,
    Optional<String> password,
    Duration deadline,
    SongOrder order,
    Duration crossfade) {
  /** Where Debian's MPD listens. */
  public static final String DEFAULT_ADDRESS = "/run/mpd/socket";

  /** The shortest {@link #deadline}. */
  public static final Duration SHORTEST_DEADLINE = Duration.ofMillis(100);

  /** The longest {@link #deadline}. */
  public static final Duration LONGEST_DEADLINE = Duration.ofSeconds(60);

  /** The longest {@link #crossfade}. */
  public static final Duration LONGEST_CROSSFADE = Duration.ofSeconds(20);

  /** The machine that MPD runs on: {@code "localhost"} for a socket. */
  public String machine() {
    return MpdAddress.parse(address).machine();
  }

  /** Checks every value. */
  public MpdSettings {
    MpdAddress.parse(address);
    if (password.isPresent() && !MpdCommand.fitsOnLine(password.get())) {
      throw new IllegalArgumentException("password must be one line");
    }
    if (deadline.compareTo(SHORTEST_DEADLINE) < 0 || deadline.compareTo(LONGEST_DEADLINE) > 0) {
      throw new IllegalArgumentException(
          "deadline must be %s to %s, not %s"
              .formatted(SHORTEST_DEADLINE, LONGEST_DEADLINE, deadline));
    }
    if (crossfade.isNegative() || crossfade.compareTo(LONGEST_CROSSFADE) > 0) {
      throw new IllegalArgumentException("crossfade must be 0 to 20 s, not " + crossfade);
    }
  }

  /** Songs that do not fade into each other, unless MPD itself makes them. */
  public MpdSettings(
      String address, Optional<String> password, Duration deadline, SongOrder order) {
    this(address, password, deadline, order, Duration.ZERO);
  }

  /** Debian's MPD on this machine, 5 seconds a request, playlists shuffled. */
  public static MpdSettings defaults() {
    return new MpdSettings(
        DEFAULT_ADDRESS, Optional.empty(), Duration.ofSeconds(5), SongOrder.SHUFFLED);
  }

  /** All but the password. */
  @Override
  public String toString() {
    return "MpdSettings[address=%s, password=%s, deadline=%s, order=%s, crossfade=%s]"
        .formatted(address, password.isPresent() ? "set" : "none", deadline, order, crossfade);
  }
}
