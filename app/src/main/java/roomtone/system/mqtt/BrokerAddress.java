package roomtone.system.mqtt;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a broker listens.
 *
 * @param host a name or an address
 * @param port the TCP port, 1 to 65535
 * @param encrypted whether by TLS
 */
record BrokerAddress(String host, int port, boolean encrypted) {
  private static final int PLAIN_PORT = 1883;
  private static final int ENCRYPTED_PORT = 8883;
  private static final int LAST_PORT = 65_535;

  /**
   * Reads {@code mqtt://host}, {@code mqtts://host}, each with or without a port.
   *
   * @throws IllegalArgumentException if it is none; the text itself is not repeated, because
   *     somebody may have written a password into it
   */
  static BrokerAddress parse(String text) {
    URI uri = uri(text);
    String scheme = String.valueOf(uri.getScheme());
    if (!scheme.equals("mqtt") && !scheme.equals("mqtts")) {
      throw new IllegalArgumentException(
          "the broker's address must begin with mqtt:// or mqtts://");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "the broker's address must not hold a user or password: those are settings of their own");
    }
    String host = uri.getHost();
    String path = uri.getRawPath();
    boolean more =
        !(path == null || path.isEmpty() || path.equals("/")) || uri.getRawQuery() != null;
    if (host == null || more || uri.getPort() == 0 || uri.getPort() > LAST_PORT) {
      throw new IllegalArgumentException(
          "the broker's address must be a host, and a port from 1 to 65535 if it is not the usual one");
    }
    boolean encrypted = scheme.equals("mqtts");
    int usual = encrypted ? ENCRYPTED_PORT : PLAIN_PORT;
    return new BrokerAddress(host, uri.getPort() < 0 ? usual : uri.getPort(), encrypted);
  }

  private static URI uri(String text) {
    try {
      return new URI(text.strip());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "the broker's address is none: write it like mqtt://broker.local:1883", withoutText(e));
    }
  }

  /** The exception's own message repeats what was read. */
  private static IllegalArgumentException withoutText(URISyntaxException e) {
    return new IllegalArgumentException(e.getReason());
  }

  /** As Paho wants it. */
  String forPaho() {
    return (encrypted ? "ssl://" : "tcp://") + this;
  }

  /** For people: {@code "broker.local:1883"}. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
