package roomtone.face;

import java.io.File;
import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;

/** How OpenCV is loaded: on one thread, and without its library for windows. */
final class OpenCv {
  // Of JavaCPP's Loader.
  private static final String LOAD_LIBRARIES = "org.bytedeco.javacpp.loadlibraries";

  private OpenCv() {}

  /** Loads OpenCV's core; what else is needed loads itself with the first class that needs it. */
  static void load() {
    passOverWindows();
    Loader.load(opencv_core.class);
    opencv_core.setNumThreads(1);
  }

  /** A file of OpenCV's jar, unpacked to JavaCPP's cache. */
  static File shared(String path) throws IOException {
    String resource = "/org/bytedeco/opencv/" + Loader.getPlatform() + "/share/opencv4/" + path;
    File file = Loader.cacheResource(resource);
    if (file == null) {
      throw new IOException(resource + " is not in OpenCV's jar");
    }
    return file;
  }

  /** OpenCV can't be loaded, in words for people. */
  static FaceDetectorException cannotStart(Throwable cause) {
    return new FaceDetectorException(
        "The face detector can't start: %s. Is there room for OpenCV's libraries in ~/.javacpp?"
            .formatted(cause.getMessage()),
        cause);
  }

  /**
   * Keeps OpenCV's library for windows out: it needs GTK 2, which no headless machine has, and
   * JavaCPP would load it with the detector and give up. A class that is initialised while loading
   * is switched off counts as loaded.
   */
  private static synchronized void passOverWindows() {
    String before = System.getProperty(LOAD_LIBRARIES);
    System.setProperty(LOAD_LIBRARIES, "false");
    try {
      Class.forName("org.bytedeco.opencv.global.opencv_highgui");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("OpenCV's jar is not the one that was built against", e);
    } finally {
      if (before == null) {
        System.clearProperty(LOAD_LIBRARIES);
      } else {
        System.setProperty(LOAD_LIBRARIES, before);
      }
    }
  }
}
