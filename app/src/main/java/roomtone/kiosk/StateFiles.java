package roomtone.kiosk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import roomtone.web.proof.Evidence;

/**
 * What lies in the kiosk's folder, by kind.
 *
 * @param byKind kinds of which there is at least one
 */
record StateFiles(List<Evidence.Files> byKind) {
  private static final int DEEPEST = 4;
  private static final int BEGINNING = 12;
  private static final List<String> PICTURES =
      List.of("\u00FF\u00D8\u00FF", "\u0089PNG", "GIF8", "BM", "RIFF", "II*\0", "MM\0*");

  /** Looks through the folder, and at the log with its companions where that lies elsewhere. */
  static StateFiles in(Path state, Path log) {
    Map<Evidence.Kind, List<Long>> sizes = new EnumMap<>(Evidence.Kind.class);
    for (Path file : files(state, log)) {
      try {
        sizes.computeIfAbsent(kind(file, log), _ -> new ArrayList<>()).add(Files.size(file));
      } catch (IOException gone) {
        // It went while it was looked at.
      }
    }
    return new StateFiles(
        sizes.entrySet().stream()
            .map(each ->
                new Evidence.Files(
                    each.getKey(),
                    each.getValue().size(),
                    each.getValue().stream().mapToLong(Long::longValue).sum()))
            .toList());
  }

  /** How many of them are pictures. */
  long pictures() {
    return byKind.stream()
        .filter(files -> files.kind() == Evidence.Kind.PICTURE)
        .mapToLong(Evidence.Files::count)
        .sum();
  }

  private static List<Path> files(Path state, Path log) {
    List<Path> files = new ArrayList<>(in(state, DEEPEST));
    Path beside = log.toAbsolutePath().getParent();
    if (beside != null) {
      in(beside, 1).stream()
          .filter(file -> isLog(file, log) && !files.contains(file))
          .forEach(files::add);
    }
    return files;
  }

  private static List<Path> in(Path folder, int deep) {
    try (Stream<Path> all = Files.walk(folder, deep)) {
      return all.filter(Files::isRegularFile).map(Path::toAbsolutePath).toList();
    } catch (IOException | UncheckedIOException unreadable) {
      return List.of();
    }
  }

  private static boolean isLog(Path file, Path log) {
    return name(file).startsWith(name(log));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static Evidence.Kind kind(Path file, Path log) throws IOException {
    String beginning = beginning(file);
    if (PICTURES.stream().anyMatch(beginning::startsWith)) {
      return Evidence.Kind.PICTURE;
    }
    if (isLog(file, log) || beginning.startsWith("SQLite")) {
      return Evidence.Kind.LOG;
    }
    return switch (name(file)) {
      case "operators.json", "operator-pin" -> Evidence.Kind.OPERATOR;
      case "areas.json", "demo-areas.json" -> Evidence.Kind.PLACES;
      case "kiosk-id", "precision.json" -> Evidence.Kind.DEVICE;
      case SongNotes.FILE, Tastes.FILE, "spotify.json" -> Evidence.Kind.MUSIC;
      default -> Evidence.Kind.OTHER;
    };
  }

  private static String beginning(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
    }
  }
}
