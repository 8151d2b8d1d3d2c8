package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import roomtone.camera.CameraStatus;
import roomtone.emotion.Emotion;
import roomtone.language.Language;
import roomtone.mood.Mood;
import roomtone.music.PlayerStatus;
import roomtone.music.Song;

final class WordsTest {
  @ParameterizedTest
  @EnumSource
  void theRoomLooksNeverFeels(Emotion emotion) {
    Words words = words(Snapshots.of(new Mood.Felt(emotion, 0.7f, 1)));
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
    Words words = words(Snapshots.of(new Mood.Felt(Emotion.SAD, confidence, 2)));
    assertThat(words.detail()).startsWith(degree + ", ").endsWith(" %");
  }

  @Test
  void aCameraThatDoesNotLookHasNoMoodToTell() {
    Words words = words(Snapshots.with(new CameraStatus.Off()));
    assertThat(words.look()).isEqualTo("off");
    assertThat(words.headline()).isEqualTo("The camera is off");
    assertThat(words.people()).isEmpty();
    Words covered = words(Snapshots.with(new CameraStatus.Covered()));
    assertThat(covered.look()).isEqualTo("off");
    assertThat(covered.camera()).isEqualTo("Camera off: its shutter is closed");
    assertThat(words(Snapshots.with(new CameraStatus.Faulted("No cable.", 1))).camera())
        .isEqualTo("Camera not working: No cable.");
  }

  @Test
  void silenceHasAReason() {
    Words words = words(Snapshots.with(new PlayerStatus.Unavailable("MPD is not running.")));
    assertThat(words.song()).isEqualTo("The music can’t play");
    assertThat(words.artist()).isEqualTo("MPD is not running.");
    var untitled = new Song("id", " ", "", Duration.ZERO);
    assertThat(
            words(Snapshots.with(new PlayerStatus.Paused("Calm", untitled, Duration.ZERO))).song())
        .isEqualTo("A song without a title");
  }

  @Test
  void everyMoodAndPlaceHasItsWordInEveryLanguage() {
    for (Language language : Language.ALL) {
      for (Emotion emotion : Emotion.values()) {
        Words words = Words.of(Snapshots.of(new Mood.Felt(emotion, 0.7f, 3)), language);
        assertThat(words.headline()).doesNotContain("look.").isNotEqualTo(emotion.label());
        assertThat(words.language()).isEqualTo(language.tag());
      }
      for (float left : new float[] {0, 0.4f, 0.8f}) {
        for (float top : new float[] {0, 0.4f, 0.8f}) {
          var place =
              new StatusSnapshot.IgnoredPlace(1, true, left, top, 0.1f, 0.1f, Snapshots.NOW);
          assertThat(new Words.Writer(language).ignored(place)).doesNotContain("place.", "{");
        }
      }
    }
    assertThat(Words.of(Snapshots.CHEERFUL, Language.preferred("de")).people())
        .isEqualTo("3 Personen im Bild");
  }

  private static Words words(StatusSnapshot snapshot) {
    return Words.of(snapshot, Language.ENGLISH);
  }

  @ParameterizedTest
  @CsvSource({"0,0:00", "-1,0:00", "7000,0:07", "187900,3:07", "3600000,60:00"})
  void placesInASong(long millis, String clock) {
    assertThat(Words.clock(millis)).isEqualTo(clock);
  }
}
