package roomtone.music.mpd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes a silent song: 8 kHz, one channel, 8 bits, with a title and an artist. */
final class WavFile {
  private static final int RATE = 8000;

  private WavFile() {}

  static void write(Path file, int seconds, String title, String artist) throws IOException {
    byte[] silence = new byte[RATE * seconds];
    Arrays.fill(silence, (byte) 128);
    byte[] format =
        ByteBuffer.allocate(16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short) 1)
            .putShort((short) 1)
            .putInt(RATE)
            .putInt(RATE)
            .putShort((short) 1)
            .putShort((short) 8)
            .array();
    byte[] info =
        join(
            "INFO".getBytes(StandardCharsets.US_ASCII),
            chunk("INAM", text(title)),
            chunk("IART", text(artist)));
    byte[] body =
        join(
            "WAVE".getBytes(StandardCharsets.US_ASCII),
            chunk("fmt ", format),
            chunk("LIST", info),
            chunk("data", silence));
    Files.createDirectories(file.getParent());
    Files.write(file, chunk("RIFF", body));
  }

  private static byte[] text(String text) {
    return (text + "\0").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] chunk(String name, byte[] content) {
    byte[] size =
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(content.length).array();
    return join(
        name.getBytes(StandardCharsets.US_ASCII), size, content, new byte[content.length % 2]);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
