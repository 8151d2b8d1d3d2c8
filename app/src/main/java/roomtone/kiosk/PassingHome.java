package roomtone.kiosk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** An installed Roomtone whose data goes to a temporary folder, which closing deletes. */
public final class PassingHome implements AutoCloseable {
  private final Home home;

  private PassingHome(Home home) {
    this.home = home;
  }

  /** Makes the folder. */
  public static PassingHome of(Home installed) throws IOException {
    return new PassingHome(
        new Home(installed.folder(), Files.createTempDirectory("roomtone-passing")));
  }

  /** The home whose data does not stay. */
  public Home home() {
    return home;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(home.state())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
