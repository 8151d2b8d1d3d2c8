package roomtone.inference;

/**
 * What a model takes: one tensor of 32-bit floats, {@code [batch, channels, height, width]}, whose
 * values are {@code pixel * scale + offset} for pixels of 0 to 255, then standardised where the
 * model does not do that itself.
 *
 * @param name of the tensor in the file
 * @param width in pixels
 * @param height in pixels
 * @param channels 1 for grey
 * @param scale what a pixel is multiplied by
 * @param offset what is added after that
 * @param standardise 0 where that is all; else the mean is taken from each picture's values, and
 *     they are divided by their standard deviation and this together
 */
public record ModelInput(
    String name,
    int width,
    int height,
    int channels,
    float scale,
    float offset,
    float standardise) {
  /** Checks that the shape is one a picture can have. */
  public ModelInput {
    if (width < 1 || height < 1 || channels < 1) {
      throw new IllegalArgumentException("an input of %d×%d×%d".formatted(channels, height, width));
    }
  }

  /** One whose values are not standardised. */
  public ModelInput(String name, int width, int height, int channels, float scale, float offset) {
    this(name, width, height, channels, scale, offset, 0);
  }

  /** How many floats one picture fills. */
  public int size() {
    return width * height * channels;
  }
}
