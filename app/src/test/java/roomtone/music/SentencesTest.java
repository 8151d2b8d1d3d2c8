package roomtone.music;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import roomtone.emotion.Emotion;
import roomtone.language.Language;
import roomtone.mood.Mood;
import roomtone.music.Governor.Because;

class SentencesTest {
  private static final Mood SAD = Time.felt(Emotion.SAD);
  private final Sentences sentences = new Sentences(Settings.with(ChangeAt.SONG_END, 40));

  @ParameterizedTest
  @EnumSource(Because.class)
  void everyReasonIsASentence(Because because) {
    for (Language language : Language.ALL) {
      assertThat(language.say(sentences.next(because, SAD))).doesNotContain("music.", "{");
    }
    assertThat(sentences.next(because, SAD).toString()).matches("[A-Z][^.]*\\.");
  }

  @ParameterizedTest
  @EnumSource(Emotion.class)
  void speaksOfWhatTheRoomLooksLike(Emotion emotion) {
    Repertoire repertoire =
        new Repertoire(Map.of(emotion, Arm.parse("Jazz")), Policy.MATCH, "", Emotion.HAPPY, 4, 1);
    Pick pick = new Taste(repertoire, TasteNotes.NONE).pick(emotion, 0);
    assertThat(sentences.chosen(pick, Time.felt(emotion), false))
        .hasToString("The room looks " + emotion.adjective() + ", so: Jazz.");
  }

  @Test
  void saysHowItWasDrawnAndWhatWasFixed() {
    assertThat(sentences.chosen(pick(3, 2, false), Time.felt(Emotion.HAPPY), false))
        .hasToString(
            "The room looks cheerful, so: Upbeat. That is step 2 of 2 towards cheerful music."
                + " Drawn from 3 playlists (policy match): here it is let run in about 65 of 100"
                + " songs, 8 to 100 as far as is known; seed 8f3a.");
    assertThat(sentences.chosen(pick(3, 1, true), Time.felt(Emotion.HAPPY), false))
        .hasToString(
            "The room looks cheerful, so: Upbeat. Somebody fixed this playlist for this mood.");
  }

  private static Pick pick(int alternatives, int steps, boolean pinned) {
    return new Pick(
        Arm.parse("Upbeat").getFirst(),
        new Repertoire.Context(Emotion.HAPPY, Policy.MATCH, ""),
        Estimate.PRIOR,
        alternatives,
        0x8f3a,
        steps - 1,
        steps,
        pinned);
  }

  @Test
  void namesWhatComesNextAndWhen() {
    assertThat(sentences.next(Because.DWELL, SAD))
        .hasToString("The room looks sad now; when that lasts, Calm comes next.");
    assertThat(sentences.next(Because.STAY, SAD))
        .hasToString("Calm comes next, once this playlist has played for 1 minute.");
    assertThat(sentences.next(Because.SONG_END, SAD))
        .hasToString("Calm comes next, when this song ends.");
    assertThat(sentences.next(Because.BUDGET, SAD))
        .hasToString("The music has changed 40 times today, so it stays until tomorrow.");
    assertThat(sentences.next(Because.NOBODY, new Mood.EmptyRoom()))
        .hasToString("Nobody is here; the music pauses after 10 minutes.");
  }
}
