package roomtone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import roomtone.panel.PanelSettings;

@Timeout(60)
class PanelTrialTest {
  @Test
  void showsEachColourAndTellsThePress() throws Exception {
    StringWriter out = new StringWriter();
    PanelTrial trial =
        new PanelTrial(
            PanelSettings.defaults(PanelSettings.Kind.CONSOLE),
            new ByteArrayInputStream("s\n".getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out));

    assertThat(trial.passes()).isTrue();

    assertThat(out.toString())
        .containsSubsequence(
            "The panel is the console",
            "The light is red now.",
            "The light is green now.",
            "The light is blue now.",
            "The light is white now.",
            "The button works: a short press.")
        .doesNotContain("Press the button within");
  }
}
