package roomtone.camera;

import java.time.Duration;

/**
 * A source of grey frames that is open.
 *
 * <p>Lifecycle: a {@link CameraSource} opens it, one thread reads from it until it ends or fails,
 * any thread closes it. Closing ends the capture for good: a child process is dead and a device is
 * free when {@link #close} returns.
 */
public interface Camera extends AutoCloseable {
  /**
   * Waits for the next picture and returns it in a buffer of {@code pool}.
   *
   * @throws EndOfReplay if a replay that does not loop has shown its last picture
   * @throws CameraException if no picture came: the source broke or gave nonsense. The camera is
   *     then of no more use and is to be closed.
   */
  Frame read(FramePool pool) throws CameraException, InterruptedException;

  /** The longest a healthy source waits between two frames; silence beyond it is a stall. */
  Duration stallAfter();

  /** Ends the capture for good; closing again does nothing. */
  @Override
  void close();
}
