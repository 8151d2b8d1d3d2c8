package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Whatever is asked of the page, it has no fault of its own and tells nothing of its inside. */
class PageFuzzTest {
  private static final List<String> METHODS = List.of("GET", "POST", "HEAD", "PUT", "OPTIONS");
  private static final List<String> PATHS =
      List.of(
          "/",
          "/wall",
          "/privacy",
          "/notice",
          "/notice.pdf",
          "/proof",
          "/proof/cards/",
          "/aim",
          "/dj",
          "/operator",
          "/history",
          "/assets/",
          "/healthz",
          "/metrics",
          "/openapi.yaml",
          "/spotify",
          "/settings",
          "/setup",
          "/api/status",
          "/api/aim",
          "/api/history",
          "/api/history/summary",
          "/api/history/export",
          "/api/operator",
          "/api/operator/pair",
          "/api/operator/pin",
          "/api/operator/leave",
          "/api/operator/browsers/",
          "/api/verdict",
          "/api/skip",
          "/api/settings",
          "/api/restart",
          "/api/setup",
          "/api/setup/",
          "/api/setup/panel/test",
          "/api/aim/preview",
          "/api/aim/picture",
          "/api/rescan",
          "/api/areas/",
          "/api/camera/on",
          "/api/camera/off",
          "/api/mood",
          "/api/dj/pin",
          "/api/dj/reset",
          "/api/proof",
          "/api/spotify/login",
          "/api/spotify/login/finish");
  private static final int DEADLINE_MILLIS = 10_000;
  private static final int MOST_BYTES = 1 << 16;

  private TestPage test;
  private String secret = "";

  @BeforeEach
  void start() throws WebException {
    test = new TestPage();
  }

  @AfterEach
  void stop() {
    test.close();
  }

  /** A request in good form with anything in it, by a guest or the operator. */
  @FuzzTest
  void request(FuzzedDataProvider data) throws IOException {
    String method = data.pickValue(METHODS);
    String path = data.pickValue(PATHS) + oneLine(data.consumeAsciiString(40));
    boolean operator = data.consumeBoolean();
    String type = data.consumeBoolean() ? "application/x-www-form-urlencoded" : "application/json";
    String header = oneLine(data.consumeAsciiString(60));
    String body = data.consumeRemainingAsAsciiString();
    String identity = operator ? identity() : "";
    ask(
        "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s%s\r\n%s"
            .formatted(
                method,
                path,
                type,
                body.length(),
                identity,
                header.isEmpty() ? "" : header + "\r\n",
                body)
            .getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Bytes that no decent client would send. */
  @FuzzTest
  void bytes(byte[] bytes) throws IOException {
    ask(bytes);
  }

  /** The headers of an operator's browser, which an earlier request may have sent away. */
  private String identity() {
    if (test.access.operators().find(secret).isEmpty()) {
      secret = test.access.operators().admit("a test");
    }
    return "Cookie: roomtone-operator=%s\r\nX-CSRF-Token: %s\r\n"
        .formatted(secret, test.access.operators().formToken(secret));
  }

  private void ask(byte[] request) throws IOException {
    String answer;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), test.page.port())) {
      socket.setSoTimeout(DEADLINE_MILLIS);
      try {
        socket.getOutputStream().write(request);
        socket.shutdownOutput();
        answer = head(socket.getInputStream());
      } catch (IOException _) {
        // The server may answer and hang up before it has read everything.
        answer = "";
      }
    }
    test.asked.clear();
    test.pasted.clear();
    test.changes.clear();
    assertThat(RawClient.status(answer)).as(answer).matches(PageFuzzTest::isAllowed);
    assertThat(answer).doesNotContain("java.", "roomtone.web", "Exception", "\tat ");
  }

  /**
   * The page has documented 503 for what is switched off; HTTP has 501 and 505 for the unheard-of.
   */
  private static boolean isAllowed(int status) {
    return status < 500 || Set.of(501, 503, 505).contains(status);
  }

  /** What comes at once: a stream of events has no end. */
  private static String head(InputStream in) throws IOException {
    byte[] bytes = new byte[MOST_BYTES];
    int count = Math.max(0, in.read(bytes));
    return new String(bytes, 0, count, StandardCharsets.UTF_8);
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\r\n ]", "");
  }
}
