package roomtone.music.mpd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import roomtone.music.HouseRules;
import roomtone.music.SimilarSongs;

/**
 * The order and the house rules of MPD's queue: songs follow those that they are like, explicit
 * songs leave it where they may not play, and songs that were heard lately go to its end. For one
 * thread.
 */
final class MpdQueue {
  private final HouseRules rules;
  private final SimilarSongs similar;
  private final LongSupplier nanos;
  private final Map<String, Long> heard = new HashMap<>();

  /**
   * A song of the queue.
   *
   * @param id MPD's number for it
   * @param file its path in the library
   * @param explicit whether its title or genre says that it is explicit
   */
  record Entry(int id, String file, boolean explicit) {}

  MpdQueue(HouseRules rules, SimilarSongs similar, LongSupplier nanos) {
    this.rules = rules;
    this.similar = similar;
    this.nanos = nanos;
  }

  /** A song plays now. */
  void hear(String file) {
    heard.put(file, nanos.getAsLong());
  }

  /** The commands that bring a queue to the rules; the new songs are its last ones. */
  List<MpdCommand> commands(List<Entry> entries, int queueLength) {
    Duration window = rules.repeatWindow();
    long now = nanos.getAsLong();
    heard.values().removeIf(when -> now - when >= window.toNanos());
    List<MpdCommand> commands = new ArrayList<>();
    int length = queueLength;
    for (Entry entry : entries) {
      if (entry.explicit() && !rules.explicit()) {
        commands.add(MpdCommand.of("deleteid", entry.id()));
        length--;
      }
    }
    for (Entry entry : entries) {
      boolean stays = !entry.explicit() || rules.explicit();
      if (stays && heard.containsKey(entry.file())) {
        commands.add(MpdCommand.of("moveid", entry.id(), length - 1));
      }
    }
    return commands;
  }

  /** The commands that let each song follow the one that it is most like. */
  List<MpdCommand> bySimilarity(List<Entry> entries, int start) {
    if (similar.isEmpty()) {
      return List.of();
    }
    Map<String, Entry> byFile = new LinkedHashMap<>();
    entries.forEach(entry -> byFile.put(entry.file(), entry));
    List<MpdCommand> commands = new ArrayList<>();
    for (String file : similar.order(List.copyOf(byFile.keySet()))) {
      int id = Optional.ofNullable(byFile.get(file)).orElseThrow().id();
      commands.add(MpdCommand.of("moveid", id, start + commands.size()));
    }
    return commands;
  }

  /** Reads the songs of an answer to {@code playlistinfo}. */
  static List<Entry> entries(MpdReply reply) {
    List<Entry> entries = new ArrayList<>();
    String file = "";
    boolean explicit = false;
    for (MpdReply.Field field : reply.fields()) {
      switch (field.name()) {
        case "file" -> {
          file = field.value();
          explicit = false;
        }
        case "Title", "Genre" ->
            explicit |= field.value().toLowerCase(Locale.ROOT).contains("explicit");
        case "Id" -> {
          if (field.value().matches("\\d{1,9}")) {
            entries.add(new Entry(Integer.parseInt(field.value()), file, explicit));
          }
        }
        default -> {
          // Not needed.
        }
      }
    }
    return entries;
  }
}
