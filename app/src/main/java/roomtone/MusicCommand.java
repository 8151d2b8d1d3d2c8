package roomtone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import roomtone.config.Settings;
import roomtone.emotion.Emotion;
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.ExitCode;
import roomtone.kiosk.Home;
import roomtone.kiosk.SongNotes;
import roomtone.music.library.Proposal;
import roomtone.music.library.SongException;

/** Sorts the operator's own songs by mood. */
@Command(
    name = "music",
    description = "Sorts your own songs by mood, for MPD.",
    mixinStandardHelpOptions = true,
    subcommands = {MusicCommand.Import.class, MusicCommand.Accept.class})
final class MusicCommand {
  private MusicCommand() {}

  @Command(
      name = "import",
      description =
          "Proposes a mood for each song of a folder, by its tags or else by how lively it sounds, and writes the proposals for you to correct.",
      mixinStandardHelpOptions = true)
  static final class Import implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "MPD's music folder.")
    private Path folder = Path.of("");

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        description = "Where to; without it, " + SongNotes.FILE + " in the state folder.")
    private Optional<Path> output = Optional.empty();

    @Override
    public Integer call() throws CommandFailure {
      Path file = output.orElse(Home.find(System.getenv()).songNotes());
      PrintWriter out = spec.commandLine().getOut();
      List<Proposal> proposals = new ArrayList<>();
      int passedOver = 0;
      for (Path song : songs(folder)) {
        try {
          proposals.add(Proposal.of(song));
        } catch (SongException noSong) {
          passedOver++;
        }
      }
      if (proposals.isEmpty()) {
        throw new CommandFailure(
            ExitCode.BAD_INPUT,
            "There are no songs in %s: name the folder that is MPD's music_directory."
                .formatted(folder));
      }
      try {
        SongNotes.write(file, folder, proposals);
      } catch (IOException e) {
        throw new CommandFailure(
            ExitCode.CANNOT_WRITE,
            "%s can't be written: check its folder's owner.".formatted(file));
      }
      out.printf(
          "%d songs are in %s, %d files were no songs. Look through it, then: roomtone music accept --playlists DIR%n",
          proposals.size(), file, passedOver);
      return 0;
    }

    private static List<Path> songs(Path folder) throws CommandFailure {
      try (Stream<Path> files = Files.walk(folder)) {
        return files
            .filter(Files::isRegularFile)
            .filter(file -> !file.toString().contains("\t") && !file.toString().contains("\n"))
            .sorted()
            .toList();
      } catch (IOException e) {
        throw new CommandFailure(
            ExitCode.NO_INPUT, "The folder %s can't be read: check the path.".formatted(folder));
      }
    }
  }

  @Command(
      name = "accept",
      description = "Makes MPD's playlists out of the proposals, as you corrected them.",
      mixinStandardHelpOptions = true)
  static final class Accept implements Callable<Integer> {
    @Mixin private final SettingsOption settingsOption = new SettingsOption();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
        arity = "0..1",
        paramLabel = "FILE",
        description = "The proposals; without it, " + SongNotes.FILE + " in the state folder.")
    private Optional<Path> file = Optional.empty();

    @Option(
        names = "--playlists",
        required = true,
        paramLabel = "DIR",
        description = "MPD's playlist folder; songs are added to the playlists there.")
    private Path playlists = Path.of("");

    @Option(
        names = "--genre",
        paramLabel = "WORD",
        description = "Only songs whose genre contains this.")
    private Optional<String> genre = Optional.empty();

    @Option(
        names = "--bpm-from",
        paramLabel = "N",
        defaultValue = "0",
        description = "Only songs of at least so many beats a minute.")
    private int slowest;

    @Option(
        names = "--bpm-to",
        paramLabel = "N",
        defaultValue = "999",
        description = "Only songs of at most so many beats a minute.")
    private int fastest;

    @Override
    public Integer call() throws CommandFailure {
      Home home = Home.find(System.getenv());
      Settings settings = settingsOption.read(home);
      Path source = file.orElse(home.songNotes());
      List<SongNotes.Line> lines = read(source).stream().filter(this::isWanted).toList();
      if (lines.isEmpty()) {
        throw new CommandFailure(
            ExitCode.BAD_INPUT, "%s has no song that you ask for.".formatted(source));
      }
      for (Emotion emotion : Emotion.values()) {
        List<String> songs =
            lines.stream()
                .filter(line -> line.mood().equals(emotion.label()))
                .map(SongNotes.Line::song)
                .toList();
        if (!songs.isEmpty()) {
          Path list = playlists.resolve(settings.music().playlistFor(emotion) + ".m3u");
          spec.commandLine()
              .getOut()
              .printf("%s has %d songs now.%n", list.getFileName(), add(songs, list));
        }
      }
      return 0;
    }

    private boolean isWanted(SongNotes.Line line) {
      return line.bpm() >= slowest
          && line.bpm() <= fastest
          && line.genre()
              .toLowerCase(Locale.ROOT)
              .contains(genre.orElse("").toLowerCase(Locale.ROOT));
    }

    private static int add(List<String> songs, Path list) throws CommandFailure {
      try {
        SequencedSet<String> all =
            new LinkedHashSet<>(Files.exists(list) ? Files.readAllLines(list) : List.of());
        all.addAll(songs);
        Files.write(list, all);
        return all.size();
      } catch (IOException e) {
        throw new CommandFailure(
            ExitCode.CANNOT_WRITE,
            "%s can't be written: is --playlists MPD's playlist_directory?".formatted(list));
      }
    }

    private static List<SongNotes.Line> read(Path source) throws CommandFailure {
      try {
        return SongNotes.read(source);
      } catch (IOException e) {
        throw new CommandFailure(
            ExitCode.NO_INPUT,
            "There are no proposals in %s: first roomtone music import DIR.".formatted(source));
      }
    }
  }
}
