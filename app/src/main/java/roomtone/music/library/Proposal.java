package roomtone.music.library;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import roomtone.emotion.Emotion;

/**
 * For which mood a song might be, and why; a person decides.
 *
 * @param emotion the mood
 * @param file the song
 * @param bpm beats a minute; 0 where unknown
 * @param genre as tagged; empty where unknown
 * @param loudness in decibels below full scale; not a number where nobody listened
 * @param why what suggests it
 */
public record Proposal(
    Emotion emotion, Path file, int bpm, String genre, double loudness, String why) {
  private static final int LISTEN_SECONDS = 90;
  private static final int LIVELY_BPM = 112;
  private static final int SLOW_BPM = 92;
  private static final double LOUD = -18;
  private static final double SOFT = -26;

  /** Words of tags, the first that is found counting. */
  private static final Map<String, Emotion> WORDS = new LinkedHashMap<>();

  static {
    put(
        Emotion.FEAR,
        "devotional bhajan keertana gospel sacred spiritual hymn mantra sufi qawwali");
    put(Emotion.DISGUST, "instrumental classical piano carnatic hindustani acoustic lounge");
    put(Emotion.ANGRY, "rap hip-hop hip hop metal punk hardcore aggressive angry trap grime");
    put(Emotion.SURPRISE, "experimental avant-garde idm glitch surprising world");
    put(Emotion.SAD, "sad melancholy calm slow ballad ambient chill sleep lullaby blues quiet");
    put(Emotion.HAPPY, "happy upbeat party dance disco funk pop house reggae ska latin energetic");
    put(Emotion.NEUTRAL, "jazz soul folk country rock indie r&b neutral relaxed");
  }

  private static void put(Emotion emotion, String words) {
    for (String word : words.split(" ")) {
      WORDS.put(word, emotion);
    }
  }

  /**
   * Looks at a song's tags and, where those say nothing, listens to its first minute and a half.
   */
  public static Proposal of(Path file) throws SongException {
    try (SongFile song = SongFile.open(file)) {
      Map<String, String> tags = song.tags();
      String genre = tags.getOrDefault("genre", "");
      int tagged = number(first(tags, "tbpm", "bpm", "tmpo"));
      for (String name : new String[] {"tmoo", "mood", "genre"}) {
        String text = tags.getOrDefault(name, "");
        Optional<Emotion> known = emotion(text);
        if (known.isPresent()) {
          return new Proposal(
              known.get(),
              file,
              tagged,
              genre,
              Double.NaN,
              "tagged as \"%s\"".formatted(oneLine(text)));
        }
      }
      Sound sound = Sound.of(song.samples(LISTEN_SECONDS));
      int bpm = tagged > 0 ? tagged : sound.bpm();
      return new Proposal(
          emotion(bpm, sound.loudness()),
          file,
          bpm,
          genre,
          sound.loudness(),
          "%s, %.0f dB: only how lively it is could be measured"
              .formatted(bpm > 0 ? bpm + " beats a minute" : "no clear beat", sound.loudness()));
    }
  }

  private static Optional<Emotion> emotion(String text) {
    String plain = text.toLowerCase(Locale.ROOT);
    return WORDS.entrySet().stream()
        .filter(word -> plain.contains(word.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Emotion emotion(int bpm, double loudness) {
    if (bpm >= LIVELY_BPM && loudness >= LOUD) {
      return Emotion.HAPPY;
    }
    return loudness <= SOFT || (bpm > 0 && bpm <= SLOW_BPM && loudness < LOUD)
        ? Emotion.SAD
        : Emotion.NEUTRAL;
  }

  private static String first(Map<String, String> tags, String... names) {
    for (String name : names) {
      if (tags.containsKey(name)) {
        return tags.getOrDefault(name, "");
      }
    }
    return "";
  }

  private static int number(String text) {
    return text.matches("\\d{1,3}(\\.\\d+)?") ? (int) Math.round(Double.parseDouble(text)) : 0;
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
