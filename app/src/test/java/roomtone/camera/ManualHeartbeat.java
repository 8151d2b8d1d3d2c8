package roomtone.camera;

/** A heart that beats when the test says so. */
final class ManualHeartbeat implements Heartbeat {
  private Runnable beat = () -> {};
  private volatile boolean stopped;

  @Override
  public void start(Runnable beat) {
    this.beat = beat;
  }

  @Override
  public void stop() {
    stopped = true;
  }

  void beat() {
    beat.run();
  }

  boolean isStopped() {
    return stopped;
  }
}
