package roomtone.evaluate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import roomtone.camera.Frame;
import roomtone.emotion.Emotion;

/**
 * A made-up evening in a cluttered room, 640×480, ten frames a second: the room is empty, guests
 * come, all show one expression, then another, and go.
 *
 * <p>Faces are labelled crops, set into heads that sway; light and noise change from scene to
 * scene. Everything comes from a seed. For one thread.
 */
final class RoomFilm {
  static final int WIDTH = 640;
  static final int HEIGHT = 480;
  static final long FRAME_NANOS = Duration.ofMillis(100).toNanos();
  private static final int FRAMES_A_SECOND = 10;
  private static final int MOST_GUESTS = 4;
  private static final int FADE_FRAMES = 4;
  private static final int WALK_FRAMES = 12;
  private static final float SMALLEST_FACE = 64;
  private static final float LARGEST_FACE = 130;
  private static final float NOISE = 3;

  private final Map<Emotion, List<Frame>> faces;
  private final Random random;
  private final Grain grain;
  private final byte[] luma = new byte[WIDTH * HEIGHT];
  private final float[] canvas = new float[WIDTH * HEIGHT];
  private float[] room;
  private final List<Guest> guests = new ArrayList<>();
  private @Nullable Emotion shown;
  private float light = 1;
  private int frame;
  private int sceneFrame;
  private int sceneFrames;
  private boolean arriving;
  private boolean leaving;

  /** Somebody in the room. */
  private static final class Guest {
    float x;
    float y;
    float side;
    float phase;
    Frame before;
    Frame now;

    Guest(Frame face) {
      before = face;
      now = face;
    }
  }

  /**
   * A film.
   *
   * @param faces crops by what they show; every expression has at least one
   */
  RoomFilm(Map<Emotion, List<Frame>> faces, long seed) {
    this.faces = new EnumMap<>(faces);
    random = new Random(seed);
    grain = new Grain(2 * NOISE, random);
    room = Clutter.paint(WIDTH, HEIGHT, seed);
    sceneFrames = seconds(4);
  }

  /** What the room shows in the frame that was drawn last: empty where nobody is there. */
  Optional<Emotion> truth() {
    return Optional.ofNullable(shown);
  }

  /** Whether everybody is in place in the frame that was drawn last, or nobody is there. */
  boolean isSettled() {
    return !leaving && !(arriving && sceneFrame <= WALK_FRAMES);
  }

  /** Draws the next frame; its buffer is used again for the one after. */
  Frame next() {
    if (sceneFrame == sceneFrames) {
      nextScene();
    }
    draw();
    long nanos = (frame + 1L) * FRAME_NANOS;
    frame++;
    sceneFrame++;
    return new Frame(luma, WIDTH, HEIGHT, nanos, nanos / 1_000_000);
  }

  private void nextScene() {
    sceneFrame = 0;
    arriving = false;
    if (leaving) {
      leaving = false;
      guests.clear();
      shown = null;
      room = Clutter.paint(WIDTH, HEIGHT, random.nextLong());
      sceneFrames = seconds(random.nextInt(4, 9));
    } else if (!guests.isEmpty() && random.nextInt(4) == 0) {
      leaving = true;
      shown = null;
      sceneFrames = WALK_FRAMES;
    } else {
      arriving = guests.isEmpty();
      light = between(0.55f, 1.15f);
      if (arriving) {
        seat(random.nextInt(1, MOST_GUESTS + 1));
      }
      show(another());
      sceneFrames = seconds(random.nextInt(8, 16)) + (arriving ? WALK_FRAMES : 0);
    }
  }

  /** Puts guests beside each other, none before another. */
  private void seat(int count) {
    float share = (float) WIDTH / count;
    for (int i = 0; i < count; i++) {
      var guest = new Guest(faces.values().iterator().next().getFirst());
      guest.side = Math.min(between(SMALLEST_FACE, LARGEST_FACE), share * 0.6f);
      guest.x = i * share + between(guest.side * 0.7f, share - guest.side * 0.7f);
      guest.y = between(guest.side, HEIGHT - 1.2f * guest.side);
      guest.phase = between(0, 6);
      guests.add(guest);
    }
  }

  private Emotion another() {
    List<Emotion> others = new ArrayList<>(faces.keySet());
    others.remove(shown);
    return others.get(random.nextInt(others.size()));
  }

  private void show(Emotion emotion) {
    shown = emotion;
    List<Frame> choice = new ArrayList<>(faces.get(emotion));
    Collections.shuffle(choice, random);
    for (int i = 0; i < guests.size(); i++) {
      Guest guest = guests.get(i);
      Frame face = choice.get(i % choice.size());
      guest.before = arriving ? face : guest.now;
      guest.now = face;
    }
  }

  private void draw() {
    System.arraycopy(room, 0, canvas, 0, canvas.length);
    for (Guest guest : guests) {
      draw(guest);
    }
    float flicker = light * (1 + 0.02f * (float) Math.sin(frame / 7.0));
    grain.develop(canvas, flicker, luma);
  }

  private void draw(Guest guest) {
    float aside = 0;
    if (leaving) {
      aside = (float) sceneFrame / WALK_FRAMES * WIDTH;
    } else if (arriving) {
      aside = Math.min(0, (float) sceneFrame / WALK_FRAMES - 1) * WIDTH;
    }
    double time = frame / (double) FRAMES_A_SECOND;
    float side = guest.side;
    float x = guest.x + aside + 0.06f * side * (float) Math.sin(0.9 * time + guest.phase);
    float y = guest.y + 0.03f * side * (float) Math.sin(1.7 * time + 2 * guest.phase);
    float fade = Math.min(1, (sceneFrame + 1f) / FADE_FRAMES);
    body(x, y, side);
    int from = (int) (side * 0.75f);
    for (int row = -from; row <= from; row++) {
      for (int column = -from; column <= from; column++) {
        int pixelX = Math.round(x) + column;
        int pixelY = Math.round(y) + row;
        float across = 2 * column / side;
        float down = 2 * row / side;
        float inside = Math.clamp((1.1f - (float) Math.hypot(across, down * 0.9f)) * 6, 0, 1);
        if (inside > 0 && pixelX >= 0 && pixelX < WIDTH && pixelY >= 0 && pixelY < HEIGHT) {
          float u = (across + 1) / 2;
          float v = (down + 1) / 2;
          float value = fade * sample(guest.now, u, v) + (1 - fade) * sample(guest.before, u, v);
          int at = pixelY * WIDTH + pixelX;
          canvas[at] += inside * (value - canvas[at]);
        }
      }
    }
  }

  /** Hair behind the face, a neck and shoulders below it. */
  private void body(float x, float y, float side) {
    float cloth = 40 + 150 * (0.5f + 0.5f * (float) Math.sin(side));
    for (int pixelY = Math.max(0, (int) (y - side)); pixelY < HEIGHT; pixelY++) {
      float down = (pixelY - y) / side;
      float half = down < 0.55f ? 0 : Math.min(1.05f, 0.22f + Math.max(0, down - 0.7f) * 2.5f);
      float hair = (float) Math.sqrt(Math.max(0, 0.42 - (down + 0.1) * (down + 0.1)));
      int reach = (int) (Math.max(half, hair) * side);
      for (int pixelX = Math.max(0, (int) x - reach);
          pixelX < Math.min(WIDTH, (int) x + reach);
          pixelX++) {
        boolean inBody = Math.abs(pixelX - x) < half * side;
        canvas[pixelY * WIDTH + pixelX] = inBody ? cloth : 35;
      }
    }
  }

  private static float sample(Frame face, float u, float v) {
    return face.sample(u * face.width() - 0.5f, v * face.height() - 0.5f);
  }

  private static int seconds(int count) {
    return count * FRAMES_A_SECOND;
  }

  private float between(float least, float most) {
    return least + random.nextFloat() * Math.max(0, most - least);
  }
}
