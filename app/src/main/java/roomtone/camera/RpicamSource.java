package roomtone.camera;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Raspberry Pi's camera, through the program {@code rpicam-vid} that its system brings.
 *
 * @param program its name or path; where {@code rpicam-vid} is missing, its older name is tried
 * @param width in pixels, a multiple of {@link #WIDTH_STEP}
 * @param height in pixels, even
 * @param exposureCompensation in stops
 */
record RpicamSource(
    String program,
    int width,
    int height,
    int framesPerSecond,
    Exposure exposure,
    double exposureCompensation,
    InstantSource clock)
    implements CameraSource {
  static final String PROGRAM = "rpicam-vid";
  private static final String OLDER_PROGRAM = "libcamera-vid";
  private static final Pattern IN_PARENTHESES = Pattern.compile("\\(([^()]+)\\)");

  /**
   * The Pi's image processor pads each row to a multiple of 64 bytes and rpicam-vid writes the
   * padding out (raspberrypi/rpicam-apps issues 188 and 857), so other widths would come skewed.
   */
  static final int WIDTH_STEP = 64;

  @Override
  public Camera open() throws CameraException {
    try {
      return open(program);
    } catch (IOException missing) {
      if (program.equals(PROGRAM)) {
        try {
          return open(OLDER_PROGRAM);
        } catch (IOException alsoMissing) {
          missing.addSuppressed(alsoMissing);
        }
      }
      throw new CameraException(
          "The Pi camera's program %s cannot be started (%s): install it with 'sudo apt install rpicam-apps', or choose another camera in the settings."
              .formatted(program, reason(missing)),
          missing);
    }
  }

  private Camera open(String name) throws IOException {
    return new RpicamCamera(ChildProcess.start(command(name)), name, width, height, clock);
  }

  private List<String> command(String name) {
    return List.of(
        name,
        "--codec",
        "yuv420",
        "--width",
        String.valueOf(width),
        "--height",
        String.valueOf(height),
        "--framerate",
        String.valueOf(framesPerSecond),
        "--exposure",
        exposure.name().toLowerCase(Locale.ROOT),
        "--ev",
        String.valueOf(exposureCompensation),
        // For ever, with no preview window, each picture written out at once, complaints only.
        "--timeout",
        "0",
        "--nopreview",
        "--flush",
        "--verbose",
        "0",
        "--output",
        "-");
  }

  /** "No such file or directory" rather than all that ProcessBuilder says around it. */
  private static String reason(IOException e) {
    Matcher reason = IN_PARENTHESES.matcher(String.valueOf(e.getMessage()));
    return reason.find() ? reason.group(1) : String.valueOf(e.getMessage());
  }

  @Override
  public String description() {
    return "Pi camera (" + program + ")";
  }
}
