package roomtone.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import roomtone.emotion.Emotion;

class SimilarSongsTest {
  @Test
  void eachSongIsFollowedByTheOneMostLikeIt() {
    var songs =
        new SimilarSongs(
            Map.of(
                "slow",
                traits(80, -22),
                "slower",
                traits(78, -25),
                "fast",
                traits(118, -12),
                "faster",
                traits(124, -9)));
    assertThat(songs.order(List.of("faster", "slower", "slow", "fast")))
        .containsExactly("faster", "fast", "slow", "slower");
    assertThat(songs.order(List.of("slower", "faster", "fast", "slow")))
        .containsExactly("slower", "slow", "fast", "faster");
  }

  @Test
  void songsOfWhichNothingIsKnownComeLastAndInTheirOrder() {
    var songs = new SimilarSongs(Map.of("known", traits(100, -12)));
    assertThat(songs.order(List.of("b", "known", "a"))).containsExactly("known", "b", "a");
    assertThat(SimilarSongs.NONE.order(List.of("b", "a"))).containsExactly("b", "a");
  }

  @Test
  void twiceTheTempoIsTheSameBeat() {
    assertThat(traits(60, -10).distance(traits(120, -10))).isCloseTo(0, within(1e-9));
    assertThat(traits(60, -10).distance(traits(85, -10))).isGreaterThan(0.4);
  }

  @Test
  void onlyWhatIsKnownOfBothCounts() {
    var moodOnly = new SongTraits(0, Double.NaN, Optional.of(Emotion.SAD));
    var other = new SongTraits(120, -10, Optional.of(Emotion.SAD));
    assertThat(moodOnly.distance(other)).isZero();
    assertThat(moodOnly.distance(traits(120, -10))).isEqualTo(1);
    var cheerful = new SongTraits(120, -10, Optional.of(Emotion.HAPPY));
    assertThat(other.distance(cheerful)).isCloseTo(1 / 3.0, within(1e-9));
  }

  private static SongTraits traits(int bpm, double loudness) {
    return new SongTraits(bpm, loudness, Optional.empty());
  }
}
