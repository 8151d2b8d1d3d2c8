package roomtone;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import roomtone.face.FaceSettings;

/** Reads an option's number that has a range; {@link WrongUse} says what it takes. */
abstract class Count implements ITypeConverter<Integer> {
  private final int least;
  private final int most;

  private Count(int least, int most) {
    this.least = least;
    this.most = most;
  }

  @Override
  public Integer convert(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The same sentence as for a number outside the range.
    }
    throw new TypeConversionException(
        "'%s' is not a whole number from %d %s"
            .formatted(text, least, most == Integer.MAX_VALUE ? "on" : "to " + most));
  }

  /** Of what there must be one at least. */
  static final class FromOne extends Count {
    FromOne() {
      super(1, Integer.MAX_VALUE);
    }
  }

  /** Of what there may be none. */
  static final class FromNone extends Count {
    FromNone() {
      super(0, Integer.MAX_VALUE);
    }
  }

  /** Pixels of a picture's longest side, in the setting's range. */
  static final class LongestSide extends Count {
    LongestSide() {
      super(FaceSettings.LEAST_LONGEST_SIDE, FaceSettings.MOST_LONGEST_SIDE);
    }
  }
}
