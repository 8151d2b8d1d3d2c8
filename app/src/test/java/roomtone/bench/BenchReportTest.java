package roomtone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import roomtone.evaluate.PipelineRace;

/** The table, of made-up figures. */
class BenchReportTest {
  private static final Map<String, StageHistograms.Times> STAGES =
      Map.of("detect", new StageHistograms.Times(10, 1.25, 2.5, 800));

  @Test
  void eachFigureStandsBesideItsAim() {
    assertThat(printed(report(1.5, 160.4, List.of())))
        .containsPattern("process start to the first reading +1.50 s +≤ 1.5 s  met")
        .containsPattern("processor, of one core +12.1 % +≤ 12 %  missed")
        .containsPattern("resident memory +160 MB +≤ 160 MB  missed")
        .containsPattern("detect, p50 and p95 .* 1.250  2.500 ms\\R")
        .containsPattern("frames a second, two threads +80.0\\R")
        .contains("peers: not measured: --peers DIR");
  }

  @Test
  void thePeersAreRatiosAndOnlyTheUsualOneHasAnAim() {
    var race =
        new RaceBench.Figures(
            640,
            480,
            830,
            List.of(
                new PipelineRace.Result("Roomtone", 200, 5, 6, 1.5, 1),
                new PipelineRace.Result("Haar + reader", 25, 40, 45, 1.2, 8),
                new PipelineRace.Result("YuNet + reader", 100, 10, 11, 1.8, 2)));
    assertThat(printed(report(1, 100, List.of(race))))
        .containsPattern("Roomtone against Haar \\+ reader +8.0 times +≥ 5 times  met")
        .containsPattern("Roomtone against YuNet \\+ reader +2.0 times\\R")
        .doesNotContain("not measured");
    assertThat(report(1, 100, List.of(race)).figures()).doesNotContainKey("peersLeftOut");
  }

  private static BenchReport report(
      double startUp, double resident, List<RaceBench.Figures> races) {
    var run =
        new BenchReport.Run(
            "1", "2026-11-30T12:00", "a board", Map.of("before", 0.5, "after", 1.0), Map.of());
    var steady =
        new SteadyBench.Figures(startUp, 150, 30, 5, 320, 12.1, 900, 1, 5, 9.5, resident, STAGES);
    var alone = new FlatOutBench.Figures("CPU", 640, 480, 2000, 100, 4000, Map.of(), STAGES);
    return new BenchReport(run, steady, alone, 80, races);
  }

  private static String printed(BenchReport report) {
    var out = new StringWriter();
    report.print(new PrintWriter(out, true));
    return out.toString();
  }
}
