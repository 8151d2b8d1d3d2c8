package roomtone;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the number of an option that counts something; {@link WrongUse} says what it takes. */
abstract class Count implements ITypeConverter<Integer> {
  private final int least;

  private Count(int least) {
    this.least = least;
  }

  @Override
  public Integer convert(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The same sentence as for a number that is too small.
    }
    throw new TypeConversionException(
        "'%s' is not a whole number from %d on".formatted(text, least));
  }

  /** Of what there must be one at least. */
  static final class FromOne extends Count {
    FromOne() {
      super(1);
    }
  }

  /** Of what there may be none. */
  static final class FromNone extends Count {
    FromNone() {
      super(0);
    }
  }
}
