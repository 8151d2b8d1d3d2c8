package roomtone.system.mqtt;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What Home Assistant has to know to show a kiosk: its "device discovery payload", one retained
 * message that holds the device and all its entities (Home Assistant 2024.11 and later).
 *
 * @param kiosk who reports
 * @param topics where
 * @param commands whether it may be told to do something
 */
record Discovery(KioskIdentity kiosk, Topics topics, boolean commands) {
  private static final List<String> PLAYER = List.of("playing", "paused", "idle", "failing");

  /** The topic on which Home Assistant looks for it. */
  String topic(String prefix) {
    return "%s/device/%s/config".formatted(prefix, device());
  }

  private String device() {
    return "roomtone_" + kiosk.id();
  }

  /** The message, to be written as JSON. */
  Map<String, Object> payload() {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("device", deviceFacts());
    payload.put("origin", Map.of("name", "Roomtone", "sw_version", kiosk.version()));
    payload.put("availability_topic", topics.availability());
    payload.put("state_topic", topics.state());
    payload.put("qos", 1);
    payload.put("components", components());
    return payload;
  }

  private Map<String, Object> deviceFacts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("identifiers", List.of(device()));
    facts.put("name", kiosk.name());
    facts.put("manufacturer", "Roomtone");
    facts.put("model", "Lounge kiosk");
    facts.put("sw_version", kiosk.version());
    kiosk.page().ifPresent(page -> facts.put("configuration_url", page.toString()));
    return facts;
  }

  private Map<String, Object> components() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(
        "mood",
        entity("sensor", "mood", "Mood", "mdi:emoticon-outline")
            .with("device_class", "enum")
            .with("options", kiosk.moods())
            .with("value_template", "{{ value_json.mood }}")
            .withAttributes(topics.state(), "sureness_percent")
            .facts);
    all.put(
        "people",
        entity("sensor", "people", "People", "mdi:account-group")
            .with("state_class", "measurement")
            .with("unit_of_measurement", "people")
            .with("value_template", "{{ value_json.people }}")
            .facts);
    all.put(
        "player",
        entity("sensor", "player", "Player", "mdi:music")
            .with("device_class", "enum")
            .with("options", PLAYER)
            .with("value_template", "{{ value_json.player }}")
            .withAttributes(topics.state(), "playlist", "song", "artist", "reason")
            .facts);
    all.put("skip", button("skip", "Skip", "mdi:skip-next", topics.skip()));
    all.put("rescan", button("rescan", "Rescan", "mdi:eye-refresh", topics.rescan()));
    all.put(
        "camera",
        commands
            ? entity("switch", "camera", "Camera", "mdi:camera")
                .with("command_topic", topics.camera())
                .with("payload_on", Topics.ON)
                .with("payload_off", Topics.OFF)
                .with("value_template", "{{ value_json.camera }}")
                .facts
            : removed("switch"));
    return all;
  }

  private Map<String, Object> button(String key, String name, String icon, String topic) {
    return commands
        ? entity("button", key, name, icon)
            .with("command_topic", topic)
            .with("payload_press", Topics.PRESS)
            .facts
        : removed("button");
  }

  /** An entity of which nothing but its platform is said is taken away. */
  private static Map<String, Object> removed(String platform) {
    return Map.of("platform", platform);
  }

  private Entity entity(String platform, String key, String name, String icon) {
    String id = device() + "_" + key;
    return new Entity(new LinkedHashMap<>())
        .with("platform", platform)
        .with("unique_id", id)
        .with("default_entity_id", platform + "." + id.toLowerCase(Locale.ROOT).replace('-', '_'))
        .with("name", name)
        .with("icon", icon);
  }

  /** An entity that is being described. */
  private record Entity(Map<String, Object> facts) {
    Entity with(String fact, Object value) {
      facts.put(fact, value);
      return this;
    }

    /** Fields of the state that are shown as attributes. */
    Entity withAttributes(String topic, String... fields) {
      String all =
          Arrays.stream(fields)
              .map(field -> "'%s': value_json.%s".formatted(field, field))
              .collect(Collectors.joining(", "));
      return with("json_attributes_topic", topic)
          .with("json_attributes_template", "{{ {%s} | tojson }}".formatted(all));
    }
  }
}
