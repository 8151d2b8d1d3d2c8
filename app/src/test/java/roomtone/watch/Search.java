package roomtone.watch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Looks for pictures and face vectors in bytes.
 *
 * <p>Finds:
 *
 * <ul>
 *   <li>31 and more grey values of a {@linkplain KnownPictures known picture} in a row: as bytes,
 *       mirrored, as every second, third or fourth byte (colours, 16- and 32-bit numbers), or as
 *       whole numbers in text;
 *   <li>what a file of a picture or a film begins with ({@link Signatures}), whatever it shows;
 *   <li>{@value Vectors#LONGEST} fractions in a row, binary or as text ({@link Vectors});
 *   <li>all of these inside base64, hexadecimal, gzip and zlib, one in the other up to {@value
 *       #DEEPEST} times.
 * </ul>
 *
 * <p>Can't find: pixels that were encrypted, changed (filtered, scaled by other ways than those
 * that are known, noise added) or compressed by a way of their own without a known beginning;
 * vectors rounded to whole numbers; what is spread thinly over other bytes. Such a leak needs a
 * program that hides it, and this test is against mistakes.
 */
public final class Search {
  private static final int DEEPEST = 3;
  private static final int LEAST_ENCODED = 64;
  private static final int MOST_INFLATED = 1 << 22;

  private final KnownPictures pictures;

  /** Looks for these, and for what looks like any picture or vector. */
  public Search(KnownPictures pictures) {
    this.pictures = pictures;
  }

  /** What is found, in words; empty where all is well. */
  public Set<String> in(byte[] bytes) {
    Set<String> found = new TreeSet<>();
    look(bytes, bytes.length, "", DEEPEST, found);
    return found;
  }

  private void look(byte[] bytes, int length, String how, int deeper, Set<String> found) {
    for (int i = 0; i < length; i++) {
      int at = i;
      Signatures.at(bytes, length, i).ifPresent(what -> found.add(what + " at " + at + how));
    }
    pixels(bytes, length).ifPresent(what -> found.add(what + how));
    Vectors.in(bytes, length).ifPresent(what -> found.add(what + how));
    byte[] numbers = Numbers.asBytes(bytes, length);
    if (pictures.firstIn(numbers, numbers.length) >= 0) {
      found.add("pixels written as text" + how);
    }
    if (deeper > 0) {
      decode(bytes, length, how, deeper - 1, found);
    }
  }

  private Optional<String> pixels(byte[] bytes, int length) {
    for (int step = 1; step <= 4; step++) {
      for (int phase = 0; phase < step; phase++) {
        byte[] some = new byte[Math.max(0, (length - phase + step - 1) / step)];
        byte[] mirrored = new byte[some.length];
        for (int i = 0; i < some.length; i++) {
          some[i] = bytes[phase + i * step];
          mirrored[some.length - 1 - i] = some[i];
        }
        int first = pictures.firstIn(some, some.length);
        if (first >= 0) {
          return Optional.of("pixels from byte %d, one in %d".formatted(first * step, step));
        }
        if (pictures.firstIn(mirrored, mirrored.length) >= 0) {
          return Optional.of("mirrored pixels, one in %d bytes".formatted(step));
        }
      }
    }
    return Optional.empty();
  }

  private void decode(byte[] bytes, int length, String how, int deeper, Set<String> found) {
    runs(
        bytes, length, Search::isBase64, (from, to) -> base64(bytes, from, to, how, deeper, found));
    runs(bytes, length, Search::isHex, (from, to) -> hex(bytes, from, to, how, deeper, found));
    for (int i = 0; i + 8 < length; i++) {
      boolean gzip = bytes[i] == 0x1F && bytes[i + 1] == (byte) 0x8B && bytes[i + 2] == 8;
      boolean zlib =
          (bytes[i] & 0x8F) == 8 && ((bytes[i] & 0xFF) << 8 | (bytes[i + 1] & 0xFF)) % 31 == 0;
      if (gzip || zlib) {
        byte[] inflated = inflated(bytes, i, length - i, gzip);
        if (inflated.length >= LEAST_ENCODED) {
          look(inflated, inflated.length, how + ", compressed", deeper, found);
        }
      }
    }
  }

  private void base64(byte[] bytes, int from, int to, String how, int deeper, Set<String> found) {
    for (int phase = 0; phase < 4; phase++) {
      byte[] text = new byte[(to - from - phase) / 4 * 4];
      for (int i = 0; i < text.length; i++) {
        byte next = bytes[from + phase + i];
        text[i] = (byte) (next == '-' ? '+' : next == '_' ? '/' : next);
      }
      byte[] decoded = Base64.getDecoder().decode(text);
      look(decoded, decoded.length, how + ", in base64", deeper, found);
    }
  }

  private void hex(byte[] bytes, int from, int to, String how, int deeper, Set<String> found) {
    for (int phase = 0; phase < 2; phase++) {
      byte[] decoded = new byte[(to - from - phase) / 2];
      for (int i = 0; i < decoded.length; i++) {
        int at = from + phase + 2 * i;
        decoded[i] =
            (byte) (HexFormat.fromHexDigit(bytes[at]) << 4 | HexFormat.fromHexDigit(bytes[at + 1]));
      }
      look(decoded, decoded.length, how + ", in hexadecimal", deeper, found);
    }
  }

  private static byte[] inflated(byte[] bytes, int from, int length, boolean gzip) {
    var into = new ByteArrayOutputStream();
    try (InputStream packed = new ByteArrayInputStream(bytes, from, length);
        InputStream in = gzip ? new GZIPInputStream(packed) : new InflaterInputStream(packed)) {
      byte[] some = new byte[4096];
      int count = in.read(some);
      while (count > 0 && into.size() < MOST_INFLATED) {
        into.write(some, 0, count);
        count = in.read(some);
      }
    } catch (IOException _) {
      // It was none, or is cut off; what came until then counts.
    }
    return into.toByteArray();
  }

  /** What is done with a run of bytes. */
  private interface Run {
    void of(int from, int to);
  }

  private static void runs(byte[] bytes, int length, IntPredicate belongs, Run run) {
    int from = 0;
    for (int i = 0; i <= length; i++) {
      if (i == length || !belongs.test(bytes[i])) {
        if (i - from >= LEAST_ENCODED) {
          run.of(from, i);
        }
        from = i + 1;
      }
    }
  }

  private static boolean isBase64(int letter) {
    return (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= '0' && letter <= '9')
        || letter == '+'
        || letter == '/'
        || letter == '-'
        || letter == '_';
  }

  private static boolean isHex(int letter) {
    return HexFormat.isHexDigit(letter);
  }
}
