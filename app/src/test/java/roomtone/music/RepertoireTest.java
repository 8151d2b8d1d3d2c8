package roomtone.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import roomtone.emotion.Emotion;

class RepertoireTest {
  private static Repertoire of(String sad, Policy policy, String language, int steps) {
    return new Repertoire(
        Map.of(Emotion.SAD, Arm.parse(sad)), policy, language, Emotion.HAPPY, steps, 1);
  }

  private static List<String> candidates(Repertoire repertoire) {
    return repertoire.candidates(Emotion.SAD, 0).stream().map(Arm::playlist).toList();
  }

  @Test
  void aListOfPlaylistsIsReadWithTagsAndAddresses() {
    List<Arm> arms = Arm.parse(" Calm ;; Raag [Hindi, ELEVATE] = spotify:playlist:abc; ");
    assertThat(arms).extracting(Arm::playlist).containsExactly("Calm", "Raag");
    assertThat(arms.get(1).tags()).containsExactlyInAnyOrder("hindi", "elevate");
    assertThat(arms.get(1).address()).contains("spotify:playlist:abc");
    assertThat(arms.get(0).address()).isEmpty();
    assertThat(Arm.parse(" ; ")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"two\u0007bells", "[telugu]"})
  void aPlaylistHasANameOnOneLine(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Arm.parse(text));
  }

  @Test
  void aPolicysTagKeepsAPlaylistForItAlone() {
    String both = "Calm; Slow rise [elevate]; Stay [match]";
    assertThat(candidates(of(both, Policy.MATCH, "", 4))).containsExactly("Calm", "Stay");
    assertThat(candidates(of(both, Policy.ELEVATE, "", 4))).containsExactly("Calm", "Slow rise");
    assertThat(candidates(of("Slow rise [elevate]", Policy.MATCH, "", 4)))
        .as("better one of the other policy than none")
        .containsExactly("Slow rise");
  }

  @Test
  void theLanguageIsPreferredThenNoneThenAny() {
    String all = "Calm; Raag [hindi]; Rise [elevate]";
    assertThat(candidates(of(all, Policy.MATCH, " Hindi ", 4))).containsExactly("Raag");
    assertThat(candidates(of(all, Policy.MATCH, "telugu", 4))).containsExactly("Calm");
    assertThat(candidates(of("Raag [hindi]", Policy.MATCH, "telugu", 4))).containsExactly("Raag");
    assertThat(candidates(of(all, Policy.MATCH, "", 4))).containsExactly("Calm", "Raag");
  }

  @Test
  void elevatingLeadsFromTheMoodToTheTargetAndStaysThere() {
    Repertoire repertoire = of("Calm", Policy.ELEVATE, "", 3);
    assertThat(repertoire.stepCount()).isEqualTo(3);
    assertThat(repertoire.regionAt(Emotion.SAD, 0)).isEqualTo(Emotion.SAD);
    assertThat(repertoire.regionAt(Emotion.SAD, 1)).isEqualTo(Emotion.NEUTRAL);
    assertThat(repertoire.regionAt(Emotion.SAD, 2)).isEqualTo(Emotion.HAPPY);
    assertThat(repertoire.regionAt(Emotion.SAD, 9)).isEqualTo(Emotion.HAPPY);
    Repertoire matching = of("Calm", Policy.MATCH, "", 3);
    assertThat(matching.stepCount()).isEqualTo(1);
    assertThat(matching.regionAt(Emotion.SAD, 2)).isEqualTo(Emotion.SAD);
  }

  @Test
  void thereAreThreeToFiveStepsAndAtMostFivePlaylists() {
    for (int steps : new int[] {2, 6}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> of("Calm", Policy.ELEVATE, "", steps))
          .withMessageContaining("not " + steps);
    }
    assertThat(of("Calm", Policy.ELEVATE, "", 5).stepCount()).isEqualTo(5);
    assertThat(candidates(of("a;b;c;d;e", Policy.MATCH, "", 4))).hasSize(5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("a;b;c;d;e;f", Policy.MATCH, "", 4))
        .withMessageContaining("playlists.sad")
        .withMessageContaining("at most 5");
    assertThat(candidates(of("a;b;c;d;e;f [hindi]", Policy.MATCH, "hindi", 4)))
        .containsExactly("f");
  }

  @Test
  void addressesAreKeptByTheirPlaylistsNames() {
    assertThat(of("Calm = spotify:playlist:abc; Raag", Policy.MATCH, "", 4).addresses())
        .isEqualTo(Map.of("Calm", "spotify:playlist:abc"));
  }

  @Test
  void aBeliefMovesWithWhatIsHeardAndForgets() {
    Estimate liked = Estimate.PRIOR.after(1, 1);
    Estimate skipped = Estimate.PRIOR.after(0, 1);
    assertThat(liked).isEqualTo(new Estimate(2.3, 0.7, 1));
    assertThat(skipped).isEqualTo(new Estimate(1.3, 1.7, 1));
    assertThat(liked.mean()).isCloseTo(2.3 / 3, within(1e-9));
    assertThat(liked.after(0, 0)).isEqualTo(new Estimate(1.3, 1.7, 2));
    assertThat(liked.low()).isLessThan(liked.mean());
    assertThat(liked.high()).isGreaterThan(liked.mean());
    assertThat(liked.draw(0.025)).isCloseTo(liked.low(), within(1e-9));
    assertThat(liked.draw(0.975)).isCloseTo(liked.high(), within(1e-9));
  }
}
