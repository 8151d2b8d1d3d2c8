package roomtone.music;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;
import roomtone.music.Governor.Because;

class SentencesTest {
  private static final Mood SAD = Time.felt(Emotion.SAD);
  private final Sentences sentences = new Sentences(Settings.with(ChangeAt.SONG_END, 40));

  @ParameterizedTest
  @EnumSource(Because.class)
  void everyReasonIsASentence(Because because) {
    assertThat(sentences.next(because, SAD)).matches("[A-Z][^.]*\\.");
  }

  @ParameterizedTest
  @EnumSource(Emotion.class)
  void speaksOfWhatTheRoomLooksLike(Emotion emotion) {
    Repertoire repertoire =
        new Repertoire(Map.of(emotion, Arm.parse("Jazz")), Policy.MATCH, "", Emotion.HAPPY, 4, 1);
    Pick pick = new Taste(repertoire, TasteNotes.NONE).pick(emotion, 0);
    assertThat(sentences.chosen(pick, Time.felt(emotion)))
        .isEqualTo("The room looks " + emotion.adjective() + ", so: Jazz.");
  }

  @Test
  void namesWhatComesNextAndWhen() {
    assertThat(sentences.next(Because.DWELL, SAD))
        .isEqualTo("The room looks sad now; when that lasts, Calm comes next.");
    assertThat(sentences.next(Because.STAY, SAD))
        .isEqualTo("Calm comes next, once this playlist has played for 1 minute.");
    assertThat(sentences.next(Because.SONG_END, SAD))
        .isEqualTo("Calm comes next, when this song ends.");
    assertThat(sentences.next(Because.BUDGET, SAD))
        .isEqualTo("The music has changed 40 times today, so it stays until tomorrow.");
    assertThat(sentences.next(Because.NOBODY, new Mood.EmptyRoom()))
        .isEqualTo("Nobody is here; the music pauses after 10 minutes.");
  }
}
