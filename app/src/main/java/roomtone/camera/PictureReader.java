package roomtone.camera;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Reads picture files (JPEG, PNG, BMP, WebP, PNM) as grey pictures, turned upright as their EXIF
 * says and scaled down where they are larger than asked.
 *
 * <p>A file that is cut short, too large or no picture is refused with a sentence that says so. May
 * be shared between threads.
 */
public final class PictureReader {
  /** Decoding takes one byte a pixel for grey and up to three or four for colour. */
  static final long MOST_PIXELS = 100_000_000;

  private final int longestSide;

  /**
   * A reader whose pictures have no side longer than {@code longestSide}.
   *
   * @param longestSide in pixels, at least 1
   */
  public PictureReader(int longestSide) {
    this.longestSide = longestSide;
  }

  /**
   * Reads one picture. Its times are 0: a file has no age.
   *
   * @throws CameraException if there is no whole picture of a fair size in the file
   */
  public Frame read(Path picture) throws CameraException {
    return read(picture, new FramePool()).at(0, 0);
  }

  /** Reads one picture into a buffer of {@code pool}. */
  Luma read(Path picture, FramePool pool) throws CameraException {
    PictureHeader header = header(picture);
    try (Mat decoded = imread(picture.toString(), flags(header))) {
      if (decoded.empty()) {
        throw new CameraException(
            "The picture %s is damaged and cannot be read.".formatted(picture));
      }
      int[] size = Luma.sizeWithin(decoded.cols(), decoded.rows(), longestSide);
      if (size[0] == decoded.cols() && size[1] == decoded.rows()) {
        return copy(decoded, pool);
      }
      try (Mat scaled = new Mat();
          Size target = new Size(size[0], size[1])) {
        resize(decoded, scaled, target, 0, 0, INTER_AREA);
        decoded.release();
        return copy(scaled, pool);
      }
    } catch (CameraException e) {
      throw e;
    } catch (RuntimeException e) {
      // What OpenCV throws is an assertion of its own source, of no use to the operator.
      throw new CameraException(
          "The picture %s is damaged and cannot be read.".formatted(picture), e);
    }
  }

  private static PictureHeader header(Path picture) throws CameraException {
    try {
      if (!Files.exists(picture)) {
        throw new CameraException(
            "There is no picture %s: check the path.".formatted(picture.toAbsolutePath()));
      }
      if (Files.isDirectory(picture)) {
        throw new CameraException("%s is a folder, not a picture.".formatted(picture));
      }
      if (Files.size(picture) == 0) {
        throw new CameraException(
            "The picture %s is empty (0 bytes): copy it again.".formatted(picture));
      }
      PictureHeader header =
          PictureHeader.read(picture)
              .orElseThrow(() ->
                  new CameraException(
                      "%s is not a picture that can be read: use JPEG, PNG, BMP, WebP or PNM."
                          .formatted(picture)));
      if (header.width() < 1 || header.height() < 1) {
        throw new CameraException(
            "The picture %s is damaged: its size is %d×%d pixels."
                .formatted(picture, header.width(), header.height()));
      }
      if (header.pixels() > MOST_PIXELS) {
        throw new CameraException(
            "The picture %s is too large: %d×%d pixels, where %d megapixels are the most."
                .formatted(picture, header.width(), header.height(), MOST_PIXELS / 1_000_000));
      }
      return header;
    } catch (EOFException e) {
      throw new CameraException(
          "The picture %s is cut short: copy it again.".formatted(picture), e);
    } catch (IOException e) {
      throw new CameraException(
          "The picture %s cannot be read: %s.".formatted(picture, e.getMessage()), e);
    }
  }

  /** A JPEG is decoded small where that is enough: that spares memory and time. */
  private int flags(PictureHeader header) {
    if (header.kind() != PictureHeader.Kind.JPEG) {
      return IMREAD_GRAYSCALE;
    }
    return switch (Math.max(header.width(), header.height()) / longestSide) {
      case 0, 1 -> IMREAD_GRAYSCALE;
      case 2, 3 -> IMREAD_REDUCED_GRAYSCALE_2;
      case 4, 5, 6, 7 -> IMREAD_REDUCED_GRAYSCALE_4;
      default -> IMREAD_REDUCED_GRAYSCALE_8;
    };
  }

  private static Luma copy(Mat grey, FramePool pool) {
    int bytes = grey.rows() * grey.cols();
    byte[] pixels = pool.take(bytes);
    try (BytePointer data = grey.data()) {
      data.capacity(bytes).get(pixels);
    }
    return new Luma(pixels, grey.cols(), grey.rows());
  }
}
