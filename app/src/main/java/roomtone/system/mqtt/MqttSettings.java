package roomtone.system.mqtt;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which broker the kiosk reports to, and how. Immutable.
 *
 * @param broker {@code mqtt://host:port}, or {@code mqtts://} for TLS; empty reports to none
 * @param user if the broker asks for one
 * @param password if the broker asks for one
 * @param authority a file with the certificates, in PEM, that vouch for the broker's; empty for
 *     those that this machine trusts
 * @param base the topic below which every kiosk has its own
 * @param kiosk what tells this kiosk from others at the same broker: letters, digits, {@code -} and
 *     {@code _}; empty for an id that is made once and kept
 * @param discovery the topic below which Home Assistant looks for devices; empty to tell it nothing
 * @param commands whether the kiosk may be told from there to skip, to rescan and to switch its
 *     camera
 */
public record MqttSettings(
    Optional<String> broker,
    Optional<String> user,
    Optional<String> password,
    Optional<Path> authority,
    String base,
    String kiosk,
    String discovery,
    boolean commands) {
  // Before the default, which is checked by them.
  private static final Pattern TOPIC =
      Pattern.compile("[^+#/$\\s\\p{Cntrl}][^+#\\p{Cntrl}]{0,199}");
  private static final Pattern KIOSK = Pattern.compile("[A-Za-z0-9_-]{0,32}");
  private static final String NO_TOPIC =
      "must not be empty, begin or end with / or hold one of + # and blanks at its start";

  /** No broker; where there is one, the topics "roomtone" and "homeassistant". */
  public static final MqttSettings DEFAULT =
      new MqttSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          "roomtone",
          "",
          "homeassistant",
          true);

  /** The broker's machine; empty without a broker. */
  public Optional<String> host() {
    return broker.map(BrokerAddress::parse).map(BrokerAddress::host);
  }

  /** Checks every value. */
  public MqttSettings {
    broker.ifPresent(BrokerAddress::parse);
    if (!isTopic(base)) {
      throw new IllegalArgumentException("base-topic " + NO_TOPIC);
    }
    if (!discovery.isEmpty() && !isTopic(discovery)) {
      throw new IllegalArgumentException("discovery-topic " + NO_TOPIC);
    }
    if (!KIOSK.matcher(kiosk).matches()) {
      throw new IllegalArgumentException(
          "kiosk must be up to 32 letters, digits, - and _, not \"%s\"".formatted(kiosk));
    }
    if (password.isPresent() && user.isEmpty()) {
      throw new IllegalArgumentException("there is a password and no user: set mqtt.user too");
    }
  }

  private static boolean isTopic(String text) {
    return TOPIC.matcher(text).matches() && !text.endsWith("/");
  }

  /** All but the password. */
  @Override
  public String toString() {
    return "MqttSettings[broker=%s, user=%s, password=%s, authority=%s, base=%s, kiosk=%s, discovery=%s, commands=%s]"
        .formatted(
            broker.orElse("none"),
            user.orElse("none"),
            password.isPresent() ? "set" : "none",
            authority.map(Path::toString).orElse("none"),
            base,
            kiosk,
            discovery,
            commands);
  }
}
