package roomtone.inference;

import java.nio.FloatBuffer;

/**
 * A model that is ready to run, with buffers that are made once: fill {@link #input}, call {@link
 * #run}, read {@link #output}.
 *
 * <p>For one thread at a time. Closing frees the native memory; the buffers must not be touched
 * afterwards, and {@link #run} throws IllegalStateException.
 */
public interface LoadedModel extends AutoCloseable {
  /** What this is. */
  ModelFile file();

  /** The input of one picture, {@code [1, channels, height, width]}; write by index. */
  FloatBuffer input();

  /** Whether {@link #resize} can make room for pictures of another size than the manifest's. */
  default boolean takesAnySize() {
    return true;
  }

  /**
   * Makes room for pictures of another size than the manifest's; {@link #input} and {@link #output}
   * give other buffers from then on.
   *
   * @throws ModelException if the model takes one size only
   */
  void resize(int width, int height) throws ModelException;

  /** Runs the model on what is in the input. */
  void run() throws ModelException;

  /** What the last run gave for one of the outputs asked for when loading; read by index. */
  FloatBuffer output(String name);

  @Override
  void close();
}
