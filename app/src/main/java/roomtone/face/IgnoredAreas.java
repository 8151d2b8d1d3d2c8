package roomtone.face;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.camera.Frame;
import roomtone.face.IgnoredArea.Kind;
import roomtone.system.AtomicFile;
import roomtone.system.FileTrouble;

/**
 * The places whose faces are no visitors: posters and screens, learnt by watching, kept in a file
 * so that the next start knows them, and looked at again when the operator says so.
 *
 * <p>The file holds rectangles, never a picture. {@link #areas} and {@link #lookAgain} are for any
 * thread, everything else for the thread of the tracker.
 */
public final class IgnoredAreas {
  private static final Logger log = LoggerFactory.getLogger(IgnoredAreas.class);
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String LEARN_AGAIN =
      "{} can't be read, so posters and screens are learnt again: {}";
  private static final float SAME_PLACE = 0.4f;
  // Who walks past a poster or sits down before a screen has come from somewhere else.
  private static final float PICTURE_TRAVEL = 1;
  private static final float SCREEN_TRAVEL = 3;

  private final Optional<Path> file;
  private final Optional<StillPictures> pictures;
  private final Optional<Screens> screens;
  private final List<Track> open = new ArrayList<>();
  private final List<FaceBox> places = new ArrayList<>();
  private List<IgnoredArea> placed = List.of();
  private int placedWidth;
  private int placedHeight;
  private volatile Content content = new Content(List.of(), List.of());

  /**
   * What the file holds.
   *
   * @param ignored places that are not looked at
   * @param trusted places that the operator wants looked at whatever they look like
   */
  private record Content(List<IgnoredArea> ignored, List<IgnoredArea> trusted) {
    Content {
      ignored = List.copyOf(ignored);
      trusted = List.copyOf(trusted);
    }
  }

  private IgnoredAreas(Optional<Path> file, Duration learnAfter) {
    this.file = file;
    boolean learns = !learnAfter.isZero();
    pictures = learns ? Optional.of(new StillPictures(learnAfter)) : Optional.empty();
    screens = learns ? Optional.of(new Screens()) : Optional.empty();
  }

  /**
   * Areas that are remembered in a file.
   *
   * @param learnAfter how long a face must have shown the same pixels to be taken for a picture;
   *     zero to learn nothing
   */
  public static IgnoredAreas in(Path file, Duration learnAfter) {
    var areas = new IgnoredAreas(Optional.of(file), learnAfter);
    areas.read(file);
    return areas;
  }

  /** No areas, and none are learnt. */
  public static IgnoredAreas none() {
    return new IgnoredAreas(Optional.empty(), Duration.ZERO);
  }

  /** The places that are not looked at now. */
  public List<IgnoredArea> areas() {
    return content.ignored();
  }

  /**
   * Looks at a place again, from now on and whatever it looks like.
   *
   * @return whether there is such an area
   */
  public synchronized boolean lookAgain(int id) {
    Content old = content;
    Optional<IgnoredArea> area = old.ignored().stream().filter(each -> each.id() == id).findFirst();
    area.ifPresent(found -> {
      List<IgnoredArea> ignored = new ArrayList<>(old.ignored());
      ignored.remove(found);
      List<IgnoredArea> trusted = new ArrayList<>(old.trusted());
      trusted.add(found);
      keep(new Content(ignored, trusted));
    });
    return area.isPresent();
  }

  /** Watches for screens; to be called before the tracker follows faces into the frame. */
  void watch(List<Track> before, List<FaceBox> boxes, Frame frame) {
    if (screens.isPresent()) {
      Optional<FaceBox> place = screens.get().learn(before, boxes, frame);
      if (place.isPresent()) {
        add(Kind.SCREEN, place.get(), frame);
      }
    }
  }

  /** Watches for pictures; to be called after the tracker has followed faces into the frame. */
  void watch(List<Track> found, Frame frame) {
    if (pictures.isPresent()) {
      open.clear();
      for (int i = 0; i < found.size(); i++) {
        if (found.get(i).number() != 0 && !ignores(found.get(i), frame)) {
          open.add(found.get(i));
        }
      }
      Optional<FaceBox> place = pictures.get().learn(open, frame);
      if (place.isPresent()) {
        add(Kind.PICTURE, place.get(), frame);
      }
    }
  }

  /** Whether a face is in a place that is not looked at. */
  boolean ignores(Track track, Frame frame) {
    List<IgnoredArea> ignored = content.ignored();
    place(ignored, frame);
    for (int i = 0; i < ignored.size(); i++) {
      FaceBox place = places.get(i);
      boolean inside =
          switch (ignored.get(i).kind()) {
            case PICTURE ->
                track.travelled() < PICTURE_TRAVEL && place.overlap(track.box()) >= SAME_PLACE;
            case SCREEN -> track.travelled() < SCREEN_TRAVEL && place.holdsCentreOf(track.box());
          };
      if (inside) {
        return true;
      }
    }
    return false;
  }

  /** Finds the areas in frames of this size, unless that was done for the frame before. */
  @SuppressWarnings("ReferenceEquality") // The list is replaced and never changed.
  private void place(List<IgnoredArea> ignored, Frame frame) {
    if (ignored != placed || frame.width() != placedWidth || frame.height() != placedHeight) {
      placed = ignored;
      placedWidth = frame.width();
      placedHeight = frame.height();
      places.clear();
      for (IgnoredArea area : ignored) {
        places.add(area.in(placedWidth, placedHeight));
      }
    }
  }

  private synchronized void add(Kind kind, FaceBox place, Frame frame) {
    Content old = content;
    boolean trusted =
        old.trusted().stream()
            .map(area -> area.in(frame.width(), frame.height()))
            .anyMatch(area -> area.overlap(place) >= SAME_PLACE || area.holdsCentreOf(place));
    if (trusted) {
      return;
    }
    int id =
        1
            + Math.max(
                old.ignored().stream().mapToInt(IgnoredArea::id).max().orElse(0),
                old.trusted().stream().mapToInt(IgnoredArea::id).max().orElse(0));
    List<IgnoredArea> ignored = new ArrayList<>(old.ignored());
    ignored.add(
        IgnoredArea.of(id, kind, place, frame.width(), frame.height(), frame.epochMillis()));
    log.info("faces at one place are taken for a {} and ignored (number {})", kind.label(), id);
    keep(new Content(ignored, old.trusted()));
  }

  private void keep(Content newest) {
    content = newest;
    if (file.isEmpty()) {
      return;
    }
    Path path = file.get();
    try {
      AtomicFile.write(path, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(newest));
    } catch (IOException e) {
      log.warn(
          "{} can't be written, so the next start has to learn posters and screens again: {}",
          path,
          FileTrouble.reason(e));
    }
  }

  private void read(Path path) {
    try {
      content = JSON.readValue(Files.readAllBytes(path), Content.class);
    } catch (NoSuchFileException _) {
      // The first start.
    } catch (JacksonException e) {
      log.warn(LEARN_AGAIN, path, e.getOriginalMessage());
    } catch (IOException e) {
      log.warn(LEARN_AGAIN, path, FileTrouble.reason(e));
    }
  }
}
