package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import roomtone.language.Phrase;

class MusicLoginApiTest {
  private static final String BEGIN = "/api/spotify/login";
  private static final String FINISH = "/api/spotify/login/finish";
  private static final String HTML = "text/html,application/xhtml+xml";

  @Test
  void aLinkIsGivenAndTheAddressTaken() throws Exception {
    try (TestPage test = new TestPage().asOperator()) {
      Contract contract =
          new Contract(new String(Assets.resource("openapi.yaml"), StandardCharsets.UTF_8));
      HttpResponse<String> begun = test.post(BEGIN);
      contract.check("POST " + BEGIN, begun);
      assertThat(begun.statusCode()).isEqualTo(200);
      assertThat(begun.body()).contains("https://accounts.example/authorize?x=1");
      HttpResponse<String> again = test.post(BEGIN);
      contract.check("POST " + BEGIN, again);
      assertThat(again.statusCode()).isEqualTo(429);
      HttpResponse<String> finished =
          test.postForm(FINISH, "address=http%3A%2F%2F127.0.0.1%3A8888%2Fcallback%3Fcode%3DX");
      contract.check("POST " + FINISH, finished);
      assertThat(test.pasted.poll()).isEqualTo("http://127.0.0.1:8888/callback?code=X");
      assertThat(finished.body()).doesNotContain("code=X");
    }
  }

  @Test
  void aBrowserWithoutScriptIsLetThrough() throws Exception {
    try (TestPage test = new TestPage().asOperator()) {
      String page = test.get("/spotify").body();
      assertThat(page)
          .contains("href=\"https://accounts.example/authorize?x=1\"", "M0 0h1v1h-1z", FINISH);
      HttpResponse<String> finished = test.postForm(FINISH, "address=http%3A%2F%2Fx", HTML);
      assertThat(finished.statusCode()).isEqualTo(303);
      assertThat(finished.headers().firstValue("Location")).hasValue("/?notice=let_in");
      assertThat(test.get("/?notice=let_in").body()).contains("Roomtone may use Spotify now.");
    }
  }

  @Test
  void aRefusalComesBackWithTheForm() throws Exception {
    try (TestPage test = new TestPage().asOperator()) {
      test.result =
          new ActionResult.Refused(Phrase.plain("That was another address: copy all of it."));
      HttpResponse<String> refused = test.postForm(FINISH, "address=nonsense", HTML);
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(refused.body()).contains("That was another address: copy all of it.", "<form");
      assertThat(test.postForm(FINISH, "address=", HTML).body())
          .contains("The address is missing: paste it.");
    }
  }

  @Test
  void withoutAWantedLoginThePageSaysSo() throws Exception {
    try (TestPage test = new TestPage().asOperator()) {
      test.wantsLogin = false;
      assertThat(test.get("/spotify").body())
          .contains("needs no login now")
          .doesNotContain("<form");
    }
  }

  @Test
  void whatCannotBeIsRefused() throws Exception {
    try (TestPage test = new TestPage().asOperator()) {
      Contract contract =
          new Contract(new String(Assets.resource("openapi.yaml"), StandardCharsets.UTF_8));
      test.wantsLogin = false;
      HttpResponse<String> unwanted = test.post(BEGIN);
      contract.check("POST " + BEGIN, unwanted);
      assertThat(unwanted.statusCode()).isEqualTo(409);
      HttpResponse<String> empty = test.postForm(FINISH, "address=");
      contract.check("POST " + FINISH, empty);
      assertThat(empty.statusCode()).isEqualTo(400);
      test.result =
          new ActionResult.Refused(Phrase.plain("That was another address: copy all of it."));
      HttpResponse<String> refused = test.postForm(FINISH, "address=nonsense");
      contract.check("POST " + FINISH, refused);
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(test.post(BEGIN, "Origin", "https://evil.example").statusCode()).isEqualTo(403);
    }
  }
}
