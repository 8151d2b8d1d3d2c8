package roomtone.system.qr;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A text as a QR code.
 *
 * @param rows of {@code '1'} for dark and {@code '0'} for light, without the white border
 */
public record QrCode(List<String> rows) {
  /** Copies the rows. */
  public QrCode {
    rows = List.copyOf(rows);
  }

  /** The code of a text. */
  public static QrCode of(String text) {
    try {
      ByteMatrix matrix = Encoder.encode(text, ErrorCorrectionLevel.L).getMatrix();
      return new QrCode(
          IntStream.range(0, matrix.getHeight())
              .mapToObj(y ->
                  IntStream.range(0, matrix.getWidth())
                      .mapToObj(x -> matrix.get(x, y) == 1 ? "1" : "0")
                      .collect(Collectors.joining()))
              .toList());
    } catch (WriterException tooLong) {
      throw new IllegalArgumentException("a text of this length fits no QR code");
    }
  }

  /** How many squares wide and high it is. */
  public int size() {
    return rows.size();
  }

  /** Whether a square is dark. */
  public boolean isDark(int x, int y) {
    return rows.get(y).charAt(x) == '1';
  }

  /** The dark squares as an SVG path, one unit each. */
  public String path() {
    var path = new StringBuilder();
    for (int y = 0; y < size(); y++) {
      for (int x = 0; x < size(); x++) {
        if (isDark(x, y)) {
          path.append("M%d %dh1v1h-1z".formatted(x, y));
        }
      }
    }
    return path.toString();
  }
}
