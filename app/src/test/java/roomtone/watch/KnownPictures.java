package roomtone.watch;

import java.util.Arrays;

/**
 * The pixels of pictures that must not leave: a set of runs of {@value #RUN} grey values, kept as
 * 64-bit hashes.
 *
 * <p>Every {@value #RUN}th run of a picture, row after row, is kept, so any {@code 2 × RUN − 1} =
 * 31 pixels that follow each other hold a kept one. Runs that say little (fewer than {@value
 * #DISTINCT} different values, or an even ramp) are not kept: a white wall is in no way telling.
 */
public final class KnownPictures {
  static final int RUN = 16;
  private static final int DISTINCT = 6;
  private static final long FACTOR = 0x9E3779B97F4A7C15L;
  private static final long LEADING = power(FACTOR, RUN - 1);
  private static final int SIEVE_BITS = 27;

  private final long[] sieve = new long[1 << (SIEVE_BITS - 6)];
  private long[] table = new long[1 << 20];
  private int size;

  private static long power(long base, int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= base;
    }
    return power;
  }

  /** Adds a picture. */
  public void add(byte[] pixels) {
    for (int start = 0; start + RUN <= pixels.length; start += RUN) {
      if (isTelling(pixels, start)) {
        long hash = 0;
        for (int i = start; i < start + RUN; i++) {
          hash = hash * FACTOR + (pixels[i] & 0xFF);
        }
        add(mixed(hash));
      }
    }
  }

  /** How many runs are known. */
  public int size() {
    return size;
  }

  /** Where the first known run begins; −1 where there is none. */
  int firstIn(byte[] bytes, int length) {
    long hash = 0;
    for (int i = 0; i < length; i++) {
      if (i >= RUN) {
        hash -= (bytes[i - RUN] & 0xFF) * LEADING;
      }
      hash = hash * FACTOR + (bytes[i] & 0xFF);
      if (i >= RUN - 1 && isKnown(mixed(hash))) {
        return i - RUN + 1;
      }
    }
    return -1;
  }

  private static boolean isTelling(byte[] pixels, int start) {
    int distinct = 0;
    boolean ramp = true;
    long[] seen = new long[4];
    for (int i = start; i < start + RUN; i++) {
      int value = pixels[i] & 0xFF;
      long bit = 1L << (value & 63);
      if ((seen[value >> 6] & bit) == 0) {
        seen[value >> 6] |= bit;
        distinct++;
      }
      ramp &= i < start + 2 || pixels[i] - pixels[i - 1] == pixels[start + 1] - pixels[start];
    }
    return distinct >= DISTINCT && !ramp;
  }

  private static long mixed(long hash) {
    long mixed = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return (mixed ^ (mixed >>> 32)) | 1;
  }

  private void add(long key) {
    if (size > table.length * 3L / 4) {
      long[] old = table;
      table = new long[old.length * 2];
      Arrays.stream(old).filter(each -> each != 0).forEach(each -> table[slot(each)] = each);
    }
    int slot = slot(key);
    if (table[slot] == 0) {
      table[slot] = key;
      size++;
      int bit = (int) (key >>> (64 - SIEVE_BITS));
      sieve[bit >> 6] |= 1L << (bit & 63);
    }
  }

  private boolean isKnown(long key) {
    int bit = (int) (key >>> (64 - SIEVE_BITS));
    return (sieve[bit >> 6] & (1L << (bit & 63))) != 0 && table[slot(key)] == key;
  }

  private int slot(long key) {
    int slot = (int) (key >>> 20) & (table.length - 1);
    while (table[slot] != 0 && table[slot] != key) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }
}
