package roomtone.camera;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imwrite;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.bytedeco.opencv.opencv_core.Mat;

/** Picture files that the tests make themselves. */
final class TestPictures {
  private TestPictures() {}

  /** A picture of one brightness, 0 to 255, in the format that the file's ending names. */
  static Path plain(Path file, int width, int height, int brightness) {
    byte[] pixels = new byte[width * height];
    Arrays.fill(pixels, (byte) brightness);
    return write(file, width, height, pixels);
  }

  /** A picture whose left half is black and whose right half is white. */
  static Path halves(Path file, int width, int height) {
    byte[] pixels = new byte[width * height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % width < width / 2 ? 0 : 255);
    }
    return write(file, width, height, pixels);
  }

  static Path write(Path file, int width, int height, byte[] pixels) {
    try (Mat mat = new Mat(height, width, CV_8UC1)) {
      mat.data().put(pixels);
      if (file.toString().endsWith(".ppm")) {
        cvtColor(mat, mat, COLOR_GRAY2BGR);
      }
      if (!imwrite(file.toString(), mat)) {
        throw new IllegalStateException("cannot write " + file);
      }
      return file;
    }
  }

  /** Cuts a file to a part of its length, 0 to 1. */
  static Path cut(Path file, double part) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return Files.write(file, Arrays.copyOf(bytes, (int) (bytes.length * part)));
  }

  /** A black PNG of any size: its file and the making of it stay small. */
  static Path hugePng(Path file, int width, int height, boolean colour) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate =
        new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_SPEED), 1 << 16)) {
      byte[] row = new byte[1 + width * (colour ? 3 : 1)];
      for (int y = 0; y < height; y++) {
        deflate.write(row);
      }
    }
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeInt(width);
    fields.writeInt(height);
    fields.write(new byte[] {8, (byte) (colour ? 2 : 0), 0, 0, 0});
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    chunk(png, "IHDR", header.toByteArray());
    chunk(png, "IDAT", packed.toByteArray());
    chunk(png, "IEND", new byte[0]);
    return Files.write(file, png.toByteArray());
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] data)
      throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(data);
    DataOutputStream out = new DataOutputStream(png);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) checksum.getValue());
  }

  /** Puts a segment of application data right behind a JPEG's first marker. */
  static Path withSegment(Path jpeg, int marker, byte[] data) throws IOException {
    byte[] bytes = Files.readAllBytes(jpeg);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, 2);
    DataOutputStream segment = new DataOutputStream(out);
    segment.writeShort(marker);
    segment.writeShort(data.length + 2);
    segment.write(data);
    out.write(bytes, 2, bytes.length - 2);
    return Files.write(jpeg, out.toByteArray());
  }

  /** The EXIF block that says "turn me by 90° clockwise" (orientation 6). */
  static byte[] exifTurnedRight() {
    return new byte[] {
      'E',
      'x',
      'i',
      'f',
      0,
      0, // the block's name
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8, // big-endian TIFF, first directory at 8
      0,
      1, // one entry:
      0x01,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      6,
      0,
      0, // orientation, short, once, 6
      0,
      0,
      0,
      0 // no further directory
    };
  }
}
