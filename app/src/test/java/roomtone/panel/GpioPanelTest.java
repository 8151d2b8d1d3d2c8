package roomtone.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;
import roomtone.system.Fault;
import roomtone.system.Faults;

class GpioPanelTest {
  @TempDir Path devices;

  private final Faults faults = new Faults(InstantSource.system());
  private final BlockingQueue<ButtonPress> presses = new LinkedBlockingQueue<>();
  private final BlockingQueue<Boolean> shutter = new LinkedBlockingQueue<>();
  private final BlockingQueue<Context> contexts = new LinkedBlockingQueue<>();
  private final AtomicLong nanos = new AtomicLong();
  private final PanelListener listener =
      new PanelListener() {
        @Override
        public void pressed(ButtonPress press) {
          presses.add(press);
        }

        @Override
        public void shutter(boolean isClosed) {
          shutter.add(isClosed);
        }
      };

  @BeforeEach
  void makeChip() throws IOException {
    Files.createFile(devices.resolve("gpiochip0"));
  }

  @Test
  void threeLinesShowTheColour() throws Exception {
    try (GpioPanel panel = start(settings(List.of(17, 27, 22), false))) {
      Context context = contexts.poll(30, TimeUnit.SECONDS);
      panel.show(Patterns.standard().of(new Mood.Felt(Emotion.NEUTRAL, 1, 1)));
      until("white", () -> isHigh(context, 17) && isHigh(context, 27) && isHigh(context, 22));
      panel.show(Patterns.standard().of(new Mood.Felt(Emotion.HAPPY, 1, 1)));
      until("yellow", () -> isHigh(context, 17) && isHigh(context, 27) && !isHigh(context, 22));
      panel.show(Patterns.standard().of(Sign.FAULT));
      until("red", () -> isHigh(context, 17) && !isHigh(context, 27) && !isHigh(context, 22));
      until("off in between", () -> !isHigh(context, 17));
    }
    assertThat(faults.current()).isEmpty();
  }

  @Test
  void oneLineThatIsActiveLowBlinksAndGoesDarkWhenClosed() throws Exception {
    GpioPanel panel = start(settings(List.of(17), true));
    Context context = contexts.poll(30, TimeUnit.SECONDS);
    DigitalOutput led;
    try (panel) {
      panel.show(Patterns.standard().of(Sign.FAULT));
      until("lit", () -> !isHigh(context, 17));
      until("dark", () -> isHigh(context, 17));
      panel.show(Patterns.standard().of(new Mood.Felt(Emotion.NEUTRAL, 1, 1)));
      until("lit for good", () -> !isHigh(context, 17));
      led = context.registry().get("roomtone-led-17");
    }
    assertThat(led.state()).isEqualTo(DigitalState.HIGH);
    assertThat(context.isShutdown()).isTrue();
  }

  @Test
  void theButtonIsTimedAndTold() throws Exception {
    try (GpioPanel _ = start(settings(List.of(), false))) {
      Context context = contexts.poll(30, TimeUnit.SECONDS);
      until("a button", () -> context.registry().exists("roomtone-button-23"));
      MockDigitalInput button = context.registry().get("roomtone-button-23");
      button.mockState(DigitalState.HIGH);
      advance(100);
      press(button, 200);
      assertThat(presses.poll(30, TimeUnit.SECONDS)).isEqualTo(ButtonPress.SHORT);
      press(button, 1_500);
      assertThat(presses.poll(30, TimeUnit.SECONDS)).isEqualTo(ButtonPress.LONG);
      button.mockState(DigitalState.LOW);
      advance(6_000);
      assertThat(presses.poll(30, TimeUnit.SECONDS)).isEqualTo(ButtonPress.HOLD);
    }
    assertThat(presses).isEmpty();
  }

  @Test
  void aButtonThatIsHeldWhileStartingIsTold() throws Exception {
    // The simulated line is low from the beginning: pressed.
    try (GpioPanel _ = start(settings(List.of(), false))) {
      Context context = contexts.poll(30, TimeUnit.SECONDS);
      until("a button", () -> context.registry().exists("roomtone-button-23"));
      until(
          "the press",
          () -> {
            advance(100);
            return !presses.isEmpty();
          });
      assertThat(presses).containsExactly(ButtonPress.HOLD_AT_START);
    }
  }

  @Test
  void theShutterIsToldOnceItHasSettled() throws Exception {
    try (GpioPanel _ = start(settings(List.of(), false))) {
      Context context = contexts.poll(30, TimeUnit.SECONDS);
      until("a shutter", () -> context.registry().exists("roomtone-shutter-24"));
      MockDigitalInput contact = context.registry().get("roomtone-shutter-24");
      // The simulated line is low from the beginning: closed.
      until(
          "that it is closed",
          () -> {
            advance(10);
            return !shutter.isEmpty();
          });
      contact.mockState(DigitalState.HIGH);
      contact.mockState(DigitalState.LOW);
      contact.mockState(DigitalState.HIGH);
      until(
          "that it is open",
          () -> {
            advance(10);
            return shutter.size() > 1;
          });
      assertThat(shutter).containsExactly(true, false);
    }
  }

  @Test
  void aLightIsDimmedByBeingOffForAPartOfTheTime() throws Exception {
    PanelSettings dim =
        new PanelSettings(
            PanelSettings.Kind.GPIO,
            "",
            List.of(17),
            false,
            0.5,
            Patterns.standard(),
            -1,
            true,
            PanelSettings.Pull.UP,
            -1,
            true);
    try (GpioPanel panel = start(dim)) {
      Context context = contexts.poll(30, TimeUnit.SECONDS);
      panel.show(Patterns.standard().of(new Mood.Felt(Emotion.NEUTRAL, 1, 1)));
      for (int i = 0; i < 10; i++) {
        until("lit", () -> isHigh(context, 17));
        until("dark though the pattern is steady", () -> !isHigh(context, 17));
      }
    }
  }

  @Test
  void aWrongChipIsNamedBesideThoseThatThereAre() throws Exception {
    Files.createFile(devices.resolve("gpiochip4"));
    assertThat(new GpioCheck(devices, "gpiochip9").problem())
        .contains(
            "There is no GPIO chip at %s/gpiochip9, but there is gpiochip0, gpiochip4: correct panel.chip, or leave it empty for the one of the Pi's header"
                .formatted(devices));
  }

  @Test
  void aMissingChipIsNamedAndWaitedFor() throws Exception {
    Files.delete(devices.resolve("gpiochip0"));
    try (GpioPanel panel = start(settings(List.of(17), false))) {
      until("the fault", () -> !faults.current().isEmpty());
      assertThat(faults.current())
          .extracting(Fault::message)
          .containsExactly(
              "There is no GPIO chip at %s/gpiochip*: on a machine without GPIO set the panel to console or none"
                  .formatted(devices));
      panel.show(Patterns.standard().of(new Mood.Felt(Emotion.NEUTRAL, 1, 1)));
      Files.createFile(devices.resolve("gpiochip0"));
      Context context = contexts.poll(30, TimeUnit.SECONDS);
      until("what was shown meanwhile", () -> isHigh(context, 17));
      until("the fault's end", () -> faults.current().isEmpty());
    }
  }

  @Test
  void aLineThatIsTakenIsNamed() {
    GpioCheck check = new GpioCheck(devices, "");
    assertThat(check.problem()).isEmpty();
    assertThat(check.sentence(new IllegalStateException("x", new IOException("Device busy\nmore"))))
        .startsWith("The panel's GPIO lines can't be used (Device busy): check the chip");
    assertThat(
            check.sentence(
                new IllegalStateException("c_gpiod_chip_get_line failed! (Invalid argument)")))
        .contains("CONFIG_GPIO_CDEV_V1")
        .endsWith("use Raspberry Pi's, or Debian's 6.12");
    GpioPanel panel =
        new GpioPanel(
            settings(List.of(17), false),
            check,
            () -> {
              throw new UnsatisfiedLinkError("no library");
            },
            faults,
            listener,
            nanos::get,
            Duration.ofMillis(5));
    try (panel) {
      panel.start();
      until("the fault", () -> !faults.current().isEmpty());
      assertThat(faults.current().getFirst().message()).contains("(no library)");
    }
  }

  private GpioPanel start(PanelSettings settings) {
    GpioPanel panel =
        new GpioPanel(
            settings,
            new GpioCheck(devices, ""),
            this::mock,
            faults,
            listener,
            nanos::get,
            Duration.ofMillis(5));
    panel.start();
    return panel;
  }

  private Context mock() {
    Context context =
        Pi4J.newContextBuilder()
            .noAutoDetect()
            .disableShutdownHook()
            .add(MockDigitalInputProvider.newInstance(), MockDigitalOutputProvider.newInstance())
            .build();
    contexts.add(context);
    return context;
  }

  private void press(MockDigitalInput button, int millis) {
    button.mockState(DigitalState.LOW);
    advance(millis);
    button.mockState(DigitalState.HIGH);
    advance(100);
  }

  private void advance(int millis) {
    nanos.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  private static boolean isHigh(Context context, int pin) {
    String id = "roomtone-led-" + pin;
    return context.registry().exists(id)
        && context.registry().<DigitalOutput>get(id).state() == DigitalState.HIGH;
  }

  private static PanelSettings settings(List<Integer> led, boolean activeLow) {
    return new PanelSettings(
        PanelSettings.Kind.GPIO,
        "",
        led,
        activeLow,
        1,
        Patterns.standard(),
        23,
        true,
        PanelSettings.Pull.UP,
        24,
        true);
  }

  private static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within 30 s: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
