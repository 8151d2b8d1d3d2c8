package roomtone.music.spotify;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws a text as a QR code. */
final class QrRows {
  private QrRows() {}

  /** Rows of {@code '1'} for dark and {@code '0'} for light, without the white border. */
  static List<String> of(String text) {
    try {
      ByteMatrix matrix = Encoder.encode(text, ErrorCorrectionLevel.L).getMatrix();
      return IntStream.range(0, matrix.getHeight())
          .mapToObj(y ->
              IntStream.range(0, matrix.getWidth())
                  .mapToObj(x -> matrix.get(x, y) == 1 ? "1" : "0")
                  .collect(Collectors.joining()))
          .toList();
    } catch (WriterException tooLong) {
      throw new IllegalArgumentException("a text of this length fits no QR code");
    }
  }
}
