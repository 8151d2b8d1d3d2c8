package roomtone.web;

import java.util.List;
import java.util.Optional;
import roomtone.web.proof.Evidence;
import roomtone.web.proof.Proof;

/** Evidence of the test's making. */
final class Evidences {
  static final Proof PROOF =
      new Proof() {
        @Override
        public Evidence now() {
          return EVIDENCE;
        }

        @Override
        public Optional<String> card(String model) {
          return model.equals("expression")
              ? Optional.of("# Model card: größer")
              : Optional.empty();
        }
      };

  static final Evidence EVIDENCE =
      new Evidence(
          "1.2.3",
          Snapshots.NOW,
          Snapshots.NOW.minusSeconds(7200),
          0,
          false,
          2,
          new Evidence.Log(
              90,
              Snapshots.NOW.minusSeconds(7000),
              12,
              0,
              List.of(
                  new Evidence.Table(
                      "moods",
                      List.of("id", "began", "ended", "mood", "confidence", "visitors"),
                      1234,
                      Snapshots.NOW.minusSeconds(8_000_000),
                      Snapshots.NOW),
                  new Evidence.Table("changes", List.of("id", "at", "who"), 0, null, null)),
              null),
          List.of(
              new Evidence.Files(Evidence.Kind.LOG, 3, 123_456),
              new Evidence.Files(Evidence.Kind.DEVICE, 1, 36)),
          List.of(
              new Evidence.Contact("localhost", "mpd", 1, 2_345, 12_345),
              new Evidence.Contact("broker.example", "mqtt", 3, 4_567, 890)),
          List.of(
              new Evidence.Allowed("localhost", "mpd"),
              new Evidence.Allowed("broker.example", "mqtt")),
          List.of(
              new Evidence.Model(
                  "expression",
                  "int8",
                  "9081cc594a203a33c8474d51f45ea2880ae18aa7b8f02e6941b2fd6abb922d45",
                  "Reads the expression on a face.",
                  List.of(List.of("", "int8", "fp32"), List.of("accuracy", "69.0%", "68.9%")))));

  private Evidences() {}
}
