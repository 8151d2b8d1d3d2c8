package roomtone.web;

import roomtone.language.Phrase;

/** What became of something a guest asked for. */
public sealed interface ActionResult {
  /** It is done or under way. */
  record Done() implements ActionResult {}

  /**
   * It can't be done now.
   *
   * @param reason for the guest
   */
  record Refused(Phrase reason) implements ActionResult {}
}
