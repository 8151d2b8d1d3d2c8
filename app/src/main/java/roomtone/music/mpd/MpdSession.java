package roomtone.music.mpd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

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
  Optional<Loaded> replaceQueue(String name, boolean shuffle) throws IOException, MpdRefusal {
    int before = state().queueLength();
    boolean stored = accepts(MpdCommand.of("load", name));
    if (!stored && !accepts(MpdCommand.of("add", name))) {
      return Optional.empty();
    }
    int songs = state().queueLength() - before;
    int entries = stored ? entries(name) : songs;
    if (songs > 0) {
      startAt(before, before + songs, shuffle);
    }
    return Optional.of(new Loaded(songs, Math.max(0, entries - songs)));
  }

  private void startAt(int start, int end, boolean shuffle) throws IOException, MpdRefusal {
    List<MpdCommand> commands = new ArrayList<>();
    if (shuffle) {
      commands.add(MpdCommand.of("shuffle", start + ":" + end));
    }
    if (start > 0) {
      commands.add(MpdCommand.of("delete", "0:" + start));
    }
    commands.add(MpdCommand.of("repeat", 1));
    commands.add(MpdCommand.of("single", 0));
    commands.add(MpdCommand.of("consume", 0));
    commands.add(MpdCommand.of("random", 0));
    commands.add(MpdCommand.of("clearerror"));
    commands.add(MpdCommand.of("play", 0));
    ask(commands.toArray(MpdCommand[]::new));
  }

  /** How many entries a stored playlist has, those that MPD drops when loading it included. */
  private int entries(String name) throws IOException {
    try {
      return ask(MpdCommand.of("listplaylist", name)).all("file").size();
    } catch (MpdRefusal unlisted) {
      return 0;
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
