package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;
import roomtone.music.PlayerStatus;

@Timeout(90)
final class LiveFeedTest {
  private static final StatusSnapshot SAD = Snapshots.of(new Mood.Felt(Emotion.SAD, 0.9f, 1));

  @Test
  void sendsTheStatusAtOnceAndAfterEachChange() throws Exception {
    try (var test = new TestPage();
        var events = test.events()) {
      assertThat(events.next()).startsWith("event: status\ndata: {").contains("looks cheerful");
      test.show(SAD);
      assertThat(events.data("status", "looks sad")).contains("\"label\":\"sad\"");
    }
  }

  @Test
  void saysThatItIsThereWhenNothingChanges() throws Exception {
    try (var test = new TestPage();
        var events = test.events()) {
      events.next();
      assertThat(events.next()).startsWith(":");
    }
  }

  @Test
  void manyChangesBecomeFewEventsAndTheLastOneArrives() throws Exception {
    try (var test = new TestPage();
        var events = test.events()) {
      events.next();
      for (int i = 0; i < 100_000; i++) {
        test.page.publish();
      }
      test.show(SAD);
      int count = 1;
      for (String block = events.next(); block != null && !block.contains("looks sad"); count++) {
        block = events.next();
      }
      assertThat(count).isLessThan(1000);
    }
  }

  @Test
  void everyViewerIsTold() throws Exception {
    List<EventReader> viewers = new ArrayList<>();
    try (var test = new TestPage()) {
      for (int i = 0; i < WebSettings.DEFAULTS.viewers(); i++) {
        viewers.add(test.events());
      }
      test.show(SAD);
      for (EventReader viewer : viewers) {
        assertThat(viewer.data("status", "looks sad")).isNotEmpty();
      }
      assertThat(test.get("/api/events").statusCode()).isEqualTo(503);
      assertThat(test.get("/api/status").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aViewerWhoNeverReadsHoldsUpNobodyAndIsCutOff() throws Exception {
    try (var test = new TestPage(null, 5, Duration.ofSeconds(2));
        var deaf = new Socket()) {
      deaf.setReceiveBufferSize(4096);
      deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), test.page.port()));
      deaf.getOutputStream()
          .write(
              "GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      await(() -> test.page.viewers() == 1);
      String longTitle = "la ".repeat(20_000);
      var loud =
          Snapshots.with(
              new PlayerStatus.Playing("Upbeat", Snapshots.song(longTitle), Duration.ZERO));
      try (var events = test.events()) {
        while (test.page.viewers() == 2) {
          test.show(loud);
          assertThat(events.data("status", "la la")).isNotEmpty();
        }
        assertThat(test.page.viewers()).isEqualTo(1);
        test.show(SAD);
        assertThat(events.data("status", "looks sad")).isNotEmpty();
      }
    }
  }

  @Test
  void aViewerWhoLeavesMakesRoom() throws Exception {
    try (var test = new TestPage(null, 1, Duration.ofSeconds(30))) {
      try (var events = test.events()) {
        events.next();
        assertThat(test.get("/api/events").statusCode()).isEqualTo(503);
      }
      await(() -> test.page.viewers() == 0);
      try (var events = test.events()) {
        assertThat(events.next()).contains("looks cheerful");
      }
    }
  }

  @Test
  void closingSendsViewersAway() throws Exception {
    var test = new TestPage();
    try (var events = test.events()) {
      events.next();
      test.page.close();
      assertThat(endsSoon(events)).isTrue();
    } finally {
      test.close();
    }
  }

  @Test
  void publishingToNobodyAllocatesNothing() throws Exception {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (var test = new TestPage()) {
      for (int i = 0; i < 20_000; i++) {
        test.page.publish();
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 10_000; i++) {
        test.page.publish();
      }
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(bytes).isLessThan(10_000);
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** Reads what is still on its way; the stream may end in order or be cut off. */
  private static boolean endsSoon(EventReader events) {
    try {
      String block = events.next();
      while (block != null && block.startsWith(":")) {
        block = events.next();
      }
      return block == null;
    } catch (IOException cutOff) {
      return true;
    }
  }
}
