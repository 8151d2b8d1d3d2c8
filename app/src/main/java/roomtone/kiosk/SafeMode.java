package roomtone.kiosk;

import java.nio.file.Path;
import java.util.List;
import roomtone.camera.Camera;
import roomtone.camera.CameraException;
import roomtone.camera.CameraSource;
import roomtone.camera.Frame;
import roomtone.emotion.EmotionScores;
import roomtone.emotion.ExpressionReader;
import roomtone.face.FaceBox;
import roomtone.face.FaceDetector;
import roomtone.inference.ChosenModel;
import roomtone.inference.ModelFile;
import roomtone.inference.ModelInput;
import roomtone.inference.Precision;
import roomtone.music.MusicPlayer;
import roomtone.music.PlayerException;
import roomtone.music.PlayerStatus;

/**
 * What stands in for the parts that a start which failed again and again leaves out: the camera,
 * the models and the player. Nothing here loads a native library.
 */
final class SafeMode {
  private static final String CAMERA = "The camera stays off in safe mode.";
  private static final String MUSIC = "No music is played in safe mode.";

  private SafeMode() {}

  /** Why the kiosk is in safe mode, and how it gets out, for the operator. */
  static String explain(String reason) {
    return "Safe mode: camera and music are off, since the kiosk could not run. %s Correct what is wrong, then start the kiosk again on the page Settings or by systemctl restart roomtone; it tries by itself every %d minutes."
        .formatted(reason, KioskRuns.SAFE_MODE_LASTS.toMinutes());
  }

  /** A camera that never opens. */
  static CameraSource camera() {
    return new CameraSource() {
      @Override
      public Camera open() throws CameraException {
        throw new CameraException(CAMERA);
      }

      @Override
      public String description() {
        return "camera";
      }
    };
  }

  /** A detector and reader that are never asked, since no picture ever comes. */
  static final class ClosedEyes implements FaceDetector, ExpressionReader {
    @Override
    public List<FaceBox> detect(Frame frame) {
      return List.of();
    }

    @Override
    public void crop(Frame frame, FaceBox box) {
      // Nothing is looked at.
    }

    @Override
    public EmotionScores read() {
      throw new IllegalStateException("there is no face to read in safe mode");
    }

    @Override
    public float threshold() {
      return 1;
    }

    @Override
    public String description() {
      return "none in safe mode";
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }

  /** What the page says of the model that is not loaded. */
  static ChosenModel noModel() {
    return new ChosenModel(
        new ModelFile(
            "none",
            "expression",
            Precision.INT8,
            Path.of(""),
            "0".repeat(64),
            new ModelInput("none", 1, 1, 1, 1, 0),
            List.of(),
            List.of(),
            0),
        "not loaded in safe mode");
  }

  /** A player that plays nothing. */
  static final class Silence implements MusicPlayer {
    @Override
    public String description() {
      return "none in safe mode";
    }

    @Override
    public void play(String playlist) throws PlayerException {
      throw new PlayerException(MUSIC);
    }

    @Override
    public void next() throws PlayerException {
      throw new PlayerException(MUSIC);
    }

    @Override
    public void pause() throws PlayerException {
      throw new PlayerException(MUSIC);
    }

    @Override
    public void resume() throws PlayerException {
      throw new PlayerException(MUSIC);
    }

    @Override
    public void setVolume(int percent) {
      // There is nothing to hear.
    }

    @Override
    public PlayerStatus status() {
      return new PlayerStatus.Unavailable(MUSIC);
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
