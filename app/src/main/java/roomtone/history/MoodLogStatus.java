package roomtone.history;

/** Whether the log is being written. */
public sealed interface MoodLogStatus {
  /**
   * Rows reach the disk.
   *
   * @param waiting how many rows wait for the next batch
   * @param dropped how many were lost since the start because the queue was full
   * @param notice a sentence on what was repaired, for example a damaged file set aside; empty if
   *     nothing was
   */
  record Writing(int waiting, long dropped, String notice) implements MoodLogStatus {}

  /**
   * The disk can't be written now; rows wait in memory and writing is tried again and again.
   *
   * @param reason a sentence for the operator that says what to do
   * @param waiting how many rows wait
   * @param dropped how many were lost since the start because the queue was full
   */
  record Degraded(String reason, int waiting, long dropped) implements MoodLogStatus {}

  /**
   * Nothing is logged until the operator acts and the kiosk is started again.
   *
   * @param reason a sentence for the operator that says what to do
   */
  record Off(String reason) implements MoodLogStatus {}
}
