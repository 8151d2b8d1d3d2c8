package roomtone.web;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A grey picture for the preview at set-up, hidden areas blackened.
 *
 * @param width in pixels
 * @param height in pixels
 * @param luma row by row, one byte a pixel; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // A picture is shown once and never compared.
public record AimPicture(int width, int height, byte[] luma) {
  /** As a JPEG, made in memory. */
  byte[] jpeg() {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, width, height, luma);
    var bytes = new ByteArrayOutputStream();
    // Not ImageIO's own choice of a stream: that one may keep pictures in a file.
    try (var stream = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "jpeg", stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
