package roomtone.music.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import roomtone.emotion.Emotion;

class ProposalTest {
  private static final int RATE = 22_050;

  @TempDir private Path folder;

  @Test
  void aGenreDecidesWithoutListening() throws Exception {
    Proposal proposal = Proposal.of(wav("Hip-Hop", new short[RATE]));
    assertThat(proposal.emotion()).isEqualTo(Emotion.ANGRY);
    assertThat(proposal.genre()).isEqualTo("Hip-Hop");
    assertThat(proposal.why()).isEqualTo("tagged as \"Hip-Hop\"");
  }

  @Test
  void aFastLoudSongIsLivelyAndASoftOneIsCalm() throws Exception {
    Proposal lively = Proposal.of(wav("", beats(128, 0.9)));
    assertThat(lively.emotion()).isEqualTo(Emotion.HAPPY);
    assertThat(lively.bpm()).isBetween(126, 130);
    assertThat(lively.why()).contains("only how lively it is could be measured");
    assertThat(Proposal.of(wav("", hum(0.02))).emotion()).isEqualTo(Emotion.SAD);
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 100, 128, 150})
  void theBeatIsFound(int bpm) throws Exception {
    assertThat(Proposal.of(wav("", beats(bpm, 0.7))).bpm()).isBetween(bpm - 2, bpm + 2);
  }

  @Test
  void whatIsNoSongIsSaid() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no music here\n");
    assertThatThrownBy(() -> Proposal.of(text))
        .isInstanceOf(SongException.class)
        .hasMessageContaining("notes.txt is no song");
  }

  private static short[] beats(int bpm, double loudness) {
    short[] sound = new short[RATE * 30];
    double period = 60.0 * RATE / bpm;
    for (int i = 0; i < sound.length; i++) {
      double fade = Math.exp(-(i % period) / (0.12 * RATE));
      sound[i] = (short) (32_000 * loudness * fade * Math.sin(i * 0.05));
    }
    return sound;
  }

  private static short[] hum(double loudness) {
    short[] sound = new short[RATE * 20];
    for (int i = 0; i < sound.length; i++) {
      sound[i] = (short) (32_000 * loudness * Math.sin(i * 0.03));
    }
    return sound;
  }

  private Path wav(String genre, short[] sound) throws IOException {
    ByteBuffer data = ByteBuffer.allocate(sound.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    data.asShortBuffer().put(sound);
    byte[] name = Arrays.copyOf(genre.getBytes(StandardCharsets.US_ASCII), 16);
    ByteBuffer file =
        ByteBuffer.allocate(44 + 12 + 8 + name.length + data.capacity())
            .order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(file.capacity() - 8);
    file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    file.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE * 2);
    file.putShort((short) 2).putShort((short) 16);
    file.put("LIST".getBytes(StandardCharsets.US_ASCII)).putInt(4 + 8 + name.length);
    file.put("INFOIGNR".getBytes(StandardCharsets.US_ASCII)).putInt(name.length).put(name);
    file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(data.capacity()).put(data.array());
    return Files.write(folder.resolve("song" + sound.length + genre + ".wav"), file.array());
  }
}
