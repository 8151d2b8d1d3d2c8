package roomtone.music.mpd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import roomtone.music.SongOrder;

/** MPD's commands, as far as Roomtone needs them, under one deadline. For one thread. */
final class MpdSession {
  /** MPD's code for something that does not exist. */
  private static final int NO_SUCH_THING = 50;

  /** MPD's code for an argument that can't be: a stored playlist's name with a slash, say. */
  private static final int BAD_ARGUMENT = 2;

  private final MpdConnection connection;
  private final Deadline deadline;

  /**
   * A playlist that was put into the queue.
   *
   * @param songs how many songs it gave
   * @param missing how many of its entries MPD does not have
   */
  record Loaded(int songs, int missing) {}

  MpdSession(MpdConnection connection, Deadline deadline) {
    this.connection = connection;
    this.deadline = deadline;
  }

  MpdState state() throws IOException, MpdRefusal {
    return MpdState.of(ask(MpdCommand.of("status"), MpdCommand.of("currentsong")));
  }

  void next() throws IOException, MpdRefusal {
    ask(MpdCommand.of("next"));
  }

  void pause(boolean paused) throws IOException, MpdRefusal {
    ask(MpdCommand.of("pause", paused ? 1 : 0));
  }

  /** Starts, or starts again after an error, where it stands. */
  void play() throws IOException, MpdRefusal {
    ask(MpdCommand.of("clearerror"), MpdCommand.of("play"));
  }

  void seek(int position, double seconds) throws IOException, MpdRefusal {
    ask(MpdCommand.of("seek", position, String.format(Locale.ROOT, "%.3f", seconds)));
  }

  /** Sets the volume; answers false where MPD has no mixer to do it with. */
  boolean setVolume(int percent) throws IOException, MpdRefusal {
    if (ask(MpdCommand.of("status")).first("volume").isEmpty()) {
      return false;
    }
    ask(MpdCommand.of("setvol", percent));
    return true;
  }

  /** Where a song stands in the queue. */
  OptionalInt find(String file) throws IOException, MpdRefusal {
    if (!MpdCommand.fitsOnLine(file)) {
      return OptionalInt.empty();
    }
    int position = ask(MpdCommand.of("playlistfind", "file", file)).number("Pos", -1);
    return position < 0 ? OptionalInt.empty() : OptionalInt.of(position);
  }

  /**
   * Replaces the queue by a stored playlist, or by a folder or file of the library, and plays it
   * round and round from its start. The new songs go behind the old, which leave only when there is
   * something to play instead, so a failure never stops the music.
   *
   * @return what was loaded; no songs means that nothing was changed
   */
  Optional<Loaded> replaceQueue(String name, MpdSettings settings, MpdQueue rules)
      throws IOException, MpdRefusal {
    int before = state().queueLength();
    Optional<MpdSelection> selection = MpdSelection.parse(name);
    boolean stored = selection.isEmpty() && accepts(MpdCommand.of("load", name));
    boolean added =
        stored || accepts(selection.map(MpdSelection::command).orElse(MpdCommand.of("add", name)));
    if (!added) {
      return Optional.empty();
    }
    int songs = state().queueLength() - before;
    int entries = stored ? entries(name).size() : songs;
    int playable = songs > 0 ? startAt(before, before + songs, settings, rules) : 0;
    return Optional.of(new Loaded(playable, Math.max(0, entries - songs)));
  }

  /**
   * Whether the queue holds exactly a stored playlist's songs and plays: an earlier run's music.
   */
  Optional<Loaded> playsAlready(String name) throws IOException, MpdRefusal {
    MpdState state = state();
    if (state.activity() != MpdState.Activity.PLAY) {
      return Optional.empty();
    }
    Set<String> wanted = new HashSet<>(entries(name));
    Set<String> queued = new HashSet<>(ask(MpdCommand.of("playlistinfo")).all("file"));
    int missing = wanted.size() - queued.size();
    return !queued.isEmpty() && wanted.containsAll(queued) && missing * 10 <= wanted.size()
        ? Optional.of(new Loaded(queued.size(), missing))
        : Optional.empty();
  }

  /** Starts what was added; returns how many songs the house rules left. */
  private int startAt(int start, int end, MpdSettings settings, MpdQueue rules)
      throws IOException, MpdRefusal {
    if (settings.order() != SongOrder.LISTED) {
      ask(MpdCommand.of("shuffle", start + ":" + end));
    }
    if (settings.order() == SongOrder.SIMILAR) {
      askAll(rules.bySimilarity(entries(start, end), start));
    }
    askAll(rules.commands(entries(start, end), end));
    int left = state().queueLength() - start;
    if (left > 0) {
      startAt(start, settings);
    }
    return left;
  }

  private List<MpdQueue.Entry> entries(int start, int end) throws IOException, MpdRefusal {
    return MpdQueue.entries(ask(MpdCommand.of("playlistinfo", start + ":" + end)));
  }

  private void askAll(List<MpdCommand> commands) throws IOException, MpdRefusal {
    if (!commands.isEmpty()) {
      ask(commands.toArray(MpdCommand[]::new));
    }
  }

  private void startAt(int start, MpdSettings settings) throws IOException, MpdRefusal {
    List<MpdCommand> commands = new ArrayList<>();
    if (start > 0) {
      commands.add(MpdCommand.of("delete", "0:" + start));
    }
    commands.add(MpdCommand.of("repeat", 1));
    commands.add(MpdCommand.of("single", 0));
    commands.add(MpdCommand.of("consume", 0));
    commands.add(MpdCommand.of("random", 0));
    if (!settings.crossfade().isZero()) {
      commands.add(MpdCommand.of("crossfade", settings.crossfade().toSeconds()));
    }
    commands.add(MpdCommand.of("clearerror"));
    commands.add(MpdCommand.of("play", 0));
    ask(commands.toArray(MpdCommand[]::new));
  }

  /** The entries of a stored playlist, those that MPD drops when loading it included. */
  private List<String> entries(String name) throws IOException {
    try {
      return ask(MpdCommand.of("listplaylist", name)).all("file");
    } catch (MpdRefusal unlisted) {
      return List.of();
    }
  }

  /** Gives a command; false where MPD says that what it names does not exist or can't. */
  private boolean accepts(MpdCommand command) throws IOException, MpdRefusal {
    try {
      ask(command);
      return true;
    } catch (MpdRefusal refusal) {
      if (refusal.code() == NO_SUCH_THING || refusal.code() == BAD_ARGUMENT) {
        return false;
      }
      throw refusal;
    }
  }

  private MpdReply ask(MpdCommand... commands) throws IOException, MpdRefusal {
    return connection.ask(deadline, commands);
  }
}
