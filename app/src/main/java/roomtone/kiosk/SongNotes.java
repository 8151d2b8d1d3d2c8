package roomtone.kiosk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import roomtone.emotion.Emotion;
import roomtone.music.SimilarSongs;
import roomtone.music.SongTraits;
import roomtone.music.library.Proposal;
import roomtone.system.AtomicFile;

/**
 * The file in which the operator's songs, what is known of them and their moods are kept: one line
 * a song, with tabs between.
 */
public final class SongNotes {
  /** Its usual name. */
  public static final String FILE = "music-moods.tsv";

  private static final List<String> COLUMNS =
      List.of("mood", "bpm", "genre", "song", "loudness", "why");

  private SongNotes() {}

  /**
   * One song.
   *
   * @param mood an expression's label; anything else leaves the song out of the playlists
   * @param bpm beats a minute; 0 where unknown
   * @param genre as tagged; empty where unknown
   * @param song its path below MPD's music folder
   * @param loudness in decibels below full scale; not a number where unknown
   */
  public record Line(String mood, int bpm, String genre, String song, double loudness) {
    private static Optional<Line> parse(String text) {
      String[] cells = text.split("\t", -1);
      boolean isSong =
          !text.startsWith("#") && cells.length >= 4 && cells[1].strip().matches("\\d{1,4}");
      return isSong
          ? Optional.of(
              new Line(
                  cells[0].strip(),
                  Integer.parseInt(cells[1].strip()),
                  cells[2],
                  cells[3],
                  loudness(cells.length > 4 ? cells[4].strip() : "")))
          : Optional.empty();
    }

    private static double loudness(String text) {
      return text.matches("-?\\d{1,3}(\\.\\d+)?") ? Double.parseDouble(text) : Double.NaN;
    }

    private SongTraits traits() {
      return new SongTraits(
          bpm,
          loudness,
          Arrays.stream(Emotion.values())
              .filter(emotion -> emotion.label().equals(mood))
              .findFirst());
    }
  }

  /** Writes what is proposed for the songs of a folder. */
  public static void write(Path file, Path folder, List<Proposal> proposals) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# The songs of " + folder.toAbsolutePath().normalize());
    lines.add("# Correct the first column (a mood, or - for none), then: roomtone music accept");
    lines.add("# " + String.join("\t", COLUMNS));
    for (Proposal proposal : proposals) {
      lines.add(
          String.join(
              "\t",
              proposal.emotion().label(),
              String.valueOf(proposal.bpm()),
              cell(proposal.genre()),
              folder.relativize(proposal.file()).toString(),
              Double.isNaN(proposal.loudness()) ? "" : "%.0f".formatted(proposal.loudness()),
              cell(proposal.why())));
    }
    lines.add("");
    AtomicFile.write(file, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  /** Reads all songs; lines that say nothing are passed over. */
  public static List<Line> read(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(Line::parse).flatMap(Optional::stream).toList();
  }

  /** What is known of all songs, for finding similar ones; nothing where there is no file. */
  static SimilarSongs similarSongs(Path file) throws IOException {
    Map<String, SongTraits> traits = new HashMap<>();
    try {
      read(file).forEach(line -> traits.put(line.song(), line.traits()));
    } catch (NoSuchFileException _) {
      return SimilarSongs.NONE;
    }
    return new SimilarSongs(traits);
  }

  private static String cell(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
