package roomtone.music;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Songs that don't exist, for the simulated player: a few for each default playlist, and made-up
 * ones, always the same, for any other name. Every song lasts 20 to 40 seconds.
 *
 * <p>Immutable.
 */
final class SongBook {
  /** A playlist's name, then its songs as title, artist and length in seconds. */
  private static final String PAGES =
      """
      Upbeat
      Paper Kites at Noon | The Tin Harbour | 26
      Left Shoe, Right Shoe | Marigold Avenue | 31
      Elevator to the Sun | Nine Cheap Trumpets | 22
      Copper Pennies | Lale and the Lamplighters | 28

      Calm
      Rain on the Allotment | Ines Corvo Quartet | 36
      Slow Ferry | The Quiet Platform | 32
      Half a Moon over Lund | Aster Veld | 39
      The Kettle, Then Nothing | Wren & Alder | 30

      Favourites
      Table by the Window | Otis Marlowe Trio | 29
      Tuesday's Coat | The Lantern Street Band | 33
      Second Cup | Mirela Sands | 24
      Home by the Canal | Fen Orchard | 35

      Rap
      Receipts in the Drawer | Kid Parallax | 27
      Bus Lane Philosophy | MC Thimble | 23
      Concrete Almanac | Odd Number Crew | 30

      Devotional
      Lamp at the Threshold | Suvarna Ensemble | 40
      Morning of Many Bells | The Hillside Choir | 37
      నిశ్శబ్ద నది (The Silent River) | Ananya Rao | 34

      Something new
      Glass Rhubarb | Tetra Pilot | 21
      A Map of the Ceiling | Possibly Hannah | 28
      Unboxing the Weather | Sixteen Left Hands | 25
      Modem Lullaby | Ruta Kvarts | 32

      Soothing instrumentals
      Cedar, Ash and Linen | Theo Ambrus | 38
      Tidepool Study No. 4 | Kanto Strings | 35
      Long Grass | Pale Afternoon | 33
      """;

  private static final List<String> FIRST =
      List.of("Borrowed", "Velvet", "Seventh", "Distant", "Folded", "Amber", "Patient", "Electric");
  private static final List<String> SECOND =
      List.of("Staircase", "Harvest", "Postcard", "Satellite", "Umbrella", "Orchard", "Signal");
  private static final List<String> BANDS =
      List.of("The Spare Keys", "Nora Lind", "Station Nine", "The Paper Moths", "Samir Doss");
  private static final int INVENTED_SONGS = 4;

  private final Map<String, List<Song>> pages;

  SongBook() {
    pages = read(PAGES);
  }

  /** The songs of a playlist, at least one. */
  List<Song> songs(String playlist) {
    List<Song> known = pages.get(playlist);
    return known != null ? known : invent(playlist);
  }

  private static Map<String, List<Song>> read(String text) {
    return Arrays.stream(text.split("\n\n"))
        .map(page -> page.lines().toList())
        .collect(
            Collectors.toUnmodifiableMap(
                List::getFirst,
                lines ->
                    lines.stream().skip(1).map(line -> song(lines.getFirst(), line)).toList()));
  }

  private static Song song(String playlist, String line) {
    String[] parts = line.split(" \\| ");
    return song(playlist, parts[0], parts[1], Integer.parseInt(parts[2]));
  }

  private static List<Song> invent(String playlist) {
    Random random = new Random(playlist.hashCode());
    return IntStream.rangeClosed(1, INVENTED_SONGS)
        .mapToObj(number ->
            song(
                playlist,
                "%s %s No. %d".formatted(pick(FIRST, random), pick(SECOND, random), number),
                pick(BANDS, random),
                20 + random.nextInt(21)))
        .toList();
  }

  private static Song song(String playlist, String title, String artist, int seconds) {
    return new Song(
        "simulated:" + playlist + "/" + title, title, artist, Duration.ofSeconds(seconds));
  }

  private static String pick(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }
}
