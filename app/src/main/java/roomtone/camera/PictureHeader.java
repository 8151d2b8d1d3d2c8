package roomtone.camera;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The kind and size of a picture file, read without decoding it, from a file that is there to its
 * last byte.
 *
 * <p>OpenCV fills what a cut file lacks with grey and says nothing, and it makes room for any size
 * that a header claims; so both are looked at here first.
 *
 * @param kind the file format
 * @param width in pixels
 * @param height in pixels
 */
record PictureHeader(Kind kind, int width, int height) {
  /** The file formats that are read. */
  enum Kind {
    JPEG,
    PNG,
    BMP,
    WEBP,
    PNM
  }

  private static final int PNG_SIGNATURE = 0x89504E47;
  private static final int PNG_HEADER = 0x49484452;
  private static final int PNG_END = 0x49454E44;
  private static final int RIFF = 0x52494646;
  private static final int WEBP_SIGNATURE = 0x57454250;
  private static final int WEBP_LOSSY = 0x56503820;
  private static final int WEBP_LOSSLESS = 0x5650384C;

  long pixels() {
    return (long) width * height;
  }

  /**
   * Reads the header of {@code file}, or empty if it is no picture of a known format.
   *
   * @throws EOFException if the file ends before its picture does
   */
  static Optional<PictureHeader> read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      in.mark(16);
      int signature = in.read() << 8 | in.read();
      in.reset();
      return switch (signature) {
        case 0xFFD8 -> Optional.of(jpeg(in));
        case 0x8950 -> png(in);
        case 'B' << 8 | 'M' -> Optional.of(bmp(in, Files.size(file)));
        case 'R' << 8 | 'I' -> webp(in, Files.size(file));
        case 'P' << 8 | '1',
            'P' << 8 | '2',
            'P' << 8 | '3',
            'P' << 8 | '4',
            'P' << 8 | '5',
            'P' << 8 | '6' ->
            pnm(in, Files.size(file));
        default -> Optional.empty();
      };
    }
  }

  /** Walks the segments to the end-of-image marker: a thumbnail inside has one of its own. */
  private static PictureHeader jpeg(DataInputStream in) throws IOException {
    in.skipNBytes(2);
    int width = 0;
    int height = 0;
    int marker = nextMarker(in);
    while (marker != 0xD9) {
      int length = in.readUnsignedShort() - 2;
      boolean startOfFrame =
          marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
      // The decoder makes room for the first size that it meets, so a later one must not hide it.
      if (startOfFrame && width == 0) {
        in.skipNBytes(1);
        height = in.readUnsignedShort();
        width = in.readUnsignedShort();
        length -= 5;
      }
      in.skipNBytes(Math.max(0, length));
      marker = nextMarker(in);
    }
    return new PictureHeader(Kind.JPEG, width, height);
  }

  /** Skips to the next marker that is not part of compressed data: no stuffing, no restart. */
  private static int nextMarker(DataInputStream in) throws IOException {
    while (true) {
      int value = in.readUnsignedByte();
      while (value == 0xFF) {
        value = in.readUnsignedByte();
        if (value != 0xFF && value != 0 && (value < 0xD0 || value > 0xD7)) {
          return value;
        }
      }
    }
  }

  private static Optional<PictureHeader> png(DataInputStream in) throws IOException {
    if (in.readInt() != PNG_SIGNATURE) {
      return Optional.empty();
    }
    in.skipNBytes(4);
    int width = 0;
    int height = 0;
    while (true) {
      long length = Integer.toUnsignedLong(in.readInt());
      int type = in.readInt();
      if (type == PNG_HEADER && width == 0) {
        width = in.readInt();
        height = in.readInt();
        length -= 8;
      }
      long checksum = 4;
      in.skipNBytes(length + checksum);
      if (type == PNG_END) {
        return Optional.of(new PictureHeader(Kind.PNG, width, height));
      }
    }
  }

  private static PictureHeader bmp(DataInputStream in, long fileBytes) throws IOException {
    in.skipNBytes(10);
    long pixelsAt = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
    int headerBytes = Integer.reverseBytes(in.readInt());
    boolean old = headerBytes == 12;
    int width = old ? littleShort(in) : Integer.reverseBytes(in.readInt());
    // A negative height says that the rows go from top to bottom.
    int height = Math.abs(old ? littleShort(in) : Integer.reverseBytes(in.readInt()));
    in.skipNBytes(2);
    int bitsPerPixel = littleShort(in);
    int compression = old ? 0 : Integer.reverseBytes(in.readInt());
    long rowBytes = ((long) width * bitsPerPixel + 31) / 32 * 4;
    boolean uncompressed = compression == 0 || compression == 3;
    require(fileBytes >= pixelsAt + (uncompressed ? rowBytes * height : 1));
    return new PictureHeader(Kind.BMP, width, height);
  }

  private static Optional<PictureHeader> webp(DataInputStream in, long fileBytes)
      throws IOException {
    if (in.readInt() != RIFF) {
      return Optional.empty();
    }
    long bytes = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
    if (in.readInt() != WEBP_SIGNATURE) {
      return Optional.empty();
    }
    require(fileBytes >= bytes + 8);
    int chunk = in.readInt();
    in.skipNBytes(4);
    if (chunk == WEBP_LOSSY) {
      in.skipNBytes(6);
      return Optional.of(
          new PictureHeader(Kind.WEBP, littleShort(in) & 0x3FFF, littleShort(in) & 0x3FFF));
    }
    if (chunk == WEBP_LOSSLESS) {
      in.skipNBytes(1);
      int sizes = Integer.reverseBytes(in.readInt());
      return Optional.of(
          new PictureHeader(Kind.WEBP, (sizes & 0x3FFF) + 1, (sizes >> 14 & 0x3FFF) + 1));
    }
    in.skipNBytes(4);
    return Optional.of(
        new PictureHeader(
            Kind.WEBP,
            (littleShort(in) | in.readUnsignedByte() << 16) + 1,
            (littleShort(in) | in.readUnsignedByte() << 16) + 1));
  }

  private static Optional<PictureHeader> pnm(DataInputStream in, long fileBytes)
      throws IOException {
    in.skipNBytes(1);
    int digit = in.readUnsignedByte() - '0';
    int width = number(in);
    int height = number(in);
    if (width < 1 || height < 1) {
      return Optional.empty();
    }
    boolean bitmap = digit == 1 || digit == 4;
    int most = bitmap ? 1 : number(in);
    boolean plainText = digit <= 3;
    long samples = (long) width * (digit == 6 ? 3 : 1) * (most > 255 ? 2 : 1);
    long rowBytes = digit == 4 ? (width + 7) / 8 : samples;
    require(plainText || fileBytes >= rowBytes * height);
    return Optional.of(new PictureHeader(Kind.PNM, width, height));
  }

  /** The next number of a text header, or −1 where there is something else. */
  private static int number(DataInputStream in) throws IOException {
    int value = in.readUnsignedByte();
    while (Character.isWhitespace(value) || value == '#') {
      boolean comment = value == '#';
      while (comment && value != '\n') {
        value = in.readUnsignedByte();
      }
      value = in.readUnsignedByte();
    }
    int number = value >= '0' && value <= '9' ? 0 : -1;
    while (value >= '0' && value <= '9' && number < 1_000_000) {
      number = number * 10 + value - '0';
      value = in.readUnsignedByte();
    }
    return number;
  }

  private static int littleShort(DataInputStream in) throws IOException {
    return Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
  }

  private static void require(boolean whole) throws EOFException {
    if (!whole) {
      throw new EOFException();
    }
  }
}
