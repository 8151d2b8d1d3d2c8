package roomtone.face;

/** A cascade file inside OpenCV's own jar. */
enum Cascade {
  HAAR_ALT2("haarcascades/haarcascade_frontalface_alt2.xml", "frontal face alt2"),
  HAAR_DEFAULT("haarcascades/haarcascade_frontalface_default.xml", "frontal face default"),
  LBP("lbpcascades/lbpcascade_frontalface_improved.xml", "frontal face LBP");

  private final String path;
  private final String label;

  Cascade(String path, String label) {
    this.path = path;
    this.label = label;
  }

  /** Where it lies among OpenCV's shared files. */
  String path() {
    return path;
  }

  /** What people call it. */
  String label() {
    return label;
  }
}
