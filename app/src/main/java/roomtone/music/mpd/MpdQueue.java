package roomtone.music.mpd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import roomtone.music.HouseRules;

/**
 * The house rules for MPD's queue: explicit songs leave it where they may not play, and songs that
 * were heard lately go to its end. For one thread.
 */
final class MpdQueue {
  private final HouseRules rules;
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

  MpdQueue(HouseRules rules, LongSupplier nanos) {
    this.rules = rules;
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
        case "Id" -> entries.add(new Entry(Integer.parseInt(field.value()), file, explicit));
        default -> {
          // Not needed.
        }
      }
    }
    return entries;
  }
}
