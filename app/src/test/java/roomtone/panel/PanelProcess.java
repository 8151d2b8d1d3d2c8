package roomtone.panel;

import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;
import roomtone.system.Faults;

/** A process with a console panel: it prints each press and ends on q or Ctrl-C. */
public final class PanelProcess {
  private PanelProcess() {}

  /** Takes nothing. */
  public static void main(String[] arguments) throws InterruptedException {
    CountDownLatch quit = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              quit.countDown();
              awaitQuietly(closed);
            }));
    try (Panel panel =
        Panel.open(
            PanelSettings.defaults(PanelSettings.Kind.CONSOLE),
            new Faults(InstantSource.system()),
            new Keyboard(System.in),
            new PanelListener() {
              @Override
              public void pressed(ButtonPress press) {
                System.err.println("PRESS " + press);
              }

              @Override
              public void shutter(boolean isClosed) {
                throw new IllegalStateException("A console has no shutter");
              }
            },
            quit::countDown)) {
      System.err.println("PANEL " + panel.description());
      panel.show(Patterns.standard().of(new Mood.Felt(Emotion.HAPPY, 0.9f, 1)));
      quit.await();
    }
    System.err.println("CLOSED");
    closed.countDown();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
