package roomtone;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import roomtone.config.Spelling;

/**
 * Says what is wrong with a command line, and which command's help to ask. Picocli would print the
 * whole help, above which one has to look for what it says.
 */
final class WrongUse implements IParameterExceptionHandler {
  private static final Pattern EXCLUSIVE =
      Pattern.compile("Error: (.+) are mutually exclusive \\(specify only one\\)");
  private static final Pattern ONE_OF =
      Pattern.compile("Error: Missing required argument \\(specify one of these\\): \\((.+)\\)");
  private static final Pattern CHOICE =
      Pattern.compile(
          "Invalid value for (.+): expected one of \\[(.+)] \\(case-insensitive\\) but was '(.*)'");
  private static final Pattern NUMBER =
      Pattern.compile(
          "Invalid value for (.+): '(.*)' is not an? (?:int|long|whole number( from .+))");

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().printf("roomtone: %s%n%s --help says more.%n", sentence(failure), name);
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static String sentence(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      return unknown(unmatched);
    }
    String message = String.valueOf(failure.getMessage());
    Matcher exclusive = EXCLUSIVE.matcher(message);
    if (exclusive.matches()) {
      return "Only one of %s can be used.".formatted(exclusive.group(1));
    }
    Matcher oneOf = ONE_OF.matcher(message);
    if (oneOf.matches()) {
      return "One of these is needed: %s.".formatted(oneOf.group(1).replace(" | ", ", "));
    }
    Matcher choice = CHOICE.matcher(message);
    if (choice.matches()) {
      return "\"%s\" is not for %s, which takes one of %s."
          .formatted(choice.group(3), choice.group(1), choice.group(2).toLowerCase(Locale.ROOT));
    }
    Matcher number = NUMBER.matcher(message);
    if (number.matches()) {
      return "\"%s\" is not for %s, which takes a whole number%s."
          .formatted(
              number.group(2), number.group(1), Objects.requireNonNullElse(number.group(3), ""));
    }
    return message + ".";
  }

  private static String unknown(UnmatchedArgumentException failure) {
    String argument = failure.getUnmatched().getFirst();
    CommandLine command = failure.getCommandLine();
    boolean isOption = argument.startsWith("-");
    if (!isOption && command.getSubcommands().isEmpty()) {
      return "%s is too much.".formatted(argument);
    }
    Set<String> known =
        isOption
            ? command.getCommandSpec().optionsMap().keySet()
            : command.getSubcommands().keySet();
    return "There is no %s %s%s"
        .formatted(
            isOption ? "option" : "command",
            argument,
            Spelling.nearest(argument, known.stream())
                .map("; did you mean %s?"::formatted)
                .orElse("."));
  }
}
