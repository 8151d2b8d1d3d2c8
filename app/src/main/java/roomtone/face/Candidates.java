package roomtone.face;

import java.util.Arrays;

/**
 * What a network takes for faces in one frame: many boxes of each, kept as numbers, since most of
 * them are dropped right away. For one thread; reused.
 */
final class Candidates {
  private static final int X = 0;
  private static final int Y = 1;
  private static final int WIDTH = 2;
  private static final int HEIGHT = 3;
  private static final int SCORE = 4;
  private static final int TURN = 5;
  private static final int TILT = 6;
  private static final int NUMBERS = 7;
  private static final int USUAL = 64;

  private float[] numbers = new float[USUAL * NUMBERS];
  private boolean[] gone = new boolean[USUAL];
  private int size;

  /** Begins the next frame. */
  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** Adds a box with an area, as {@link FaceBox} describes it. */
  void add(float x, float y, float width, float height, float score, float turn, float tilt) {
    if (size == gone.length) {
      gone = Arrays.copyOf(gone, 2 * size);
      numbers = Arrays.copyOf(numbers, 2 * size * NUMBERS);
    }
    int at = size * NUMBERS;
    numbers[at + X] = x;
    numbers[at + Y] = y;
    numbers[at + WIDTH] = width;
    numbers[at + HEIGHT] = height;
    numbers[at + SCORE] = score;
    numbers[at + TURN] = turn;
    numbers[at + TILT] = tilt;
    gone[size] = false;
    size++;
  }

  /** Stretches all boxes from the top left corner, as from a network's input to the frame. */
  void stretch(float across, float down) {
    for (int at = 0; at < size * NUMBERS; at += NUMBERS) {
      numbers[at + X] *= across;
      numbers[at + WIDTH] *= across;
      numbers[at + Y] *= down;
      numbers[at + HEIGHT] *= down;
    }
  }

  /** The largest score of those whose centre is within so many pixels of a point; 0 for none. */
  float surestAround(float x, float y, float reach) {
    float surest = 0;
    for (int i = 0; i < size; i++) {
      float across = number(i, X) + number(i, WIDTH) / 2 - x;
      float down = number(i, Y) + number(i, HEIGHT) / 2 - y;
      if (across * across + down * down < reach * reach) {
        surest = Math.max(surest, number(i, SCORE));
      }
    }
    return surest;
  }

  /** The surest of those that are not gone, of equals the first; −1 where all are. */
  int surest() {
    int best = -1;
    for (int i = 0; i < size; i++) {
      if (!gone[i] && (best < 0 || number(i, SCORE) > number(best, SCORE))) {
        best = i;
      }
    }
    return best;
  }

  /** Lets one go, and all that overlap it by more than so much (intersection over union). */
  void drop(int index, float largestOverlap) {
    for (int i = 0; i < size; i++) {
      gone[i] |= i == index || overlap(index, i) > largestOverlap;
    }
  }

  /** One of them, from 0. */
  FaceBox box(int index) {
    return new FaceBox(
        number(index, X),
        number(index, Y),
        number(index, WIDTH),
        number(index, HEIGHT),
        number(index, SCORE),
        new FacePose(number(index, TURN), number(index, TILT)));
  }

  private float overlap(int one, int other) {
    float shared = shared(one, other, X, WIDTH) * shared(one, other, Y, HEIGHT);
    return shared / (area(one) + area(other) - shared);
  }

  private float shared(int one, int other, int start, int length) {
    float from = number(one, start);
    float otherFrom = number(other, start);
    return FaceBox.shared(
        from, from + number(one, length), otherFrom, otherFrom + number(other, length));
  }

  private float area(int index) {
    return number(index, WIDTH) * number(index, HEIGHT);
  }

  private float number(int index, int which) {
    return numbers[index * NUMBERS + which];
  }
}
