package roomtone.watch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;

/**
 * Long rows of fractions, as a face's vector is: {@value #LONGEST} or more, while what a room shows
 * are seven probabilities.
 *
 * <p>In binary, 32 or 64 bits each, either byte order, at any offset; a fraction there is a number
 * of ordinary size. As text, with nothing but separators between them.
 */
final class Vectors {
  static final int LONGEST = 16;
  private static final int GAP = 4;

  private Vectors() {}

  /** What is found, if anything. */
  static Optional<String> in(byte[] bytes, int length) {
    var buffer = ByteBuffer.wrap(bytes, 0, length);
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      buffer.order(order);
      if (hasRow(length, Float.BYTES, buffer::getFloat)) {
        return Optional.of("a row of 32-bit fractions");
      }
      if (hasRow(length, Double.BYTES, buffer::getDouble)) {
        return Optional.of("a row of 64-bit fractions");
      }
    }
    return hasText(bytes, length)
        ? Optional.of("a row of fractions written as text")
        : Optional.empty();
  }

  private static boolean hasRow(int length, int size, IntFunction<? extends Number> at) {
    int[] rows = new int[size];
    double[] last = new double[size];
    for (int i = 0; i + size <= length; i++) {
      double value = at.apply(i).doubleValue();
      int phase = i % size;
      double magnitude = Math.abs(value);
      // The same number again and again, or a whole one, is no vector's.
      boolean fraction = magnitude > 1e-4 && magnitude < 1e3 && value != Math.rint(value);
      rows[phase] = fraction && value != last[phase] ? rows[phase] + 1 : 0;
      last[phase] = value;
      if (rows[phase] >= LONGEST) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasText(byte[] bytes, int length) {
    int row = 0;
    int i = 0;
    while (i < length) {
      int end = Numbers.end(bytes, length, i);
      if (end == i) {
        i++;
        continue;
      }
      row = isFraction(bytes, i, end) ? row + 1 : 0;
      if (row >= LONGEST) {
        return true;
      }
      int next = end;
      while (next < length && next - end < GAP && ", ;|[]\t\r\n".indexOf(bytes[next]) >= 0) {
        next++;
      }
      if (next == end || Numbers.end(bytes, length, next) == next) {
        row = 0;
      }
      i = Math.max(next, end);
    }
    return false;
  }

  private static boolean isFraction(byte[] bytes, int from, int to) {
    OptionalDouble value = Numbers.value(bytes, from, to);
    return value.isPresent() && value.getAsDouble() != Math.rint(value.getAsDouble());
  }
}
