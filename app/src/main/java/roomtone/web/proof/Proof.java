package roomtone.web.proof;

import java.util.Optional;

/** Counts anew what the kiosk keeps and whom it has talked to. Any thread may ask. */
public interface Proof {
  /** What is so now; takes some milliseconds, more where the log is long. */
  Evidence now();

  /**
   * The text of a model's card, in Markdown.
   *
   * @param model a name of {@link Evidence#models()}
   */
  Optional<String> card(String model);
}
