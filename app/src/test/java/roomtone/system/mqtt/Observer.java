package roomtone.system.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.jspecify.annotations.Nullable;

/** Another client of the broker: it remembers the last message of each topic, and sends. */
final class Observer implements AutoCloseable {
  static final Duration DEADLINE = Duration.ofMinutes(2);

  private final MqttClient client;
  private final Map<String, String> last = new ConcurrentHashMap<>();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Map<String, Boolean> retained = new ConcurrentHashMap<>();

  Observer(MosquittoServer server) throws MqttException {
    this(server, null, null);
  }

  Observer(MosquittoServer server, @Nullable String user, @Nullable String password)
      throws MqttException {
    client =
        new MqttClient(
            "tcp://127.0.0.1:" + server.port,
            "observer-" + System.nanoTime(),
            new MemoryPersistence());
    client.setTimeToWait(DEADLINE.toMillis());
    var options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setConnectionTimeout(60);
    if (user != null && password != null) {
      options.setUserName(user);
      options.setPassword(password.getBytes(StandardCharsets.UTF_8));
    }
    client.connect(options);
    IMqttMessageListener listener =
        (topic, message) -> {
          retained.put(topic, message.isRetained());
          seen.add(topic + "=" + new String(message.getPayload(), StandardCharsets.UTF_8));
          last.put(topic, new String(message.getPayload(), StandardCharsets.UTF_8));
        };
    client.subscribe(
        new MqttSubscription[] {new MqttSubscription("#", 1)},
        new IMqttMessageListener[] {listener});
  }

  /** Waits for a topic's message to be as wished, and returns it. */
  String await(String topic, Predicate<String> wish) {
    Awaitility.await()
        .alias(topic)
        .atMost(DEADLINE)
        .until(() -> {
          String text = last.get(topic);
          return text != null && wish.test(text);
        });
    return String.valueOf(last.get(topic));
  }

  /** Waits until a message has come, even if others came after it. */
  void awaitSeen(String topic, String text) {
    Awaitility.await().alias(topic).atMost(DEADLINE).until(() -> seen.contains(topic + "=" + text));
  }

  JsonNode awaitJson(String topic, Predicate<JsonNode> wish) throws Exception {
    return json(await(topic, text -> wish.test(json(text))));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  /** Whether the message was there before this client came. */
  void assertRetained(String topic) {
    assertThat(retained).as(topic).containsEntry(topic, true);
  }

  Map<String, String> all() {
    return Map.copyOf(last);
  }

  void send(String topic, String text, boolean retain) throws MqttException {
    client.publish(topic, text.getBytes(StandardCharsets.UTF_8), 1, retain);
  }

  void send(String topic, String text) throws MqttException {
    send(topic, text, false);
  }

  @Override
  public void close() throws MqttException {
    client.disconnectForcibly(0, 0, false);
    client.close(true);
  }
}
