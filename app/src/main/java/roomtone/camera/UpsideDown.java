package roomtone.camera;

import java.time.Duration;

/** A camera that hangs upside down, set upright: each picture is turned by 180° in its buffer. */
record UpsideDown(CameraSource source) implements CameraSource {
  @Override
  public Camera open() throws CameraException, InterruptedException {
    Camera camera = source.open();
    return new Camera() {
      @Override
      public Frame read(FramePool pool) throws CameraException, InterruptedException {
        Frame frame = camera.read(pool);
        reverse(frame.luma(), frame.width() * frame.height());
        return frame;
      }

      @Override
      public Duration stallAfter() {
        return camera.stallAfter();
      }

      @Override
      public void close() {
        camera.close();
      }
    };
  }

  @Override
  public String description() {
    return source.description();
  }

  @Override
  public boolean live() {
    return source.live();
  }

  /** Row by row without padding, a turn by 180° is the pixels backwards. */
  private static void reverse(byte[] pixels, int count) {
    for (int left = 0, right = count - 1; left < right; left++, right--) {
      byte pixel = pixels[left];
      pixels[left] = pixels[right];
      pixels[right] = pixel;
    }
  }
}
