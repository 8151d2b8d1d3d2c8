package roomtone.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;

class MusicSettingsTest {
  @Test
  void defaultsFollowTheBrief() {
    MusicSettings settings = MusicSettings.defaults();

    assertThat(Arrays.stream(Emotion.values()).toList())
        .allSatisfy(emotion -> assertThat(settings.repertoire().candidates(emotion, 0)).hasSize(1));
    assertThat(
            Arrays.stream(Emotion.values())
                .collect(Collectors.toMap(emotion -> emotion, settings::playlistFor)))
        .isEqualTo(
            Map.of(
                Emotion.HAPPY, "Upbeat",
                Emotion.SAD, "Calm",
                Emotion.NEUTRAL, "Favourites",
                Emotion.ANGRY, "Rap",
                Emotion.FEAR, "Devotional",
                Emotion.SURPRISE, "Something new",
                Emotion.DISGUST, "Soothing instrumentals"));
    assertThat(settings.dwell()).isEqualTo(Duration.ofSeconds(8));
    assertThat(settings.minimumStay()).isEqualTo(Duration.ofMinutes(3));
    assertThat(settings.changeAt()).isEqualTo(ChangeAt.SONG_END);
    assertThat(settings.emptyRoomPauseAfter()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void expressionsThatAreLeftOutKeepTheirPlaylists() {
    MusicSettings settings = withPlaylists(Map.of(Emotion.ANGRY, "పాటలు"));

    assertThat(settings.playlistFor(Emotion.ANGRY)).isEqualTo("పాటలు");
    assertThat(settings.playlistFor(Emotion.HAPPY)).isEqualTo("Upbeat");
  }

  @Test
  void onlyAnExpressionAsksForMusic() {
    MusicSettings settings = MusicSettings.defaults();

    assertThat(settings.playlistFor(Time.felt(Emotion.SAD))).contains("Calm");
    assertThat(settings.playlistFor(new Mood.Unsure(3))).isEmpty();
    assertThat(settings.playlistFor(new Mood.EmptyRoom())).isEmpty();
  }

  @Test
  void valuesOutOfRangeAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> withPlaylists(Map.of(Emotion.SAD, "two\nlines")))
        .withMessageContaining("a name on one line");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(Duration.ofMinutes(11), 0, 70))
        .withMessageContaining("dwell must be 0 to PT10M");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(Duration.ZERO, -1, 70))
        .withMessageContaining("dailyChanges");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(Duration.ZERO, 0, 101))
        .withMessageContaining("volume must be 0 to 100, not 101");
  }

  private static MusicSettings withPlaylists(Map<Emotion, String> playlists) {
    return new MusicSettings(
        PlayerKind.MPD,
        playlists,
        Duration.ZERO,
        Duration.ZERO,
        ChangeAt.SONG_END,
        Duration.ZERO,
        0,
        70);
  }

  private static MusicSettings with(Duration dwell, int dailyChanges, int volume) {
    return new MusicSettings(
        PlayerKind.MPD,
        Map.of(),
        dwell,
        Duration.ZERO,
        ChangeAt.SONG_END,
        Duration.ZERO,
        dailyChanges,
        volume);
  }
}
