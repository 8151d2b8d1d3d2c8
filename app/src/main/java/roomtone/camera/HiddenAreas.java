package roomtone.camera;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Parts of the picture that are never looked at, such as a staff area or a neighbour's table: they
 * are painted grey in every frame before anything else sees it.
 *
 * <p>For one thread.
 */
public final class HiddenAreas {
  private static final byte GREY = (byte) 128;
  private static final int FEWEST_CORNERS = 3;

  private final List<Polygon> polygons;
  private boolean[] hidden = {};
  private int width;
  private int height;

  private HiddenAreas(List<Polygon> polygons) {
    this.polygons = polygons;
  }

  /**
   * Reads areas as the settings write them: corners as {@code x,y} in shares of the picture's width
   * and height, 0 to 1 from the top left, with blanks between corners and semicolons between areas:
   * {@code "0,0 0.3,0 0.3,1 0,1; 0.8,0.1 1,0.1 1,0.4"}.
   *
   * @throws IllegalArgumentException if the text says something else
   */
  public static HiddenAreas parse(String text) {
    List<Polygon> polygons = new ArrayList<>();
    for (String area : text.split(";", -1)) {
      if (!area.isBlank()) {
        polygons.add(Polygon.parse(area.strip()));
      } else if (!text.isBlank()) {
        throw new IllegalArgumentException("an area without corners in \"" + text + "\"");
      }
    }
    return new HiddenAreas(List.copyOf(polygons));
  }

  /** The areas, each in the notation of the settings. */
  public List<String> outlines() {
    return polygons.stream().map(Polygon::text).toList();
  }

  /** Paints the areas grey. */
  public void hide(Frame frame) {
    if (polygons.isEmpty()) {
      return;
    }
    if (frame.width() != width || frame.height() != height) {
      rasterise(frame.width(), frame.height());
    }
    byte[] luma = frame.luma();
    for (int i = 0; i < hidden.length; i++) {
      if (hidden[i]) {
        luma[i] = GREY;
      }
    }
  }

  private void rasterise(int newWidth, int newHeight) {
    width = newWidth;
    height = newHeight;
    hidden = new boolean[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float across = (x + 0.5f) / width;
        float down = (y + 0.5f) / height;
        hidden[y * width + x] =
            polygons.stream().anyMatch(polygon -> polygon.contains(across, down));
      }
    }
  }

  /** A point of the picture, in shares of its width and height. */
  private record Corner(float x, float y) {
    static Corner parse(String text) {
      String[] numbers = text.split(",", -1);
      if (numbers.length != 2) {
        throw new IllegalArgumentException("\"%s\" is no corner x,y".formatted(text));
      }
      return new Corner(share(numbers[0]), share(numbers[1]));
    }

    private static float share(String text) {
      float value = Float.parseFloat(text);
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("%s is not 0 to 1".formatted(text));
      }
      return value;
    }
  }

  /** A closed polygon by its corners. */
  private record Polygon(List<Corner> corners) {
    static Polygon parse(String text) {
      List<Corner> corners = Arrays.stream(text.split("\\s+")).map(Corner::parse).toList();
      if (corners.size() < FEWEST_CORNERS) {
        throw new IllegalArgumentException(
            "an area of %d corners: \"%s\"".formatted(corners.size(), text));
      }
      return new Polygon(corners);
    }

    String text() {
      return corners.stream()
          .map(corner -> corner.x + "," + corner.y)
          .collect(Collectors.joining(" "));
    }

    /** Even-odd rule: a ray to the left crosses the outline an odd number of times. */
    boolean contains(float x, float y) {
      boolean inside = false;
      Corner last = corners.getLast();
      for (Corner corner : corners) {
        boolean spans = corner.y > y != last.y > y;
        if (spans && x < (last.x - corner.x) * (y - corner.y) / (last.y - corner.y) + corner.x) {
          inside = !inside;
        }
        last = corner;
      }
      return inside;
    }
  }
}
