package roomtone.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events, one block of lines at a time. */
final class EventReader implements AutoCloseable {
  final HttpResponse<InputStream> response;
  private final BufferedReader reader;

  EventReader(HttpResponse<InputStream> response) {
    this.response = response;
    this.reader =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /** The lines up to the next empty one; null at the end of the stream. */
  @Nullable String next() throws IOException {
    var block = new StringBuilder();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.isEmpty()) {
        return block.toString();
      }
      block.append(line).append('\n');
    }
    return null;
  }

  /** The data of the next event of that name that has {@code part} in it. */
  String data(String name, String part) throws IOException {
    String head = "event: " + name + "\ndata: ";
    for (String block = next(); block != null; block = next()) {
      if (block.startsWith(head) && block.contains(part)) {
        return block.substring(head.length()).strip();
      }
    }
    throw new IOException("the stream ended before an event with " + part);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
