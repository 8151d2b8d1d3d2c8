package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class HostileRequestsTest {
  private static final String BIG = "x".repeat(1_000_000);

  private TestPage test;

  @BeforeEach
  void start() throws WebException {
    test = new TestPage();
  }

  @AfterEach
  void theServerStillAnswersAndTellsNothing() throws Exception {
    assertThat(test.get("/api/status").statusCode()).isEqualTo(200);
    test.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8080",
        "127.0.0.1",
        "192.168.1.20:8080",
        "[::1]:8080",
        "roomtone.local",
        "kiosk.local:8080",
        "localhost.",
        "lounge.example"
      })
  void answersUnderItsOwnNames(String host) throws Exception {
    assertThat(status("GET", "/api/status", host)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil.local.example",
        "local",
        "127.0.0.1.nip.io:8080",
        "xlocalhost"
      })
  void refusesForeignNames(String host) throws Exception {
    assertThat(status("GET", "/api/status", host)).isEqualTo(421);
    assertThat(status("POST", "/api/skip", host)).isEqualTo(421);
    assertThat(test.asked).isEmpty();
  }

  @Test
  void refusesActionsFromForeignPages() throws Exception {
    List<String[]> foreign =
        List.of(
            new String[] {"Origin", "http://evil.example"},
            new String[] {"Origin", "null"},
            new String[] {"Origin", "http://127.0.0.1:1"},
            new String[] {"Origin", "%%%"},
            new String[] {"Sec-Fetch-Site", "cross-site"},
            new String[] {"Sec-Fetch-Site", "same-site"},
            new String[] {"Sec-Fetch-Site", "cross-site", "Origin", own()});
    for (String[] headers : foreign) {
      assertThat(test.post("/api/skip", headers).statusCode()).as(headers[1]).isEqualTo(403);
    }
    assertThat(test.asked).isEmpty();
  }

  @Test
  void acceptsActionsFromItsOwnPage() throws Exception {
    assertThat(
            test.post("/api/skip", "Origin", own(), "Sec-Fetch-Site", "same-origin").statusCode())
        .isEqualTo(200);
    assertThat(test.asked).containsExactly("skip");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/../openapi.yaml",
        "/assets/..%2fopenapi.yaml",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/assets/....//....//etc/passwd",
        "/..%5c..%5cetc/passwd",
        "/assets/page.css%00.js",
        "/%",
        "/%zz",
        "/%c0%ae%c0%ae/",
        "/assets/",
        "//evil.example/",
        "/api/status/",
        "/API/status",
        "/;jsessionid=1",
        "/api;x=/status"
      })
  void strangePathsFindNothing(String path) throws Exception {
    String answer = RawClient.ask(test.page.port(), "GET", path, "localhost");
    assertThat(RawClient.status(answer)).as(answer).isIn(400, 404);
    assertHarmless(answer);
  }

  @Test
  void strangeQueriesAreJustText() throws Exception {
    for (String query : List.of("?notice=%3Cscript%3E", "?notice=%", "?=&&=", "?notice=%ff%fe")) {
      String answer = RawClient.ask(test.page.port(), "GET", "/" + query, "localhost");
      assertThat(RawClient.status(answer)).isIn(200, 400);
      assertThat(answer).doesNotContain("<script>");
      assertHarmless(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT", "BREW", "get"})
  void otherMethodsDoNothing(String method) throws Exception {
    String answer = RawClient.ask(test.page.port(), method, "/api/skip", "localhost");
    assertThat(RawClient.status(answer)).as(answer).isIn(400, 403, 404, 405, 501);
    assertThat(test.asked).isEmpty();
    assertHarmless(answer);
  }

  @Test
  void namesTheMethodThatIsAllowed() throws Exception {
    var answer = test.get("/api/skip");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("POST");
  }

  @Test
  void refusesLargeHeadersAndBodies() throws Exception {
    String head = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    String answer = RawClient.ask(test.page.port(), head + "X-Big: " + BIG + "\r\n\r\n");
    assertThat(RawClient.status(answer)).isIn(431, 0);
    assertHarmless(answer);

    String post = "POST /api/skip HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    answer =
        RawClient.ask(
            test.page.port(), post + "Content-Length: " + BIG.length() + "\r\n\r\n" + BIG);
    assertThat(RawClient.status(answer)).isIn(413, 0);
    assertThat(test.asked).isEmpty();
  }

  @Test
  void saysNothingOfTheInsideWhenSomethingBreaks() throws Exception {
    test.broken = true;
    for (String path : List.of("/", "/api/status", "/healthz")) {
      var answer = test.get(path, "Accept", "text/html");
      assertThat(answer.statusCode()).isEqualTo(500);
      assertHarmless(answer.body());
    }
    test.broken = false;
  }

  @Test
  void smuggledRequestsAreRefused() throws Exception {
    String end = "Connection: close\r\n\r\n";
    String post = "POST /api/skip HTTP/1.1\r\nHost: localhost\r\n";
    String lengths = "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n";
    String both = post + lengths + end + "0\r\n\r\n";
    assertThat(RawClient.status(RawClient.ask(test.page.port(), both))).isEqualTo(400);
    String twoHosts = post + "Host: evil.example\r\n" + end;
    assertThat(RawClient.status(RawClient.ask(test.page.port(), twoHosts))).isEqualTo(400);
    assertThat(test.asked).isEmpty();
  }

  @Test
  void aBodyThatIsCutShortIsTheClientsFault() throws Exception {
    String post = "POST /api/verdict HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    String type = "Content-Type: application/x-www-form-urlencoded\r\n";
    for (String half :
        List.of(
            "Content-Length: 20\r\n\r\nagreed=true",
            "Transfer-Encoding: chunked\r\n\r\nb\r\nagreed=true\r\n1\r\n",
            "Transfer-Encoding: chunked\r\n\r\nb\r\nagreed=true\r\nzz\r\n\r\n")) {
      String answer = RawClient.askAndHangUp(test.page.port(), post + type + half);
      assertThat(RawClient.status(answer)).as(half).isEqualTo(400);
      assertThat(answer).contains("cut short");
    }
    assertThat(test.asked).isEmpty();
  }

  private int status(String method, String path, String host) throws Exception {
    return RawClient.status(RawClient.ask(test.page.port(), method, path, host));
  }

  private String own() {
    return "http://127.0.0.1:" + test.page.port();
  }

  private static void assertHarmless(String answer) {
    assertThat(answer)
        .doesNotContain("root:", "java.", "roomtone.web", "Exception", "\tat ", "Powered by");
  }
}
