package roomtone.system.mdns;

/**
 * Whether the page is made known on the local network.
 *
 * @param announce by mDNS, as {@code _roomtone._tcp}
 */
public record MdnsSettings(boolean announce) {
  /** It is made known. */
  public static final MdnsSettings DEFAULT = new MdnsSettings(true);
}
