package roomtone.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A reader who goes away takes no key along. */
class KeyboardTest {
  @Test
  void whatIsTypedAfterAReaderWentAwayIsForTheNext() throws Exception {
    try (var typed = new PipedOutputStream();
        var keyboard = new Keyboard(new PipedInputStream(typed))) {
      var end = new CompletableFuture<Throwable>();
      Thread first =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  end.complete(new AssertionError("read " + keyboard.read()));
                } catch (IOException e) {
                  end.complete(e);
                }
              });
      first.interrupt();
      assertThat(end.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedIOException.class);
      typed.write("sl".getBytes(StandardCharsets.UTF_8));
      assertThat(keyboard.read()).isEqualTo('s');
      assertThat(keyboard.read()).isEqualTo('l');
    }
  }

  @Test
  void theEndIsTheEndForEveryReader() throws Exception {
    try (var keyboard = new Keyboard(new ByteArrayInputStream(new byte[] {'q'}))) {
      assertThat(keyboard.readAllBytes()).containsExactly('q');
      assertThat(keyboard.read()).isEqualTo(-1);
      assertThat(keyboard.read()).isEqualTo(-1);
    }
  }
}
