package roomtone.system;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Replaces small files whole: whoever reads one, after a power cut too, finds the old content or
 * the new, never a part; once a method has returned, the new. Any thread.
 */
public final class AtomicFile {
  private static final String FOR_ALL_TO_READ = "rw-r--r--";
  private static final String FOR_THE_OWNER = "rw-------";
  private static final String SUFFIX = ".tmp";
  private static final Duration LEFT_OVER = Duration.ofHours(1);

  private AtomicFile() {}

  /** Replaces a file that anybody may read, making its folder where that is missing. */
  public static void write(Path file, byte[] content) throws IOException {
    write(file, content, FOR_ALL_TO_READ);
  }

  /** Replaces a file that nobody but its owner may read at any moment. */
  public static void writeSecret(Path file, byte[] content) throws IOException {
    write(file, content, FOR_THE_OWNER);
  }

  /**
   * Replaces a file that is there, which keeps its owner, group and permissions; a link to it stays
   * a link.
   */
  public static void rewrite(Path file, byte[] content) throws IOException {
    Path real = file.toRealPath();
    var kept = Files.readAttributes(real, PosixFileAttributes.class);
    write(real, content, FOR_THE_OWNER, fresh -> take(kept, fresh));
  }

  /** Owner first: who may read it is nobody else's business until it is theirs. */
  private static void take(PosixFileAttributes kept, Path fresh) throws IOException {
    var view =
        Objects.requireNonNull(Files.getFileAttributeView(fresh, PosixFileAttributeView.class));
    PosixFileAttributes own = view.readAttributes();
    if (!own.owner().equals(kept.owner())) {
      view.setOwner(kept.owner());
    }
    if (!own.group().equals(kept.group())) {
      view.setGroup(kept.group());
    }
    view.setPermissions(kept.permissions());
  }

  private static void write(Path file, byte[] content, String permissions) throws IOException {
    write(file, content, permissions, _ -> {});
  }

  /** Makes something of a file that nobody sees yet. */
  private interface Finish {
    void on(Path fresh) throws IOException;
  }

  private static void write(Path file, byte[] content, String permissions, Finish finish)
      throws IOException {
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
    Files.createDirectories(folder);
    String name = "." + file.getFileName();
    Path fresh =
        Files.createTempFile(
            folder,
            name,
            SUFFIX,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
    try {
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      finish.on(fresh);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      // Else the file's new name would reach the disk seconds later, and a power cut undo the
      // change.
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
      clearLeftOvers(folder, name, file);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** A power cut in the middle of a write leaves a file that nobody would ever look at again. */
  private static void clearLeftOvers(Path folder, String name, Path written) {
    try (DirectoryStream<Path> leftOvers =
        Files.newDirectoryStream(folder, file -> isLeftOver(file, name))) {
      // Another process may be writing now.
      Instant old = Files.getLastModifiedTime(written).toInstant().minus(LEFT_OVER);
      for (Path each : leftOvers) {
        if (Files.getLastModifiedTime(each).toInstant().isBefore(old)) {
          Files.deleteIfExists(each);
        }
      }
    } catch (IOException | DirectoryIteratorException _) {
      // The next write tries again; what was to be written is safe.
    }
  }

  private static boolean isLeftOver(Path file, String name) {
    String its = file.getFileName().toString();
    return its.startsWith(name) && its.endsWith(SUFFIX) && Files.isRegularFile(file);
  }
}
