package roomtone.system.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol of sd_notify(3), against a real datagram socket of another process. */
class NotifySocketTest {
  @TempDir private Path folder;

  @Test
  void everythingThatSystemdIsToldArrives() throws Exception {
    try (ListeningManager systemd = ListeningManager.start(folder.resolve("notify"))) {
      var manager =
          ServiceManager.of(
              Map.of("NOTIFY_SOCKET", systemd.address(), "WATCHDOG_USEC", "60000000"));
      assertThat(manager.isPresent()).isTrue();
      assertThat(manager.watchdog()).contains(Duration.ofMinutes(1));
      manager.ready("the page is at\nhttp://localhost:8080");
      manager.alive();
      manager.giveUp("The mood loop has not moved.");
      manager.stopping();
      assertThat(systemd.next()).isEqualTo("READY=1\nSTATUS=the page is at http://localhost:8080");
      assertThat(systemd.next()).isEqualTo("WATCHDOG=1");
      assertThat(systemd.next()).isEqualTo("STATUS=The mood loop has not moved.\nWATCHDOG=trigger");
      assertThat(systemd.next()).isEqualTo("STOPPING=1\nSTATUS=stopping");
    }
  }

  @Test
  void namesOfTheAbstractNamespaceAreReachedToo() throws Exception {
    try (ListeningManager systemd =
        ListeningManager.start("@roomtone-test-" + folder.getFileName())) {
      new NotifySocket(systemd.address()).send("STATUS=grüß Gott");
      assertThat(systemd.next()).isEqualTo("STATUS=grüß Gott");
    }
  }

  @Test
  void aSocketThatNobodyHasIsToldApart() {
    assertThatThrownBy(() -> new NotifySocket(folder.resolve("none").toString()).send("READY=1"))
        .isInstanceOf(IOException.class)
        .hasMessage("sendto fails with errno 2");
    // The kiosk goes on without systemd.
    ServiceManager.of(Map.of("NOTIFY_SOCKET", folder.resolve("none").toString())).ready("up");
  }

  @Test
  void withoutASocketNothingIsSaidAndAWatchdogOfAnotherProcessIsNoneOfOurs() {
    assertThat(ServiceManager.of(Map.of()).isPresent()).isFalse();
    assertThat(ServiceManager.of(Map.of("NOTIFY_SOCKET", "relative")).isPresent()).isFalse();
    assertThat(ServiceManager.of(Map.of("NOTIFY_SOCKET", "/" + "x".repeat(200))).isPresent())
        .isFalse();
    assertThat(
            ServiceManager.of(
                    Map.of("NOTIFY_SOCKET", "/x", "WATCHDOG_USEC", "1000", "WATCHDOG_PID", "1"))
                .watchdog())
        .isEmpty();
  }
}
