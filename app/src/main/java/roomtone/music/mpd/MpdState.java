package roomtone.music.mpd;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import roomtone.music.Song;

/**
 * What MPD is doing, out of its {@code status} and {@code currentsong}.
 *
 * @param activity whether it plays
 * @param song the current song, if there is one
 * @param position how far into it
 * @param queueLength how many songs are in the queue
 * @param volume 0 to 100 percent; -1 where there is no mixer
 * @param error what keeps it from playing, in its own words
 */
record MpdState(
    Activity activity,
    Optional<Song> song,
    Duration position,
    int queueLength,
    int volume,
    Optional<String> error) {
  /** MPD's three states. */
  enum Activity {
    PLAY,
    PAUSE,
    STOP
  }

  static MpdState of(MpdReply reply) {
    return new MpdState(
        switch (reply.first("state").orElse("stop")) {
          case "play" -> Activity.PLAY;
          case "pause" -> Activity.PAUSE;
          default -> Activity.STOP;
        },
        reply.first("file").map(file -> song(file, reply)),
        seconds(reply, "elapsed"),
        reply.number("playlistlength", 0),
        reply.number("volume", -1),
        reply.first("error"));
  }

  private static Song song(String file, MpdReply reply) {
    List<String> artists = reply.all("Artist");
    return new Song(
        file,
        reply.first("Title").or(() -> reply.first("Name")).orElse(titleOf(file)),
        String.join(", ", artists),
        seconds(reply, "duration"));
  }

  /** A file's name without folder and ending, for songs without a title tag. */
  private static String titleOf(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static Duration seconds(MpdReply reply, String name) {
    return reply
        .first(name)
        .filter(text -> text.matches("\\d{1,9}(\\.\\d{1,9})?"))
        .map(text -> Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000)))
        .orElse(Duration.ZERO);
  }
}
