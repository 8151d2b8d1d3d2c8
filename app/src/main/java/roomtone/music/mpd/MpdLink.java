package roomtone.music.mpd;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import roomtone.music.PlayerException;
import roomtone.system.Backoff;
import roomtone.system.outbound.Line;
import roomtone.system.outbound.Outbound;
import roomtone.system.outbound.Purpose;

/**
 * The line to MPD that mends itself: connects when it is first used and again after each break,
 * waiting 1 to 10 seconds between tries that fail.
 *
 * <p>For one thread.
 */
final class MpdLink implements AutoCloseable {
  private final MpdSettings settings;
  private final MpdAddress address;
  private final Line line;
  private final LongSupplier nanos;
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

  private @Nullable MpdConnection connection;
  private int connections;
  private String lastFailure = "";

  /** Something to do while connected. */
  @FunctionalInterface
  interface Work<T> {
    T on(MpdSession session) throws IOException, MpdRefusal;
  }

  MpdLink(MpdSettings settings, Outbound outbound, LongSupplier nanos) {
    this.settings = settings;
    this.nanos = nanos;
    address = MpdAddress.parse(settings.address());
    line = outbound.to(Purpose.MPD, address.machine());
  }

  /** Where it leads. */
  MpdAddress address() {
    return address;
  }

  /** How many times it has connected; a new number means that MPD may have been restarted. */
  int connections() {
    return connections;
  }

  /**
   * Connects if needed and does the work, all within the deadline. Where MPD had closed the
   * connection since the last call, connects anew and does the work once more.
   *
   * @throws PlayerException at once while the wait after a failure lasts
   */
  <T> T call(Work<T> work) throws PlayerException {
    if (connection == null && !backoff.due(nanos.getAsLong())) {
      throw new PlayerException(lastFailure);
    }
    Deadline deadline = Deadline.in(settings.deadline());
    try {
      T result = connection == null ? work.on(session(deadline)) : retrying(work, deadline);
      backoff.worked();
      return result;
    } catch (IOException failure) {
      close();
      backoff.failed(nanos.getAsLong());
      lastFailure = sentence(failure);
      throw new PlayerException(lastFailure, failure);
    } catch (MpdRefusal refusal) {
      backoff.worked();
      throw new PlayerException(sentence(refusal), refusal);
    }
  }

  private <T> T retrying(Work<T> work, Deadline deadline) throws IOException, MpdRefusal {
    try {
      return work.on(session(deadline));
    } catch (SocketTimeoutException timeout) {
      throw timeout;
    } catch (IOException stale) {
      close();
      return work.on(session(deadline));
    }
  }

  private MpdSession session(Deadline deadline) throws IOException {
    MpdConnection open = connection;
    if (open == null) {
      open = MpdConnection.open(address, settings.password(), line, deadline);
      connection = open;
      connections++;
    }
    return new MpdSession(open, deadline);
  }

  private String sentence(IOException failure) {
    String reason = String.valueOf(failure.getMessage());
    return switch (failure) {
      case SocketTimeoutException _ ->
          "MPD at %s did not answer within %.1f s: does it hang? Try: systemctl restart mpd"
              .formatted(address, settings.deadline().toMillis() / 1000.0);
      case UnknownHostException _ ->
          "MPD at %s can't be found, because %s: check its address in the settings."
              .formatted(address, reason);
      case EOFException _ ->
          "MPD at %s closed the connection: is it running? Try: systemctl status mpd"
              .formatted(address);
      case MpdProtocolException _ ->
          "MPD at %s can't be used: %s. Check the address and the password in the settings."
              .formatted(address, reason);
      default ->
          "MPD at %s can't be reached (%s): is it running? Try: systemctl status mpd"
              .formatted(address, reason);
    };
  }

  private String sentence(MpdRefusal refusal) {
    String sentence =
        switch (refusal.code()) {
          case MpdRefusal.NO_PERMISSION ->
              "MPD at %s wants a password for this (%s): set it in the settings.";
          case MpdRefusal.SYSTEM ->
              "MPD at %s can't play (%s): check its audio_output and its log.";
          default -> "MPD at %s refused: %s.";
        };
    return sentence.formatted(address, refusal.getMessage());
  }

  /** Hangs up; the next call connects again. */
  @Override
  public void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
