package roomtone.music.spotify;

import java.net.URI;
import java.util.List;

/**
 * How a person lets Roomtone in: a link to open, and the same as a QR code.
 *
 * @param link to Spotify's page of consent; good for a quarter of an hour
 * @param code rows of a QR code of the link, {@code '1'} for dark, without the white border
 */
public record Invitation(URI link, List<String> code) {
  /** Copies the rows. */
  public Invitation {
    code = List.copyOf(code);
  }
}
