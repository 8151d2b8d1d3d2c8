package roomtone.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorsTest {
  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private AccessSettings settings = AccessSettings.beside(Path.of("log"));

  @BeforeEach
  void place() {
    settings = AccessSettings.beside(folder.resolve("state/log"));
  }

  @Test
  void whoWasLetInIsKnownOverARestartButNotByWhatTheFileHolds() throws Exception {
    String secret = open().admit("Firefox on Linux");
    Path file = settings.operatorsFile();
    assertThat(Files.readString(file)).contains("Firefox on Linux").doesNotContain(secret);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Operators later = open();
    assertThat(later.find(secret).orElseThrow().label()).isEqualTo("Firefox on Linux (no. 1)");
    assertThat(later.find(Secrets.hash(secret))).as("the hash is no secret").isEmpty();
    assertThat(later.find("")).isEmpty();
    assertThat(later.isFormToken(open().formToken(secret), secret)).isTrue();
  }

  @Test
  void aFormOfOneBrowserIsNoneOfAnother() {
    Operators operators = open();
    String one = operators.admit("one");
    String other = operators.admit("other");
    assertThat(operators.isFormToken(operators.formToken(one), one)).isTrue();
    assertThat(operators.isFormToken(operators.formToken(one), other)).isFalse();
    assertThat(operators.isFormToken(operators.formToken(""), one)).as("a guest's").isFalse();
  }

  @Test
  void whoDoesNotComeBackIsForgottenAndWhoDoesIsNot() {
    Operators operators = open();
    String gone = operators.admit("gone");
    String regular = operators.admit("regular");
    for (int day = 0; day < 91; day++) {
      now = now.plus(Duration.ofDays(1));
      assertThat(operators.find(regular)).isPresent();
    }
    assertThat(operators.find(gone)).isEmpty();
    assertThat(open().find(regular)).isPresent();
    assertThat(open().all()).extracting(Operator::name).containsExactly("regular");
  }

  @Test
  void theTwentyFirstTakesThePlaceOfTheOneThatWasAwayLongest() {
    Operators operators = open();
    String first = operators.admit("first");
    for (int i = 0; i < 20; i++) {
      now = now.plusSeconds(1);
      operators.admit("later");
    }
    assertThat(operators.find(first)).isEmpty();
    assertThat(operators.all()).hasSize(20);
  }

  @Test
  void oneCanBeForgottenAndItsNumberIsNotGivenAgain() {
    Operators operators = open();
    String secret = operators.admit("lost phone");
    assertThat(operators.forget(1)).isTrue();
    assertThat(operators.forget(1)).isFalse();
    assertThat(operators.find(secret)).isEmpty();
    open().admit("new phone");
    assertThat(open().all()).extracting(Operator::id).containsExactly(2);
  }

  @Test
  void aDamagedFileLetsNobodyIn() throws Exception {
    String secret = open().admit("me");
    Files.writeString(settings.operatorsFile(), "{\"operators\": [{\"hash\": 7");
    Operators operators = open();
    assertThat(operators.find(secret)).isEmpty();
    assertThat(operators.find(operators.admit("me again"))).isPresent();
  }

  @Test
  void whereTheFileCannotBeWrittenOperatorsAreKnownUntilTheRestart() throws Exception {
    Files.writeString(folder.resolve("state"), "a file where the folder should be");
    Operators operators = open();
    assertThat(operators.find(operators.admit("me"))).isPresent();
  }

  private Operators open() {
    return new Operators(settings, () -> now);
  }
}
