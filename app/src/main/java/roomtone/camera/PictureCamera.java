package roomtone.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of pictures, shown one after the other in the order of their names, each in several
 * frames for as long as the source's interval.
 *
 * <p>A picture that cannot be read is passed over with one warning. The folder is listed anew each
 * time round, so pictures may come and go.
 */
final class PictureCamera implements Camera {
  private static final Logger log = LoggerFactory.getLogger(PictureCamera.class);
  // As a slow camera that looks at pictures held up to it: a face counts from its second frame on.
  private static final Duration FRAME_PERIOD = Duration.ofMillis(200);
  private static final Set<String> ENDINGS =
      Set.of("jpg", "jpeg", "jpe", "png", "bmp", "webp", "pbm", "pgm", "ppm", "pnm");

  private final ReplaySource source;
  private final PictureReader reader;
  private final ReplayClock clock;
  private final Set<Path> warned = new HashSet<>();
  private List<Path> pictures;
  private int next;
  private @Nullable Luma held;
  private long shownUntil;
  private long position;
  private boolean shownThisRound;
  private volatile boolean closed;

  private PictureCamera(
      ReplaySource source, PictureReader reader, ReplayClock clock, List<Path> pictures) {
    this.source = source;
    this.reader = reader;
    this.clock = clock;
    this.pictures = pictures;
  }

  static PictureCamera open(ReplaySource source, PictureReader reader, ReplayClock clock)
      throws CameraException {
    PictureCamera camera = new PictureCamera(source, reader, clock, list(source.path()));
    clock.start();
    return camera;
  }

  @Override
  public Frame read(FramePool pool) throws CameraException, InterruptedException {
    Luma shown = held;
    if (shown == null || position >= shownUntil) {
      shown = nextPicture();
      held = shown;
      shownUntil = position + source.interval().toNanos();
    }
    Frame frame = clock.date(shown.copy(pool), position);
    position = Math.min(position + FRAME_PERIOD.toNanos(), shownUntil);
    return frame;
  }

  private Luma nextPicture() throws CameraException {
    while (!closed) {
      if (next == pictures.size()) {
        startOver();
      }
      Path picture = pictures.get(next++);
      try {
        Luma luma = reader.read(picture, new FramePool());
        shownThisRound = true;
        return luma;
      } catch (CameraException e) {
        if (pictures.size() == 1) {
          throw e;
        }
        if (warned.add(picture)) {
          log.warn("{} It is passed over.", e.getMessage());
        }
      }
    }
    throw new CameraException("The " + source.description() + " was closed.");
  }

  private void startOver() throws CameraException {
    if (!shownThisRound) {
      throw new CameraException(
          "None of the %d pictures in %s can be read.".formatted(pictures.size(), source.path()));
    }
    if (!source.loop()) {
      throw new EndOfReplay(source.description());
    }
    pictures = list(source.path());
    next = 0;
    shownThisRound = false;
  }

  @Override
  public Duration stallAfter() {
    return source.interval().plusSeconds(10);
  }

  @Override
  public void close() {
    closed = true;
  }

  private static List<Path> list(Path path) throws CameraException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Path> pictures =
          files
              .filter(file -> isNamedLikeAPicture(file) && Files.isRegularFile(file))
              .sorted()
              .toList();
      if (pictures.isEmpty()) {
        throw new CameraException(
            "The folder %s holds no pictures (folders inside it are not searched)."
                .formatted(path.toAbsolutePath()));
      }
      return pictures;
    } catch (IOException e) {
      throw new CameraException(
          "The folder %s cannot be listed: %s.".formatted(path, e.getMessage()), e);
    }
  }

  /** Whether the name ends like that of a picture file; hidden files are none. */
  static boolean isNamedLikeAPicture(Path file) {
    String name = String.valueOf(file.getFileName());
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && ENDINGS.contains(ending);
  }
}
