package roomtone.system.mqtt;

import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a broker, and what to do about it. */
final class BrokerTrouble {
  private BrokerTrouble() {}

  /** Why no connection came about. */
  static String connecting(BrokerAddress broker, MqttException failure) {
    Optional<String> refusal = refusal(broker, failure.getReasonCode());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (causedBy(failure, SSLException.class)) {
      return "The MQTT broker at %s can't be trusted: name the file with its authority's certificate in mqtt.certificate-authority, and reach it by the name in its certificate."
          .formatted(broker);
    }
    if (causedBy(failure, UnknownHostException.class)) {
      return "There is no machine %s for mqtt.broker: check the name, or give its address."
          .formatted(broker.host());
    }
    return "The MQTT broker at %s does not answer: is it running, and is mqtt.broker right?"
        .formatted(broker);
  }

  /** Why a connection has ended. */
  static String lost(BrokerAddress broker, String kiosk, int code) {
    return switch (code) {
      case MqttReturnCode.RETURN_CODE_SESSION_TAKEN_OVER ->
          "Another kiosk reports to the MQTT broker at %s as \"%s\" too: give each its own mqtt.kiosk."
              .formatted(broker, kiosk);
      default ->
          "The connection to the MQTT broker at %s was lost: check the broker and the network, and that no other kiosk reports as \"%s\"."
              .formatted(broker, kiosk);
    };
  }

  /** Why a message or subscription was not taken. */
  static String refused(BrokerAddress broker, String topic) {
    return "The MQTT broker at %s does not take \"%s\" from this kiosk: allow its user that topic in the broker's access list."
        .formatted(broker, topic);
  }

  private static Optional<String> refusal(BrokerAddress broker, int code) {
    return switch (code) {
      case MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD,
          MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED,
          MqttReturnCode.RETURN_CODE_BAD_AUTHENTICATION ->
          Optional.of(
              "The MQTT broker at %s refuses this kiosk's user or password: check mqtt.user and ROOMTONE_MQTT_PASSWORD."
                  .formatted(broker));
      case MqttReturnCode.RETURN_CODE_UNSUPPORTED_PROTOCOL_VERSION ->
          Optional.of(
              "The MQTT broker at %s does not speak MQTT 5: use a newer one, such as Mosquitto 1.6 or later."
                  .formatted(broker));
      case MqttReturnCode.RETURN_CODE_BANNED ->
          Optional.of(
              "The MQTT broker at %s has banned this kiosk: see its log.".formatted(broker));
      case MqttReturnCode.RETURN_CODE_SERVER_BUSY, MqttReturnCode.RETURN_CODE_SERVER_UNAVAILABLE ->
          Optional.of(
              "The MQTT broker at %s has no room for this kiosk now: see its log."
                  .formatted(broker));
      default -> Optional.empty();
    };
  }

  private static boolean causedBy(@Nullable Throwable failure, Class<?> kind) {
    return failure != null && (kind.isInstance(failure) || causedBy(failure.getCause(), kind));
  }
}
