package roomtone.bench;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import roomtone.evaluate.PipelineRace;

/**
 * All that {@code bench} measured, as JSON has it and as one table, each line beside what is aimed
 * at. Immutable.
 *
 * @param run when and where
 * @param steady the whole kiosk at five frames a second
 * @param alone as fast as it goes, the models on one thread
 * @param framesPerSecondTwoThreads the same with two threads for the models
 * @param races against the peers; empty where there are none
 */
public record BenchReport(
    Run run,
    SteadyBench.Figures steady,
    FlatOutBench.Figures alone,
    double framesPerSecondTwoThreads,
    List<RaceBench.Figures> races) {
  private static final String PEERS_LEFT_OUT =
      "not measured: --peers DIR takes the folder with the files of mini-Xception (in emotion) and YuNet (in face), which are yours to bring";
  private static final double MOST_START_UP_SECONDS = 1.5;
  private static final double MOST_PROCESSOR_PERCENT = 12;
  private static final double MOST_ALLOCATED_BYTES = 1024;
  private static final double MOST_PAUSE_MILLIS = 20;
  private static final double MOST_RESIDENT_MEGABYTES = 160;
  private static final double LEAST_RATIO = 5;

  /**
   * When and where it was measured.
   *
   * @param date and time, to the minute
   * @param load how many processes wanted a core in the last minute, before and after
   * @param heat of the processor before and after; empty where the machine does not say
   */
  public record Run(
      String version,
      String date,
      String machine,
      Map<String, Double> load,
      Map<String, String> heat) {}

  /**
   * A line of the table.
   *
   * @param aim what is aimed at; empty where nothing is
   * @param met whether the figure is within it; null where nothing is aimed at
   */
  private record Row(String what, String figure, String aim, @Nullable Boolean met) {
    static Row heading(String text) {
      return new Row(text, "", "", null);
    }

    static Row of(String what, String figure) {
      return new Row("  " + what, figure, "", null);
    }

    static Row most(String what, int decimals, double value, double most, String unit) {
      return new Row(
          "  " + what,
          rounded(value, decimals) + unit,
          "≤ " + BigDecimal.valueOf(most).stripTrailingZeros().toPlainString() + unit,
          value <= most);
    }

    boolean isHeading() {
      return figure.isEmpty();
    }
  }

  /** By the names that JSON has for them. */
  public Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("version", run.version());
    figures.put("date", run.date());
    figures.put("machine", run.machine());
    figures.put("load", run.load());
    figures.put("heat", run.heat());
    figures.put("engine", alone.engine());
    figures.put("startUpSeconds", steady.startUpSeconds());
    figures.put("steady", steady);
    figures.put("width", alone.width());
    figures.put("height", alone.height());
    figures.put("frames", alone.frames());
    figures.put("framesPerSecond", alone.framesPerSecond());
    figures.put("framesPerSecondTwoThreads", framesPerSecondTwoThreads);
    figures.put("allocatedBytesPerFrame", alone.allocatedBytesPerFrame());
    figures.put("memory", alone.memory());
    figures.put("stages", alone.stages());
    figures.put("peers", races);
    if (races.isEmpty()) {
      figures.put("peersLeftOut", PEERS_LEFT_OUT);
    }
    figures.put(
        "aims",
        rows().stream()
            .filter(row -> row.met() != null)
            .map(row ->
                Map.of(
                    "what", row.what().strip(),
                    "figure", row.figure(),
                    "aim", row.aim(),
                    "met", Boolean.TRUE.equals(row.met())))
            .toList());
    return figures;
  }

  /** Prints the table. */
  public void print(PrintWriter out) {
    out.printf("Roomtone %s, %s%n%s%n", run.version(), run.date(), run.machine());
    out.printf(
        Locale.ROOT,
        "load %.1f before, %.1f after%s%n",
        run.load().get("before"),
        run.load().get("after"),
        run.heat().isEmpty()
            ? ""
            : "; %s before, %s after".formatted(run.heat().get("before"), run.heat().get("after")));
    out.printf("models on: %s%n", alone.engine());
    List<Row> rows = rows();
    int what = width(rows.stream().map(Row::what).toList());
    int figure = width(rows.stream().map(Row::figure).toList());
    int aim = width(rows.stream().map(Row::aim).toList());
    out.printf("%n%s  %s  %s%n", pad("", what), pad("figure", -figure), pad("aim", -aim));
    for (Row row : rows) {
      String line =
          row.isHeading()
              ? row.what()
              : "%s  %s  %s  %s"
                  .formatted(
                      pad(row.what(), what),
                      pad(row.figure(), -figure),
                      pad(row.aim(), -aim),
                      row.met() == null ? "" : row.met() ? "met" : "missed");
      out.println(line.stripTrailing());
    }
    if (races.isEmpty()) {
      out.printf("peers: %s%n", PEERS_LEFT_OUT);
    }
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>(steadyRows());
    rows.add(
        Row.heading(
            "as fast as it goes, %d×%d, decoding included"
                .formatted(alone.width(), alone.height())));
    rows.add(Row.of("frames a second, one thread", rounded(alone.framesPerSecond(), 1)));
    rows.add(Row.of("frames a second, two threads", rounded(framesPerSecondTwoThreads, 1)));
    rows.add(Row.of("allocated a frame", alone.allocatedBytesPerFrame() + " B"));
    alone.stages().forEach((stage, times) -> rows.add(stage(stage, times)));
    for (RaceBench.Figures race : races) {
      rows.add(
          Row.heading(
              "the same %d frames by turns, %d×%d, one thread, without decoding"
                  .formatted(race.frames(), race.width(), race.height())));
      race.results().forEach(result -> rows.add(runner(result)));
      PipelineRace.Result usual = race.results().get(1);
      rows.add(
          new Row(
              "  Roomtone against " + usual.name(),
              rounded(usual.oursAgainstIt(), 1) + " times",
              "≥ 5 times",
              usual.oursAgainstIt() >= LEAST_RATIO));
      race.results().stream()
          .skip(2)
          .map(other ->
              Row.of(
                  "Roomtone against " + other.name(), rounded(other.oursAgainstIt(), 1) + " times"))
          .forEach(rows::add);
    }
    return rows;
  }

  private List<Row> steadyRows() {
    List<Row> rows = new ArrayList<>();
    rows.add(
        Row.heading(
            "the whole kiosk, %s frames a second, longest side %d, %s s"
                .formatted(
                    rounded(steady.framesPerSecond(), 2),
                    steady.longestSide(),
                    rounded(steady.seconds(), 0))));
    rows.add(
        Row.most(
            "process start to the first reading",
            2,
            steady.startUpSeconds(),
            MOST_START_UP_SECONDS,
            " s"));
    rows.add(
        Row.most(
            "processor, of one core",
            1,
            steady.processorPercentOfOneCore(),
            MOST_PROCESSOR_PERCENT,
            " %"));
    rows.add(
        Row.most(
            "allocated a frame, mood loop",
            0,
            (double) steady.allocatedBytesPerFrame(),
            MOST_ALLOCATED_BYTES,
            " B"));
    rows.add(
        Row.most(
            "longest of %d collections".formatted(steady.collections()),
            0,
            (double) steady.longestCollectionPauseMillis(),
            MOST_PAUSE_MILLIS,
            " ms"));
    rows.add(
        Row.most("resident memory", 0, steady.residentMegabytes(), MOST_RESIDENT_MEGABYTES, " MB"));
    rows.add(Row.of("heap after a collection", rounded(steady.heapMebibytes(), 1) + " MiB"));
    steady.stages().forEach((stage, times) -> rows.add(stage(stage, times)));
    return rows;
  }

  private static Row stage(String stage, StageHistograms.Times times) {
    return Row.of(
        "%s, p50 and p95 (%d B)".formatted(stage, times.allocatedBytes()),
        rounded(times.p50Millis(), 3) + "  " + rounded(times.p95Millis(), 3) + " ms");
  }

  private static Row runner(PipelineRace.Result result) {
    return Row.of(
        "%s, frames a second (%s faces a frame)"
            .formatted(result.name(), rounded(result.facesPerFrame(), 2)),
        rounded(result.framesPerSecond(), 1));
  }

  private static int width(List<String> cells) {
    return cells.stream().mapToInt(String::length).max().orElse(0);
  }

  /** Filled up with spaces: at the end, or at the beginning where the width is negative. */
  private static String pad(String text, int width) {
    String spaces = " ".repeat(Math.max(0, Math.abs(width) - text.length()));
    return width < 0 ? spaces + text : text + spaces;
  }

  private static String rounded(double value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }
}
