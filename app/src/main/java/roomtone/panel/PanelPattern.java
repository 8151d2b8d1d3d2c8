package roomtone.panel;

import java.util.Arrays;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;

/**
 * What the light shows. Each pattern has a rhythm of its own, so that they are told apart without
 * colour and on a light of one colour:
 *
 * <table>
 *   <caption>The patterns</caption>
 *   <tr><th>shown</th><th>colour</th><th>rhythm</th></tr>
 *   <tr><td>calm (neutral)</td><td>white</td><td>steady</td></tr>
 *   <tr><td>cheerful (happy)</td><td>yellow</td><td>on, with a short gap every 2 s</td></tr>
 *   <tr><td>sad</td><td>blue</td><td>slow: 1.5 s on, 1.5 s off</td></tr>
 *   <tr><td>surprised</td><td>cyan</td><td>2 flashes</td></tr>
 *   <tr><td>angry</td><td>red</td><td>3 flashes</td></tr>
 *   <tr><td>fearful</td><td>magenta</td><td>4 flashes</td></tr>
 *   <tr><td>disgusted</td><td>green</td><td>5 flashes</td></tr>
 *   <tr><td>unsure</td><td>white, dim</td><td>1 flash every 2 s</td></tr>
 *   <tr><td>empty room</td><td>white, faint</td><td>1 blip every 4 s</td></tr>
 *   <tr><td>starting</td><td>white</td><td>even: half a second on, half off</td></tr>
 *   <tr><td>camera off</td><td>blue, dim</td><td>long, short</td></tr>
 *   <tr><td>press to allow</td><td>yellow</td><td>long, then 2 short</td></tr>
 *   <tr><td>fault</td><td>red</td><td>fast flicker</td></tr>
 * </table>
 *
 * @param word what is shown, for the console
 * @param colour which of a three-colour light's lines are on
 * @param brightness 0 to 1; a light on plain GPIO lines can't be dimmed and ignores it
 * @param rhythm when it is on
 */
public record PanelPattern(String word, Colour colour, double brightness, Rhythm rhythm) {
  private static final long TEST_NANOS = 2_000_000_000L;
  private static final PanelPattern CALM =
      new PanelPattern("calm", Colour.WHITE, 1, Rhythm.steady());
  private static final PanelPattern CHEERFUL =
      new PanelPattern("cheerful", Colour.YELLOW, 1, Rhythm.of("on, with short gaps", 1_800, 200));
  private static final PanelPattern SAD =
      new PanelPattern("sad", Colour.BLUE, 1, Rhythm.of("slow", 1_500, 1_500));
  private static final PanelPattern SURPRISED =
      new PanelPattern("surprised", Colour.CYAN, 1, flashes(2));
  private static final PanelPattern ANGRY = new PanelPattern("angry", Colour.RED, 1, flashes(3));
  private static final PanelPattern FEARFUL =
      new PanelPattern("fearful", Colour.MAGENTA, 1, flashes(4));
  private static final PanelPattern DISGUSTED =
      new PanelPattern("disgusted", Colour.GREEN, 1, flashes(5));
  private static final PanelPattern UNSURE =
      new PanelPattern("unsure", Colour.WHITE, 0.5, Rhythm.of("1 flash", 300, 1_700));
  private static final PanelPattern EMPTY =
      new PanelPattern("empty room", Colour.WHITE, 0.25, Rhythm.of("1 blip", 100, 3_900));
  private static final PanelPattern STARTING =
      new PanelPattern("starting", Colour.WHITE, 1, Rhythm.of("even", 500, 500));
  private static final PanelPattern CAMERA_OFF =
      new PanelPattern(
          "camera off", Colour.BLUE, 0.5, Rhythm.of("long, short", 1_200, 300, 300, 1_200));
  private static final PanelPattern PRESS_WANTED =
      new PanelPattern(
          "press to allow",
          Colour.YELLOW,
          1,
          Rhythm.of("long, 2 short", 900, 250, 200, 250, 200, 250));
  private static final PanelPattern FAULT =
      new PanelPattern("fault", Colour.RED, 1, Rhythm.of("fast flicker", 125, 125));

  /** The colours that three lines can make. */
  public enum Colour {
    RED(true, false, false),
    GREEN(false, true, false),
    BLUE(false, false, true),
    YELLOW(true, true, false),
    CYAN(false, true, true),
    MAGENTA(true, false, true),
    WHITE(true, true, true);

    private final boolean red;
    private final boolean green;
    private final boolean blue;

    Colour(boolean red, boolean green, boolean blue) {
      this.red = red;
      this.green = green;
      this.blue = blue;
    }

    boolean red() {
      return red;
    }

    boolean green() {
      return green;
    }

    boolean blue() {
      return blue;
    }
  }

  /** What stands for the room's mood. */
  public static PanelPattern of(Mood mood) {
    return switch (mood) {
      case Mood.EmptyRoom _ -> EMPTY;
      case Mood.Unsure _ -> UNSURE;
      case Mood.Felt felt -> of(felt.emotion());
    };
  }

  /** What stands for something that is wrong. */
  public static PanelPattern fault() {
    return FAULT;
  }

  /** What says that a press on the button allows something that is asked for on the page. */
  public static PanelPattern pressWanted() {
    return PRESS_WANTED;
  }

  /** What says that nobody is looked at. */
  public static PanelPattern cameraOff() {
    return CAMERA_OFF;
  }

  /**
   * What shows each colour of the light in turn, for two seconds.
   *
   * @param nanos the monotonic clock
   */
  public static PanelPattern test(long nanos) {
    Colour[] colours = Colour.values();
    int turn = Math.floorMod(Math.floorDiv(nanos, TEST_NANOS), colours.length);
    return new PanelPattern("test", colours[turn], 1, Rhythm.steady());
  }

  /** What is shown until the first mood is known. */
  public static PanelPattern starting() {
    return STARTING;
  }

  private static PanelPattern of(Emotion emotion) {
    return switch (emotion) {
      case ANGRY -> ANGRY;
      case DISGUST -> DISGUSTED;
      case FEAR -> FEARFUL;
      case HAPPY -> CHEERFUL;
      case SAD -> SAD;
      case SURPRISE -> SURPRISED;
      case NEUTRAL -> CALM;
    };
  }

  /** Short flashes, then a second of dark. */
  private static Rhythm flashes(int count) {
    Integer[] millis = new Integer[2 * count];
    Arrays.fill(millis, 180);
    millis[millis.length - 1] = 1_200;
    return Rhythm.of(count + " flashes", millis);
  }
}
