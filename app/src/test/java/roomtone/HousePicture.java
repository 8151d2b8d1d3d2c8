package roomtone;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The house drawn from its compiled classes, as SVG: a box for each room, an arrow to each room
 * that imports it.
 *
 * <p>The picture changes with a room or an arrow, not with every class, so that it need not be
 * drawn anew for each commit.
 */
final class HousePicture {
  /** Rooms that look into many others, by floor: drawn above, with the others' names. */
  private static final List<List<String>> ROOF =
      List.of(List.of("bench", "evaluate"), List.of("kiosk"), List.of("config"));

  /** Rooms that look into no other; they are drawn below, with the names of those that use them. */
  private static final List<String> FLOOR = List.of("flow", "language", "system");

  private static final String WHOLE = "roomtone";
  private static final int WIDTH = 1000;
  private static final int MARGIN = 10;
  private static final int BOX_WIDTH = 112;
  private static final int BOX_HEIGHT = 138;
  private static final int ROW_GAP = 26;
  private static final int BAND_HEIGHT = 48;
  private static final int BAND_GAP = 12;
  private static final int LINE = 15;

  private final Map<String, Set<String>> uses = new TreeMap<>();
  private final Map<String, Set<String>> inside = new TreeMap<>();
  private final Map<String, Integer> columns = new TreeMap<>();
  private final Map<String, Integer> rows = new TreeMap<>();
  private final StringBuilder svg = new StringBuilder();

  private HousePicture(JavaClasses classes) {
    for (JavaClass each : classes) {
      String room = room(each);
      uses.computeIfAbsent(room, _ -> new TreeSet<>());
      String rest = each.getPackageName().substring(WHOLE.length());
      if (rest.indexOf('.', 1) > 0) {
        inside
            .computeIfAbsent(room, _ -> new TreeSet<>())
            .add(rest.substring(rest.indexOf('.', 1) + 1));
      }
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith(WHOLE) && !room(target).equals(room)) {
          uses.get(room).add(room(target));
        }
      }
    }
    place();
  }

  /** Draws the classes of a program, tests left out. */
  static String draw(JavaClasses classes) {
    return new HousePicture(classes).draw();
  }

  private static String room(JavaClass type) {
    String[] parts = type.getPackageName().split("\\.");
    return parts.length > 1 ? parts[1] : WHOLE;
  }

  /** A room stands right of all that it uses; what uses none stands just left of its first user. */
  private void place() {
    for (String room : onTheWay()) {
      columns.put(room, depth(room));
    }
    for (String room : onTheWay()) {
      if (usesOnTheWay(room).isEmpty()) {
        columns.put(
            room,
            onTheWay().stream()
                    .filter(user -> usesOnTheWay(user).contains(room))
                    .mapToInt(columns::get)
                    .min()
                    .orElse(1)
                - 1);
      }
    }
    Map<Integer, List<String>> byColumn =
        onTheWay().stream().collect(Collectors.groupingBy(columns::get));
    for (List<String> column : byColumn.values()) {
      // Those with the longest way onwards first: they are the way of a frame.
      column.sort(
          Comparator.comparingInt((String room) -> -height(room))
              .thenComparingInt(room -> -depth(room))
              .thenComparing(room -> room));
      column.forEach(room -> rows.put(room, column.indexOf(room)));
    }
  }

  private List<String> onTheWay() {
    return uses.keySet().stream()
        .filter(room ->
            !room.equals(WHOLE)
                && ROOF.stream().noneMatch(floor -> floor.contains(room))
                && !FLOOR.contains(room))
        .toList();
  }

  private Set<String> usesOnTheWay(String room) {
    Set<String> others = new TreeSet<>(uses.getOrDefault(room, Set.of()));
    others.retainAll(onTheWay());
    return others;
  }

  private int depth(String room) {
    return usesOnTheWay(room).stream().mapToInt(other -> depth(other) + 1).max().orElse(0);
  }

  private int height(String room) {
    return onTheWay().stream()
        .filter(user -> usesOnTheWay(user).contains(room))
        .mapToInt(user -> height(user) + 1)
        .max()
        .orElse(0);
  }

  /** Those of a room's imports that no longer way leads to. */
  private Set<String> arrows(String room) {
    Set<String> direct = usesOnTheWay(room);
    return direct.stream()
        .filter(target ->
            direct.stream().noneMatch(other -> !other.equals(target) && reaches(other, target)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean reaches(String room, String target) {
    return usesOnTheWay(room).stream()
        .anyMatch(other -> other.equals(target) || reaches(other, target));
  }

  private String draw() {
    int lanes = rows.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    int way = MARGIN + (1 + ROOF.size()) * (BAND_HEIGHT + BAND_GAP) + BAND_GAP;
    int below = way + lanes * (BOX_HEIGHT + ROW_GAP) - ROW_GAP + 2 * BAND_GAP;
    int height = below + BAND_HEIGHT + MARGIN;
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" aria-label="The rooms of the house and which imports which">
        <style>
          svg { font-family: system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif; }
          .room { fill: #fffdfa; stroke: #8a8378; }
          .shared { fill: #f1ece2; stroke: #c9c1b2; }
          .name { fill: #1b1a1c; font-size: 17px; font-weight: 600; }
          .more { fill: #55525a; font-size: 12px; }
          .arrow { fill: none; stroke: #2f6f5b; stroke-width: 2; }
          .head { fill: #2f6f5b; }
          @media (prefers-color-scheme: dark) {
            .room { fill: #24262b; stroke: #8d919b; }
            .shared { fill: #1a1c20; stroke: #565b66; }
            .name { fill: #f2f0ec; }
            .more { fill: #b9bcc4; }
            .arrow { stroke: #6fd0b0; }
            .head { fill: #6fd0b0; }
          }
        </style>
        <defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="5" markerHeight="5" orient="auto"><path class="head" d="M0 0 8 4 0 8z"/></marker></defs>
        """
            .formatted(WIDTH, height));
    band(
        MARGIN, 0, 1, WHOLE, "imports " + words(uses.keySet(), uses.getOrDefault(WHOLE, Set.of())));
    // Which rooms stand above is told by the floors, so they are not among those not imported.
    Set<String> others = new TreeSet<>(uses.keySet());
    for (int floor = 0; floor < ROOF.size(); floor++) {
      List<String> rooms = ROOF.get(floor);
      others.removeAll(rooms);
      for (int i = 0; i < rooms.size(); i++) {
        band(
            MARGIN + (1 + floor) * (BAND_HEIGHT + BAND_GAP),
            i,
            rooms.size(),
            rooms.get(i),
            "imports " + words(others, uses.getOrDefault(rooms.get(i), Set.of())));
      }
    }
    for (String room : onTheWay()) {
      for (String target : arrows(room)) {
        arrow(way, target, room);
      }
    }
    onTheWay().forEach(room -> box(way, room));
    for (int i = 0; i < FLOOR.size(); i++) {
      String room = FLOOR.get(i);
      Set<String> users = new TreeSet<>(uses.keySet());
      users.removeAll(FLOOR);
      band(below, i, FLOOR.size(), room, "imported by " + words(users, users(room)));
    }
    return svg.append("</svg>\n").toString();
  }

  /** Who imports a room, the root apart, which imports all. */
  private Set<String> users(String room) {
    return uses.keySet().stream()
        .filter(user -> !user.equals(WHOLE) && uses.getOrDefault(user, Set.of()).contains(room))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Names the rooms or, where that is shorter, which of all of them are missing. */
  private static String words(Set<String> all, Set<String> rooms) {
    Set<String> missing = new TreeSet<>(all);
    missing.removeAll(rooms);
    missing.remove(WHOLE);
    if (missing.isEmpty()) {
      return "every room";
    }
    return missing.size() < rooms.size()
        ? "every room but " + String.join(", ", missing)
        : String.join(", ", rooms);
  }

  private void band(int top, int number, int count, String name, String more) {
    int width = (WIDTH - 2 * MARGIN - (count - 1) * BAND_GAP) / count;
    int left = MARGIN + number * (width + BAND_GAP);
    rectangle("shared", left, top, width, BAND_HEIGHT);
    text("name", left + width / 2, top + 20, name);
    text("more", left + width / 2, top + 38, more);
  }

  private void box(int way, String room) {
    int left = left(room);
    int top = way + rows.getOrDefault(room, 0) * (BOX_HEIGHT + ROW_GAP);
    rectangle("room", left, top, BOX_WIDTH, BOX_HEIGHT);
    List<String> lines = new ArrayList<>();
    if (inside.containsKey(room)) {
      lines.addAll(wrapped("with " + String.join(", ", inside.get(room))));
    }
    Set<String> implied = usesOnTheWay(room);
    implied.removeAll(arrows(room));
    if (!implied.isEmpty()) {
      lines.addAll(wrapped("also " + String.join(", ", implied)));
    }
    int y = top + BOX_HEIGHT / 2 - lines.size() * LINE / 2 + 6;
    text("name", left + BOX_WIDTH / 2, y, room);
    for (String line : lines) {
      y += LINE;
      text("more", left + BOX_WIDTH / 2, y + 2, line);
    }
  }

  private static List<String> wrapped(String words) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > 17) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private void arrow(int way, String from, String to) {
    int x1 = left(from) + BOX_WIDTH;
    int x2 = left(to) - 2;
    int y1 = middle(way, from);
    int y2 = middle(way, to);
    int bend = (x1 + x2) / 2;
    svg.append(
        "<path class=\"arrow\" marker-end=\"url(#head)\" d=\"M%d %d C%d %d %d %d %d %d\"><title>%s imports %s</title></path>\n"
            .formatted(x1, y1, bend, y1, bend, y2, x2, y2, to, from));
  }

  private int middle(int way, String room) {
    return way + rows.getOrDefault(room, 0) * (BOX_HEIGHT + ROW_GAP) + BOX_HEIGHT / 2;
  }

  private int left(String room) {
    int last = columns.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    return MARGIN + columns.getOrDefault(room, 0) * (WIDTH - 2 * MARGIN - BOX_WIDTH) / last;
  }

  private void rectangle(String kind, int left, int top, int width, int height) {
    svg.append(
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\"/>\n"
            .formatted(kind, left, top, width, height));
  }

  private void text(String kind, int x, int y, String words) {
    svg.append(
        "<text class=\"%s\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n"
            .formatted(kind, x, y, words));
  }
}
