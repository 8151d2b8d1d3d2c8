package roomtone.watch;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** How files of pictures and films begin, wherever in the bytes they do. */
final class Signatures {
  private static final List<String> FIXED =
      List.of(
          "\u0089PNG\r\n\u001A\n",
          "GIF87a",
          "GIF89a",
          "\u001AE\u00DF\u00A3", // Matroska and WebM
          "\u0000\u0000\u0000\u000CJXL ",
          "\u0000\u0000\u0000\u000CjP  ",
          "\u0000\u0000\u0000\u0001g"); // H.264, its first parameter set

  private Signatures() {}

  /** What begins at {@code i}, if anything. */
  static Optional<String> at(byte[] bytes, int length, int i) {
    int left = length - i;
    int first = bytes[i] & 0xFF;
    boolean jpeg =
        first == 0xFF
            && left > 12
            && unsigned(bytes, i + 1) == 0xD8
            && unsigned(bytes, i + 2) == 0xFF
            && unsigned(bytes, i + 3) >= 0xC0
            && goesOn(bytes, length, i + 4);
    if (jpeg) {
      return Optional.of("a JPEG");
    }
    if (first == 'R' && left > 12 && is(bytes, i, "RIFF")) {
      return is(bytes, i + 8, "WEBP") || is(bytes, i + 8, "AVI ")
          ? Optional.of("a " + ascii(bytes, i + 8).strip())
          : Optional.empty();
    }
    if (left > 12 && bytes[i] == 0 && is(bytes, i + 4, "ftyp") && bytes[i + 1] == 0) {
      return Optional.of("an MP4, HEIC or AVIF");
    }
    if (first == 'B' && left > 26 && isBitmap(bytes, i)) {
      return Optional.of("a BMP");
    }
    if (left > 8 && (is(bytes, i, "II*\0") || is(bytes, i, "MM\0*"))) {
      return Optional.of("a TIFF");
    }
    if (first == 'P' && left > 20 && isPortable(bytes, i)) {
      return Optional.of("a portable pixmap");
    }
    return FIXED.stream()
        .filter(fixed -> left > fixed.length() && is(bytes, i, fixed))
        .map(fixed -> "what begins with " + fixed.replaceAll("[^ -~]", "."))
        .findFirst();
  }

  /** Behind a JPEG's first segment comes another one. */
  private static boolean goesOn(byte[] bytes, int length, int size) {
    int next = size + (unsigned(bytes, size) << 8 | unsigned(bytes, size + 1));
    return next >= length || unsigned(bytes, next) == 0xFF;
  }

  private static boolean isBitmap(byte[] bytes, int i) {
    int header = unsigned(bytes, i + 14);
    return bytes[i + 1] == 'M'
        && (bytes[i + 6] | bytes[i + 7] | bytes[i + 8] | bytes[i + 9]) == 0
        && (bytes[i + 12] | bytes[i + 13] | bytes[i + 15] | bytes[i + 16] | bytes[i + 17]) == 0
        && (header == 12 || header == 40 || header == 108 || header == 124);
  }

  private static boolean isPortable(byte[] bytes, int i) {
    return new String(bytes, i, 20, StandardCharsets.ISO_8859_1)
        .matches("(?s)P[1-6]\\s\\d+\\s+\\d+\\s+\\d+\\s.*");
  }

  private static boolean is(byte[] bytes, int at, String text) {
    if (at + text.length() > bytes.length) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (unsigned(bytes, at + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static String ascii(byte[] bytes, int at) {
    return new String(bytes, at, 4, StandardCharsets.US_ASCII);
  }

  private static int unsigned(byte[] bytes, int i) {
    return bytes[i] & 0xFF;
  }
}
