package roomtone.web;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the page listens and who may look.
 *
 * @param host the address to listen on: {@code 0.0.0.0} for the whole network, {@code 127.0.0.1}
 *     for this machine alone
 * @param port the TCP port, 1 to 65535; 0 takes any free one
 * @param hostNames further names under which the page may be asked for, besides IP addresses,
 *     {@code localhost}, this machine's own name and everything under {@code .local}
 * @param viewers how many pages may be followed live at the same time, 1 to 1000
 * @param https whether the page is served by HTTPS, and HTTP leads there
 * @param httpsPort the TCP port for that, 1 to 65535; 0 takes any free one
 * @param contact who is responsible, for the notice on the door, up to 200 letters; empty to name
 *     nobody
 */
public record WebSettings(
    String host,
    int port,
    List<String> hostNames,
    int viewers,
    boolean https,
    int httpsPort,
    String contact) {
  /** The whole network, port 8080, no further names, 50 viewers, HTTP; port 8443 for HTTPS. */
  public static final WebSettings DEFAULTS = new WebSettings("0.0.0.0", 8080, List.of(), 50);

  private static final int HTTPS_PORT = 8443;
  private static final int LAST_PORT = 65_535;
  private static final int MOST_VIEWERS = 1000;
  private static final int LONGEST_CONTACT = 200;
  private static final Pattern HOST_NAME =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9-]+)*");

  /** Plain HTTP. */
  public WebSettings(String host, int port, List<String> hostNames, int viewers) {
    this(host, port, hostNames, viewers, false, HTTPS_PORT, "");
  }

  /** Checks the ranges. */
  public WebSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("the address to listen on is empty: 0.0.0.0 means all");
    }
    if (port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException("port %d is not 0 to %d".formatted(port, LAST_PORT));
    }
    if (httpsPort < 0 || httpsPort > LAST_PORT) {
      throw new IllegalArgumentException("port %d is not 0 to %d".formatted(httpsPort, LAST_PORT));
    }
    if (https && port == httpsPort && port != 0) {
      throw new IllegalArgumentException(
          "port and https-port are both %d: HTTP and HTTPS need one each".formatted(port));
    }
    if (viewers < 1 || viewers > MOST_VIEWERS) {
      throw new IllegalArgumentException(
          "%d viewers are not 1 to %d".formatted(viewers, MOST_VIEWERS));
    }
    if (contact.length() > LONGEST_CONTACT) {
      throw new IllegalArgumentException(
          "a contact of %d letters is longer than %d".formatted(contact.length(), LONGEST_CONTACT));
    }
    hostNames = List.copyOf(hostNames);
    for (String name : hostNames) {
      if (!HOST_NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "\"%s\" is no host name: give it without scheme and port".formatted(name));
      }
    }
  }

  /** The same with another port. */
  public WebSettings withPort(int other) {
    return new WebSettings(host, other, hostNames, viewers, https, httpsPort, contact);
  }

  /** The same with another port for HTTPS. */
  public WebSettings withHttpsPort(int other) {
    return new WebSettings(host, port, hostNames, viewers, https, other, contact);
  }
}
