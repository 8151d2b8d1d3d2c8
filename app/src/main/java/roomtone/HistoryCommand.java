package roomtone;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import roomtone.history.HistoryException;
import roomtone.history.HistoryExport;
import roomtone.history.Moments;
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.ExitCode;
import roomtone.kiosk.Home;
import roomtone.system.FileTrouble;

/** Works on the log. */
@Command(
    name = "history",
    description = "Works on the log of moods, songs, actions and faults.",
    mixinStandardHelpOptions = true,
    subcommands = HistoryCommand.Export.class)
final class HistoryCommand {
  private HistoryCommand() {}

  /** How an export looks. */
  enum Format {
    CSV,
    JSON
  }

  @Command(
      name = "export",
      description =
          "Writes what was logged as CSV (one kind) or JSON (all kinds); the kiosk may be running.",
      mixinStandardHelpOptions = true)
  static final class Export implements Callable<Integer> {
    private static final Duration DEFAULT_SPAN = Duration.ofDays(7);

    @Mixin private final SettingsOption settingsOption = new SettingsOption();

    @Option(
        names = "--from",
        paramLabel = "TIME",
        description = "A date (2026-11-21) or moment (2026-11-21T18:00:00Z); else a week ago.")
    private Optional<String> from = Optional.empty();

    @Option(
        names = "--to",
        paramLabel = "TIME",
        description = "The end, not included; a date means the end of that day; else now.")
    private Optional<String> to = Optional.empty();

    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        defaultValue = "CSV",
        description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Format format = Format.CSV;

    @Option(
        names = "--what",
        paramLabel = "KIND",
        description =
            "Only this kind: ${COMPLETION-CANDIDATES}. CSV holds one kind; without this, moods.")
    private Optional<HistoryExport.Kind> what = Optional.empty();

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        description = "Where to; without it, to standard output.")
    private Optional<Path> output = Optional.empty();

    @Override
    public Integer call() throws CommandFailure {
      Home home = Home.find(System.getenv());
      Path file = settingsOption.read(home).history().file();
      if (!Files.exists(file)) {
        throw new CommandFailure(
            ExitCode.NO_INPUT,
            "There is no log at %s: has the kiosk run with these settings?".formatted(file));
      }
      Instant end = to.isPresent() ? moment("--to", to.get(), 1) : Instant.now();
      Instant start = from.isPresent() ? moment("--from", from.get(), 0) : end.minus(DEFAULT_SPAN);
      var export = new HistoryExport(file);
      try (OutputStream out = open()) {
        switch (format) {
          case CSV -> export.writeCsv(what.orElse(HistoryExport.Kind.MOODS), start, end, out);
          case JSON ->
              export.writeJson(
                  what.map(EnumSet::of).orElse(EnumSet.allOf(HistoryExport.Kind.class)),
                  start,
                  end,
                  out);
        }
      } catch (HistoryException e) {
        throw new CommandFailure(ExitCode.NO_INPUT, e);
      } catch (IOException e) {
        throw new CommandFailure(
            ExitCode.CANNOT_WRITE,
            "The export can't be written%s: %s."
                .formatted(output.map(path -> " to " + path).orElse(""), FileTrouble.reason(e)));
      }
      return 0;
    }

    private OutputStream open() throws IOException {
      // Standard output stays open: it is not ours to close.
      return output.isPresent()
          ? Files.newOutputStream(output.get())
          : new PrintStream(System.out) {
            @Override
            public void close() {
              flush();
            }
          };
    }

    private static Instant moment(String option, String text, int days) throws CommandFailure {
      try {
        return Moments.parse(text, days, ZoneId.systemDefault());
      } catch (DateTimeException e) {
        throw new CommandFailure(
            ExitCode.BAD_INPUT,
            "%s takes a date like 2026-11-21 or a moment like 2026-11-21T18:00:00Z, not \"%s\"."
                .formatted(option, text));
      }
    }
  }
}
