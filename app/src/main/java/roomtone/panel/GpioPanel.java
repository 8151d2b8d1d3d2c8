package roomtone.panel;

import com.pi4j.Pi4J;
import com.pi4j.boardinfo.util.BoardInfoHelper;
import com.pi4j.context.Context;
import com.pi4j.context.ContextBuilder;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import roomtone.system.Faults;

/**
 * A light, a button and the switch of the camera's shutter on GPIO lines.
 *
 * <ol>
 *   <li>{@link #start} starts its thread, which requests the lines; while that fails, it raises the
 *       fault "panel" and tries again every 10 seconds.
 *   <li>The same thread times button and shutter and tells what they did, and sees within 2 seconds
 *       that the lines are gone. The shutter then counts as it was.
 *   <li>{@link #close} turns the light off and gives the lines back.
 * </ol>
 */
final class GpioPanel implements Panel {
  private static final String PART = "panel";
  private static final Duration RETRY = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(8);

  /** What wakes the panel's thread. */
  private sealed interface Event {
    /** The button went down or up. */
    record Edge(boolean isPressed, long nanos) implements Event {}

    /** The shutter's switch went on or off. */
    record Moved() implements Event {}

    /** The light can't be written any more. */
    record Lost(String reason) implements Event {}

    /** The panel is closed. */
    record Closed() implements Event {}
  }

  private final PanelSettings settings;
  private final GpioCheck check;
  private final Supplier<Context> contexts;
  private final Faults faults;
  private final PanelListener listener;
  private final LongSupplier nanos;
  private final Duration retry;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Blinker blinker;
  private final Thread thread = new Thread(this::run, "panel");
  private volatile @Nullable GpioLines lines;

  /** For the panel's thread, as what follows. */
  private final ShutterTimer shutter = new ShutterTimer();

  /** Whether the lines have not been asked for before. */
  private boolean isStart = true;

  GpioPanel(
      PanelSettings settings,
      GpioCheck check,
      Supplier<Context> contexts,
      Faults faults,
      PanelListener listener,
      LongSupplier nanos,
      Duration retry) {
    this.settings = settings;
    this.check = check;
    this.contexts = contexts;
    this.faults = faults;
    this.listener = listener;
    this.nanos = nanos;
    this.retry = retry;
    blinker =
        new Blinker(this::light, settings.patterns().of(Sign.STARTING), settings.brightness());
    thread.setDaemon(true);
  }

  static GpioPanel open(PanelSettings settings, Faults faults, PanelListener listener) {
    GpioPanel panel =
        new GpioPanel(
            settings,
            new GpioCheck(Path.of("/dev"), settings.chip()),
            () -> gpiod(settings.chip()),
            faults,
            listener,
            System::nanoTime,
            RETRY);
    panel.start();
    return panel;
  }

  void start() {
    thread.start();
    blinker.start();
  }

  @Override
  public String description() {
    return "GPIO: light on %s, button on %d, shutter on %d"
        .formatted(settings.ledPins(), settings.buttonPin(), settings.shutterPin());
  }

  @Override
  public void show(PanelPattern pattern) {
    blinker.show(pattern);
  }

  @Override
  public void close() {
    blinker.close();
    events.add(new Event.Closed());
    try {
      if (!Thread.currentThread().equals(thread)) {
        thread.join(CLOSE_DEADLINE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      boolean isOpen = true;
      while (isOpen) {
        Optional<String> problem = request();
        boolean isFirst = isStart;
        isStart = false;
        GpioLines held = lines;
        if (problem.isEmpty() && held != null) {
          faults.clear(PART);
          problem = watch(held, isFirst);
          release();
        }
        isOpen = problem.isPresent();
        if (problem.isPresent()) {
          faults.raise(PART, problem.get());
          isOpen = !isClosedWithin(retry);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      release();
    }
  }

  private Optional<String> request() {
    Optional<String> problem = check.problem();
    if (problem.isPresent()) {
      return problem;
    }
    try {
      lines =
          new GpioLines(
              contexts.get(),
              settings,
              isPressed -> events.add(new Event.Edge(isPressed, nanos.getAsLong())),
              () -> events.add(new Event.Moved()));
      blinker.refresh();
      return Optional.empty();
    } catch (RuntimeException | LinkageError e) {
      return Optional.of(check.sentence(e));
    }
  }

  /** Times both until the lines are lost, which it explains, or the panel is closed. */
  private Optional<String> watch(GpioLines held, boolean isFirst) throws InterruptedException {
    ButtonTimer timer;
    try {
      timer = held.isPressed() ? ButtonTimer.down(nanos.getAsLong(), isFirst) : ButtonTimer.up();
    } catch (RuntimeException e) {
      return Optional.of(check.sentence(e));
    }
    while (true) {
      Optional<String> loss = look(held);
      if (loss.isPresent()) {
        return loss;
      }
      long now = nanos.getAsLong();
      Duration wait =
          Stream.of(timer.nextTick(now), shutter.nextLook(now))
              .flatMap(Optional::stream)
              .filter(next -> next.compareTo(LOOK) < 0)
              .min(Comparator.naturalOrder())
              .orElse(LOOK);
      switch (events.poll(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        case null -> timer.tick(nanos.getAsLong()).ifPresent(listener::pressed);
        case Event.Edge(boolean isPressed, long at) ->
            timer.edge(isPressed, at).ifPresent(listener::pressed);
        case Event.Moved() -> {
          // It is looked at in a moment.
        }
        case Event.Lost(String reason) -> {
          return Optional.of(reason);
        }
        case Event.Closed() -> {
          return Optional.empty();
        }
      }
    }
  }

  /**
   * Looks at the shutter, and says why the lines can't be used any more: a light that does not
   * change is not written for long.
   */
  private Optional<String> look(GpioLines held) {
    try {
      held.check();
      shutter.look(held.isShutterClosed(), nanos.getAsLong()).ifPresent(listener::shutter);
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(check.sentence(e));
    }
  }

  private boolean isClosedWithin(Duration time) throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    while (true) {
      Event event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (event == null || event instanceof Event.Closed) {
        return event != null;
      }
    }
  }

  private void release() {
    GpioLines held = lines;
    lines = null;
    if (held != null) {
      held.close();
    }
  }

  private void light(PanelPattern pattern, boolean isLit) {
    GpioLines held = lines;
    if (held != null) {
      try {
        held.light(pattern, isLit);
      } catch (RuntimeException e) {
        events.add(new Event.Lost(check.sentence(e)));
      }
    }
  }

  private static Context gpiod(String chip) {
    if (!BoardInfoHelper.runningOnRaspberryPi()) {
      throw new IllegalStateException("Pi4J does not know this machine as a Raspberry Pi");
    }
    ContextBuilder builder =
        Pi4J.newContextBuilder()
            .noAutoDetect()
            .disableShutdownHook()
            .add(GpioDDigitalInputProvider.newInstance(), GpioDDigitalOutputProvider.newInstance());
    // Even where it is empty: Pi4J would go on with the name that it was given before.
    return builder.setGpioChipName(chip).build();
  }
}
