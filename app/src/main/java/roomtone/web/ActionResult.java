package roomtone.web;

/** What became of something a guest asked for. */
public sealed interface ActionResult {
  /** It is done or under way. */
  record Done() implements ActionResult {}

  /**
   * It can't be done now.
   *
   * @param reason a sentence for the guest
   */
  record Refused(String reason) implements ActionResult {}
}
