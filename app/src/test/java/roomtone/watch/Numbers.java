package roomtone.watch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/** Numbers written as text. */
final class Numbers {
  private static final int LONGEST_GAP = 12;

  private Numbers() {}

  /** Where the number that begins at {@code from} ends; {@code from} itself where none begins. */
  static int end(byte[] bytes, int length, int from) {
    int i = from;
    if (i < length && bytes[i] == '-') {
      i++;
    }
    int digits = i;
    while (i < length && (Character.isDigit(bytes[i]) || bytes[i] == '.')) {
      i++;
    }
    if (i == digits) {
      return from;
    }
    if (i + 1 < length && (bytes[i] == 'e' || bytes[i] == 'E')) {
      int exponent = bytes[i + 1] == '-' || bytes[i + 1] == '+' ? i + 2 : i + 1;
      while (exponent < length && Character.isDigit(bytes[exponent])) {
        exponent++;
        i = exponent;
      }
    }
    return i;
  }

  /** The number; empty where it is none after all, as {@code 1.2.3}. */
  static OptionalDouble value(byte[] bytes, int from, int to) {
    try {
      return OptionalDouble.of(
          Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII)));
    } catch (NumberFormatException noNumber) {
      return OptionalDouble.empty();
    }
  }

  /**
   * All whole numbers of −128 to 255 as bytes, as they follow each other with at most {@value
   * #LONGEST_GAP} other bytes between; each longer gap is a zero.
   */
  static byte[] asBytes(byte[] bytes, int length) {
    var values = new ByteArrayOutputStream();
    int last = 0;
    int i = 0;
    while (i < length) {
      int end = end(bytes, length, i);
      if (end == i || end - i > 6) {
        i = Math.max(end, i + 1);
        continue;
      }
      OptionalDouble value = value(bytes, i, end);
      double number = value.orElse(Double.NaN);
      if (number >= -128 && number < 256 && number == Math.rint(number)) {
        if (i - last > LONGEST_GAP) {
          values.write(0);
        }
        values.write((int) number);
        last = end;
      } else {
        // A fraction is no pixel: what stands on its two sides does not belong together.
        values.write(0);
      }
      i = end;
    }
    return values.toByteArray();
  }
}
