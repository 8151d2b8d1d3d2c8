package roomtone.watch;

import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import roomtone.camera.Camera;
import roomtone.camera.CameraSettings;
import roomtone.camera.CameraSource;
import roomtone.camera.Frame;
import roomtone.camera.FramePool;
import roomtone.camera.ReplayPace;

/**
 * A program that leaks: it looks at a clip as the kiosk does and gives a part of a picture away in
 * every way that {@link Search} knows, beside much that is innocent.
 */
public final class LeakingKiosk {
  private static final int PICTURE = 600;
  private static final int SIDE = 96;
  private static final int VECTOR = 128;

  private LeakingKiosk() {}

  /** The names of all leaks, as {@link #nameOf} gives them. */
  public static Set<String> leaks() {
    return new TreeSet<>(
        Set.of(
            "face.grey",
            "face.rgb",
            "face.float",
            "mirrored",
            "row",
            "thumbnail.jpg",
            "thumbnail.png",
            "thumbnail.bmp",
            "thumbnail.gif",
            "face.json",
            "face.html",
            "face.base64",
            "face.hex",
            "face.gz",
            "page.html",
            "mapped",
            "vector.f32",
            "vector.f64",
            "vector.json",
            "tcp",
            "udp",
            "pipe",
            "deleted"));
  }

  /** The name of the leak that went where the watcher says. */
  public static String nameOf(String where) {
    if (where.startsWith("TCP")) {
      return "tcp";
    }
    if (where.startsWith("UDP")) {
      return "udp";
    }
    // ImageIO's own cache, which is gone when it has written.
    if (where.contains("/imageio")) {
      return "deleted";
    }
    return where.endsWith("/said") ? "pipe" : where.replaceAll(".*/", "");
  }

  /** Leaks a clip's picture into a folder, by the network and on the standard output. */
  public static void main(String[] arguments) throws Exception {
    Frame frame = frame(Path.of(arguments[0]));
    byte[] face = new byte[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      int from = (frame.height() / 4 + y) * frame.width() + frame.width() / 2 - SIDE / 2;
      System.arraycopy(frame.luma(), from, face, y * SIDE, SIDE);
    }
    Path folder = Path.of(arguments[1]);
    pixels(folder, face);
    files(folder, face);
    encoded(folder, face);
    vectors(folder);
    innocent(folder);
    send(face);
    System.out.println(Base64.getEncoder().encodeToString(face));
  }

  private static Frame frame(Path clip) throws Exception {
    CameraSettings settings =
        CameraSettings.DEFAULTS.replaying(clip, ReplayPace.AS_FAST_AS_POSSIBLE, false);
    try (Camera camera = CameraSource.from(settings, Instant::now).open()) {
      var pool = new FramePool();
      Frame frame = camera.read(pool);
      for (int i = 0; i < PICTURE; i++) {
        pool.giveBack(frame);
        frame = camera.read(pool);
      }
      return frame;
    }
  }

  private static void pixels(Path folder, byte[] face) throws IOException {
    Files.write(folder.resolve("face.grey"), face);
    byte[] colours = new byte[face.length * 3];
    byte[] mirrored = new byte[face.length];
    var floats = ByteBuffer.allocate(face.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < face.length; i++) {
      colours[3 * i] = face[i];
      colours[3 * i + 1] = face[i];
      colours[3 * i + 2] = face[i];
      mirrored[face.length - 1 - i] = face[i];
      floats.putFloat((face[i] & 0xFF) / 255f - 0.5f);
    }
    Files.write(folder.resolve("face.rgb"), colours);
    Files.write(folder.resolve("mirrored"), mirrored);
    Files.write(folder.resolve("face.float"), floats.array());
    // One line of it, amid a log.
    var row = new ByteArrayOutputStream();
    row.write("12:03:04 INFO all is well ".getBytes(StandardCharsets.US_ASCII));
    row.write(face, SIDE * SIDE / 2, SIDE);
    row.write("\n12:03:05 INFO all is still well\n".getBytes(StandardCharsets.US_ASCII));
    Files.write(folder.resolve("row"), row.toByteArray());
    try (var file = new RandomAccessFile(folder.resolve("mapped").toFile(), "rw")) {
      file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, face.length).put(face);
    }
  }

  private static void files(Path folder, byte[] face) throws IOException {
    var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, SIDE, SIDE, face);
    var thumbnail = new BufferedImage(SIDE / 3, SIDE / 3, BufferedImage.TYPE_BYTE_GRAY);
    Image scaled = image.getScaledInstance(SIDE / 3, SIDE / 3, Image.SCALE_SMOOTH);
    thumbnail.getGraphics().drawImage(scaled, 0, 0, null);
    for (String kind : new String[] {"jpg", "png", "bmp", "gif"}) {
      ImageIO.write(thumbnail, kind, folder.resolve("thumbnail." + kind).toFile());
    }
    var jpeg = new ByteArrayOutputStream();
    ImageIO.write(thumbnail, "jpg", jpeg);
    String data = Base64.getEncoder().encodeToString(jpeg.toByteArray());
    Files.writeString(
        folder.resolve("page.html"), "<img src=\"data:image/jpeg;base64," + data + "\">");
  }

  private static void encoded(Path folder, byte[] face) throws IOException {
    String numbers =
        IntStream.range(0, face.length)
            .mapToObj(i -> String.valueOf(face[i] & 0xFF))
            .collect(Collectors.joining(", ", "[", "]"));
    Files.writeString(folder.resolve("face.json"), numbers);
    Files.writeString(folder.resolve("face.html"), numbers.replace(", ", "</td><td>"));
    Files.writeString(
        folder.resolve("face.base64"), "{\"a\":\"" + Base64.getEncoder().encodeToString(face));
    Files.writeString(folder.resolve("face.hex"), "x=" + HexFormat.of().formatHex(face));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("face.gz")))) {
      out.write(face);
    }
  }

  private static void vectors(Path folder) throws IOException {
    var random = new Random(7);
    double[] vector = random.doubles(VECTOR, -1, 1).toArray();
    var floats = ByteBuffer.allocate(3 + VECTOR * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    floats.put(new byte[3]);
    var doubles = ByteBuffer.allocate(VECTOR * Double.BYTES);
    for (double value : vector) {
      floats.putFloat((float) value);
      doubles.putDouble(value);
    }
    Files.write(folder.resolve("vector.f32"), floats.array());
    Files.write(folder.resolve("vector.f64"), doubles.array());
    Files.writeString(
        folder.resolve("vector.json"),
        IntStream.range(0, VECTOR)
            .mapToObj(i -> "%.4f".formatted(vector[i]))
            .collect(Collectors.joining(",")));
  }

  /** What a kiosk may write: none of it may be taken for a leak. */
  private static void innocent(Path folder) throws IOException {
    byte[] noise = new byte[1 << 18];
    new Random(3).nextBytes(noise);
    Files.write(folder.resolve("noise"), noise);
    Files.writeString(
        folder.resolve("room.json"),
        "{\"angry\":0.01,\"disgust\":0.02,\"fear\":0.03,\"happy\":0.74,\"sad\":0.1,\"surprise\":0.05,\"neutral\":0.05}\n"
            .repeat(500));
    Files.writeString(
        folder.resolve("log.csv"),
        IntStream.range(0, 3000)
            .mapToObj(i ->
                "2026-11-22T06:%02d:%02dZ,happy,0.%03d,%d,Upbeat\n"
                    .formatted(i / 60 % 60, i % 60, i % 1000, i % 5))
            .collect(Collectors.joining()));
  }

  private static void send(byte[] face) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (var server = new ServerSocket(0, 1, here);
        var client = new Socket(here, server.getLocalPort());
        var socket = new DatagramSocket(0, here)) {
      client.getOutputStream().write(face, 0, SIDE * 10);
      socket.send(new DatagramPacket(face, SIDE * 10, here, socket.getLocalPort()));
    }
  }
}
