package roomtone.system.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import roomtone.system.outbound.Line;

/**
 * One connection to a broker, from its opening to its end; it is never opened again.
 *
 * <p>For one thread, which waits for each answer at most {@link #PATIENCE_MILLIS}; what the broker
 * sends is passed on by threads of Paho's.
 */
final class BrokerConnection implements AutoCloseable {
  static final long PATIENCE_MILLIS = 10_000;
  private static final int KEEP_ALIVE_SECONDS = 30;
  private static final int AT_LEAST_ONCE = 1;
  private static final int NOTHING_RETAINED = 2;
  private static final int FIRST_FAILURE = 0x80;
  private static final int STILL_UP = -1;

  private final MqttAsyncClient client;
  private final BrokerAddress broker;
  private final Topics topics;
  private final AtomicInteger ended = new AtomicInteger(STILL_UP);

  /** Hears what comes from the broker, on threads of Paho's; must not block. */
  interface Listener {
    /** A message came that is not an old, retained one. */
    void message(String topic, String text);

    /** The connection has ended, by whomever. */
    void ended();
  }

  private BrokerConnection(MqttAsyncClient client, BrokerAddress broker, Topics topics) {
    this.client = client;
    this.broker = broker;
    this.topics = topics;
  }

  /**
   * Connects, with a last will that says the kiosk is offline.
   *
   * @param line counts what is exchanged
   * @throws BrokerException if that fails
   */
  static BrokerConnection open(
      BrokerAddress broker, MqttSettings settings, Topics topics, Line line, Listener listener)
      throws BrokerException {
    MqttConnectionOptions options = options(broker, settings, topics, line);
    try {
      var client =
          new MqttAsyncClient(
              broker.forPaho(), "roomtone-" + topics.kiosk(), new MemoryPersistence());
      var connection = new BrokerConnection(client, broker, topics);
      client.setCallback(connection.new Callback(listener));
      try {
        client.connect(options).waitForCompletion(PATIENCE_MILLIS);
      } catch (MqttException e) {
        connection.abandon();
        throw e;
      }
      return connection;
    } catch (MqttException e) {
      throw new BrokerException(BrokerTrouble.connecting(broker, e), e);
    }
  }

  private static MqttConnectionOptions options(
      BrokerAddress broker, MqttSettings settings, Topics topics, Line line)
      throws BrokerException {
    var options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setAutomaticReconnect(false);
    options.setConnectionTimeout((int) (PATIENCE_MILLIS / 1000));
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    settings.user().ifPresent(options::setUserName);
    settings
        .password()
        .map(password -> password.getBytes(StandardCharsets.UTF_8))
        .ifPresent(options::setPassword);
    options.setWill(topics.availability(), retained(Topics.OFFLINE));
    if (broker.encrypted()) {
      options.setSocketFactory(new CountedTlsSockets(Trust.sockets(settings.authority()), line));
      options.setHttpsHostnameVerificationEnabled(true);
    } else {
      options.setSocketFactory(new CountedSockets(line));
    }
    return options;
  }

  private static MqttMessage retained(String text) {
    return new MqttMessage(text.getBytes(StandardCharsets.UTF_8), AT_LEAST_ONCE, true, null);
  }

  /** Whether it can still be used. */
  boolean isUp() {
    return ended.get() == STILL_UP;
  }

  /** Replaces the message that the broker keeps for a topic, and waits until it has it. */
  void retain(String topic, String text) throws BrokerException {
    try {
      check(topic, client.publish(topic, retained(text)));
    } catch (MqttException e) {
      throw failure(topic, e);
    }
  }

  /** Asks for what is sent to these topics from now on. */
  void subscribe(List<String> wanted) throws BrokerException {
    for (String topic : wanted) {
      var subscription = new MqttSubscription(topic, AT_LEAST_ONCE);
      // A command that somebody retained would be obeyed at every start.
      subscription.setRetainHandling(NOTHING_RETAINED);
      try {
        check(topic, client.subscribe(subscription));
      } catch (MqttException e) {
        throw failure(topic, e);
      }
    }
  }

  private void check(String topic, IMqttToken token) throws MqttException, BrokerException {
    token.waitForCompletion(PATIENCE_MILLIS);
    int[] codes = token.getReasonCodes();
    if (codes != null) {
      for (int code : codes) {
        if (code >= FIRST_FAILURE) {
          throw new BrokerException(BrokerTrouble.refused(broker, topic));
        }
      }
    }
  }

  private BrokerException failure(String topic, MqttException e) {
    return e.getReasonCode() == MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED
        ? new BrokerException(BrokerTrouble.refused(broker, topic), e)
        : lost();
  }

  /** Why it has ended. */
  BrokerException lost() {
    return new BrokerException(BrokerTrouble.lost(broker, topics.kiosk(), ended.get()));
  }

  /** Says that the kiosk is offline, where the broker still listens, and ends. */
  @Override
  public void close() {
    try {
      if (isUp()) {
        client
            .publish(topics.availability(), retained(Topics.OFFLINE))
            .waitForCompletion(PATIENCE_MILLIS);
        client.disconnect().waitForCompletion(PATIENCE_MILLIS);
      }
    } catch (MqttException _) {
      // The broker says it in our place: that is what the last will is for.
    } finally {
      abandon();
    }
  }

  private void abandon() {
    try {
      client.disconnectForcibly(0, 0, false);
    } catch (MqttException _) {
      // It was not connected.
    }
    try {
      client.close(true);
    } catch (MqttException _) {
      // Nothing is left to be closed.
    }
  }

  private final class Callback implements MqttCallback {
    private final Listener listener;

    Callback(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      if (ended.compareAndSet(STILL_UP, Math.max(0, response.getReturnCode()))) {
        listener.ended();
      }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      if (!message.isRetained()) {
        listener.message(topic, new String(message.getPayload(), StandardCharsets.UTF_8));
      }
    }

    @Override
    public void mqttErrorOccurred(MqttException e) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean again, String address) {}

    @Override
    public void authPacketArrived(int code, MqttProperties properties) {}
  }
}
