package roomtone.music;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Recommends by nearest neighbours: of the songs that are left, the one most like the last. Knows
 * songs by their paths in the library. Immutable.
 */
public final class SimilarSongs {
  /** Knows no song. */
  public static final SimilarSongs NONE = new SimilarSongs(Map.of());

  private final Map<String, SongTraits> traits;

  /** Knows what is given, by the songs' paths. */
  public SimilarSongs(Map<String, SongTraits> traits) {
    this.traits = Map.copyOf(traits);
  }

  /** Whether any song is known. */
  public boolean isEmpty() {
    return traits.isEmpty();
  }

  /**
   * The songs so that each is followed by the one that is most like it; the first stays the first,
   * and songs of which nothing is known keep their order at the end.
   */
  public List<String> order(List<String> songs) {
    SequencedSet<String> known = new LinkedHashSet<>(songs);
    known.retainAll(traits.keySet());
    List<String> ordered = new ArrayList<>(songs.size());
    while (!known.isEmpty()) {
      String next = ordered.isEmpty() ? known.getFirst() : nearest(ordered.getLast(), known);
      known.remove(next);
      ordered.add(next);
    }
    songs.stream().filter(song -> !traits.containsKey(song)).forEach(ordered::add);
    return ordered;
  }

  private String nearest(String song, SequencedSet<String> others) {
    SongTraits own = traits.get(song);
    String nearest = others.getFirst();
    double least = Double.MAX_VALUE;
    for (String other : others) {
      SongTraits its = traits.get(other);
      double distance = own == null || its == null ? 1 : own.distance(its);
      if (distance < least) {
        least = distance;
        nearest = other;
      }
    }
    return nearest;
  }
}
