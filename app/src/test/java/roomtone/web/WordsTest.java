package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import roomtone.camera.CameraStatus;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;
import roomtone.music.PlayerStatus;
import roomtone.music.Song;

final class WordsTest {
  @ParameterizedTest
  @EnumSource
  void theRoomLooksNeverFeels(Emotion emotion) {
    Words words = Words.of(Snapshots.of(new Mood.Felt(emotion, 0.7f, 1)));
    assertThat(words.headline()).isEqualTo("The room looks " + emotion.adjective());
    assertThat(words.look()).isEqualTo(emotion.label());
    assertThat(words.people()).isEqualTo("1 person in view");
  }

  @ParameterizedTest
  @CsvSource({
    "0.95,Very sure",
    "0.80,Very sure",
    "0.7,Quite sure",
    "0.5,Fairly sure",
    "0.2,Not very sure"
  })
  void surenessIsAWordAndANumber(float confidence, String degree) {
    Words words = Words.of(Snapshots.of(new Mood.Felt(Emotion.SAD, confidence, 2)));
    assertThat(words.detail()).startsWith(degree + ", ").endsWith(" %");
  }

  @Test
  void aCameraThatDoesNotLookHasNoMoodToTell() {
    Words words = Words.of(Snapshots.with(new CameraStatus.Off()));
    assertThat(words.look()).isEqualTo("off");
    assertThat(words.headline()).isEqualTo("The camera is off");
    assertThat(words.people()).isEmpty();
    assertThat(Words.of(Snapshots.with(new CameraStatus.Faulted("No cable.", 1))).camera())
        .isEqualTo("Camera not working: No cable.");
  }

  @Test
  void silenceHasAReason() {
    Words words = Words.of(Snapshots.with(new PlayerStatus.Unavailable("MPD is not running.")));
    assertThat(words.song()).isEqualTo("The music can’t play");
    assertThat(words.artist()).isEqualTo("MPD is not running.");
    var untitled = new Song("id", " ", "", Duration.ZERO);
    assertThat(
            Words.of(Snapshots.with(new PlayerStatus.Paused("Calm", untitled, Duration.ZERO)))
                .song())
        .isEqualTo("A song without a title");
  }

  @ParameterizedTest
  @CsvSource({
    "0,less than a minute",
    "-5,less than a minute",
    "61,1 min",
    "7300,2 h",
    "200000,2 d"
  })
  void agesAreInTheirLargestUnit(long seconds, String age) {
    assertThat(Words.age(Duration.ofSeconds(seconds))).isEqualTo(age);
  }

  @ParameterizedTest
  @CsvSource({"0,0:00", "-1,0:00", "7000,0:07", "187900,3:07", "3600000,60:00"})
  void placesInASong(long millis, String clock) {
    assertThat(Words.clock(millis)).isEqualTo(clock);
  }
}
