package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HistoryApiTest {
  private static final Instant NOW = Snapshots.NOW;
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void aDayByDefault() throws Exception {
    assertThat(span(null, null)).isEqualTo(new HistoryApi.Span(NOW.minus(Duration.ofDays(1)), NOW));
  }

  @Test
  void datesAreWholeDaysAtTheKiosk() throws Exception {
    assertThat(span("2026-11-01", "2026-11-02"))
        .isEqualTo(
            new HistoryApi.Span(
                Instant.parse("2026-10-31T23:00:00Z"), Instant.parse("2026-11-02T23:00:00Z")));
  }

  @Test
  void timesHaveOffsets() throws Exception {
    assertThat(span("2026-11-21T12:00:00+01:00", null).from())
        .isEqualTo(Instant.parse("2026-11-21T11:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-13-01",
        "2026-02-30",
        "1969-12-31",
        "+999999999-12-31",
        "-1",
        "2026-11-21T25:00:00Z",
        "2026-11-21T10:00:00",
        "+1000000000-12-31T23:59:59Z",
        "' OR 1=1"
      })
  void whatIsNoMomentIsNamed(String text) {
    assertThat(problem(text, null).parameter()).isEqualTo("from");
    assertThat(problem(null, text).parameter()).isEqualTo("to");
  }

  @Test
  void theSpanIsBounded() throws Exception {
    assertThat(problem("2026-11-21", "2026-11-19").detail()).contains("after");
    assertThat(problem("2020-01-01", null).detail()).contains("400 days");
    assertThat(span("2025-10-18", null)).isNotNull();
  }

  private static HistoryApi.Span span(@Nullable String from, @Nullable String to)
      throws ProblemException {
    return HistoryApi.span(from, to, NOW, BERLIN);
  }

  private static Problem problem(@Nullable String from, @Nullable String to) {
    Problem problem = catchThrowableOfType(ProblemException.class, () -> span(from, to)).problem();
    assertThat(problem.status()).isEqualTo(400);
    return problem;
  }
}
