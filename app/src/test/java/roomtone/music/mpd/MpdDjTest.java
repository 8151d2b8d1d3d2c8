package roomtone.music.mpd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;
import roomtone.mood.MoodReading;
import roomtone.music.Dj;
import roomtone.music.MusicListener;
import roomtone.music.MusicSettings;
import roomtone.music.PlayerStatus;
import roomtone.music.Song;
import roomtone.music.Taste;
import roomtone.music.TasteNotes;
import roomtone.system.Faults;

/** The DJ and a real MPD together, in real time. */
@Timeout(90)
class MpdDjTest {
  /** What was heard, a line an event. */
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  @TempDir Path folder;

  private final MusicListener listener =
      new MusicListener() {
        @Override
        public void onPlaylist(String playlist, Mood mood, String reason) {
          events.add("playlist " + playlist);
        }

        @Override
        public void onSongStarted(String playlist, Song song, Mood mood) {
          events.add("song " + song.title());
        }

        @Override
        public void onSkip(String playlist, Song song, Mood mood, long playedMillis) {
          events.add("skip " + song.title());
        }
      };

  private static MoodReading cheerful() {
    long now = System.nanoTime();
    return new MoodReading(
        new Mood.Felt(Emotion.HAPPY, 0.9f, 1),
        now - Duration.ofSeconds(20).toNanos(),
        now,
        System.currentTimeMillis(),
        false);
  }

  private String next() throws InterruptedException {
    String event = events.poll(30, TimeUnit.SECONDS);
    return event == null ? "nothing within 30 s" : event;
  }

  /** The next event of another kind: the words of a fault may change while it lasts. */
  private String nextAfter(String repeated) throws InterruptedException {
    String event = next();
    while (event.equals(repeated)) {
      event = next();
    }
    return event;
  }

  @Test
  void musicStartsIsSkippedAndComesBackAfterACrash() throws Exception {
    Faults faults = new Faults(InstantSource.system());
    faults.listen((fault, began) -> events.add((began ? "fault " : "well ") + fault.part()));
    try (MpdServer server = new MpdServer(folder, MpdServer.SILENT_OUTPUT)) {
      WavFile.write(server.music().resolve("one.wav"), 60, "First Song", "");
      WavFile.write(server.music().resolve("two.wav"), 60, "Second Song", "");
      server.playlist("Upbeat", "one.wav", "two.wav");
      server.start();
      MusicSettings settings = MusicSettings.defaults();
      try (MpdPlayer player = new MpdPlayer(server.settings(), System::nanoTime, events::add);
          Dj dj =
              Dj.start(
                  settings,
                  new Taste(settings.repertoire(), TasteNotes.NONE),
                  player,
                  List.of(listener),
                  faults,
                  System::nanoTime,
                  InstantSource.system())) {
        dj.onMood(cheerful());
        assertThat(next()).isEqualTo("playlist Upbeat");
        assertThat(next()).isEqualTo("song First Song");
        dj.skip();
        assertThat(next()).isEqualTo("skip First Song");
        assertThat(next()).isEqualTo("song Second Song");

        server.kill();
        assertThat(next()).isEqualTo("fault player");
        assertThat(dj.status().player()).isInstanceOf(PlayerStatus.Unavailable.class);
        server.start();
        assertThat(nextAfter("fault player")).isEqualTo("well player");
        assertThat(dj.status().player())
            .isInstanceOfSatisfying(
                PlayerStatus.Playing.class,
                playing -> assertThat(playing.song().title()).isEqualTo("Second Song"));
        assertThat(dj.status().reason()).hasToString("The room looks cheerful, so: Upbeat.");
      }
      assertThat(events).isEmpty();
    }
  }
}
