package roomtone.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** What lies in the jars of a folder: native libraries are unpacked from there when they start. */
public final class ShippedFiles {
  // What is smaller is no library, and is looked through like all the rest.
  private static final int SMALLEST = 32 * 1024;

  /** An entry of a jar. */
  private record Place(Path jar, String entry) {}

  private final Map<Long, List<Place>> bySize = new HashMap<>();

  /** Reads the tables of contents of a folder's jars. */
  public ShippedFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        try (var entries = new JarFile(jar.toFile())) {
          entries.stream()
              .filter(entry -> entry.getSize() >= SMALLEST)
              .forEach(entry ->
                  bySize.merge(
                      entry.getSize(),
                      List.of(new Place(jar, entry.getName())),
                      (one, other) -> Stream.concat(one.stream(), other.stream()).toList()));
        }
      }
    }
  }

  /** Whether these are all bytes of one of them, and nothing else. */
  public boolean have(byte[] bytes) throws IOException {
    for (Place place : bySize.getOrDefault((long) bytes.length, List.of())) {
      try (var jar = new JarFile(place.jar.toFile())) {
        JarEntry entry = jar.getJarEntry(place.entry);
        if (Arrays.equals(jar.getInputStream(entry).readAllBytes(), bytes)) {
          return true;
        }
      }
    }
    return false;
  }
}
