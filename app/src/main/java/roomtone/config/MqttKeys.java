package roomtone.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import roomtone.system.mqtt.MqttSettings;

/** The keys under "mqtt". */
final class MqttKeys {
  private static final Key<String> BROKER =
      Key.text(
          "mqtt.broker",
          "",
          "mqtt://host:port, or mqtts:// for TLS",
          "The MQTT 5 broker that the kiosk reports to; empty for none. Many kiosks share one.");
  private static final Key<String> USER =
      Key.text("mqtt.user", "", "text", "The broker's user, if it asks for one.");
  private static final Key<String> PASSWORD =
      Key.secret("mqtt.password", "ROOMTONE_MQTT_PASSWORD", "That user's password, if it has one.");
  private static final Key<String> AUTHORITY =
      Key.text(
          "mqtt.certificate-authority",
          "",
          "a path",
          "For mqtts, a file in PEM with the certificate that vouches for the broker's; empty for those that this machine trusts.");
  private static final Key<String> BASE =
      Key.text(
          "mqtt.base-topic",
          MqttSettings.DEFAULT.base(),
          "a topic",
          "The topic below which each kiosk has its own, by its id.");
  private static final Key<String> KIOSK =
      Key.text(
          "mqtt.kiosk",
          "",
          "up to 32 letters, digits, - and _",
          "The id that keeps this kiosk apart from others at the same broker; where this is empty, one is made once and kept in the state folder.");
  private static final Key<String> DISCOVERY =
      Key.text(
          "mqtt.discovery-topic",
          MqttSettings.DEFAULT.discovery(),
          "a topic",
          "The topic below which Home Assistant looks for devices; empty to tell it nothing.");
  private static final Key<Boolean> COMMANDS =
      Key.flag(
          "mqtt.commands",
          MqttSettings.DEFAULT.commands(),
          "Whether who may write to the broker may skip, rescan and switch the camera off and on.");

  static final Section SECTION =
      new Section(
          "mqtt",
          "The report to an MQTT broker, and to Home Assistant.",
          List.of(BROKER, USER, PASSWORD, AUTHORITY, BASE, KIOSK, DISCOVERY, COMMANDS));

  private MqttKeys() {}

  /** The settings that these keys make. */
  static MqttSettings read(SettingsValues values) {
    return values.section(
        "mqtt",
        () ->
            new MqttSettings(
                some(values.get(BROKER).strip()),
                some(values.get(USER)),
                some(values.get(PASSWORD)),
                some(values.get(AUTHORITY)).map(Path::of),
                values.get(BASE).strip(),
                values.get(KIOSK).strip(),
                values.get(DISCOVERY).strip(),
                values.get(COMMANDS)),
        MqttSettings.DEFAULT);
  }

  private static Optional<String> some(String text) {
    return Optional.of(text).filter(each -> !each.isEmpty());
  }
}
