package roomtone.web;

import java.util.List;
import java.util.Optional;
import roomtone.system.qr.QrCode;

/**
 * How a person lets the kiosk into a music service, from the page. Called on the server's threads;
 * may wait for the service for some seconds.
 */
public interface MusicLogin {
  /** A link to open; empty where no login is wanted now. */
  Optional<Invitation> invite();

  /** Takes the address on which the person's browser ended. */
  ActionResult finish(String address);

  /**
   * What the person opens.
   *
   * @param link to the service's page of consent
   * @param code rows of a QR code of the link, {@code '1'} for dark, without the white border
   */
  record Invitation(String link, List<String> code) {
    /** Copies the rows. */
    public Invitation {
      code = List.copyOf(code);
    }

    /** The dark squares as an SVG path, one unit each. */
    public String path() {
      return new QrCode(code).path();
    }
  }
}
