package roomtone.system.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What Home Assistant is told, by its documentation of MQTT discovery. */
class DiscoveryTest {
  private static final List<String> MOODS = List.of("empty", "unsure", "happy");
  private static final Map<String, String> PLATFORMS =
      Map.of(
          "mood", "sensor",
          "people", "sensor",
          "player", "sensor",
          "skip", "button",
          "rescan", "button",
          "camera", "switch");

  private final ObjectMapper json = new ObjectMapper();

  private JsonNode payload(boolean commands) {
    return json.valueToTree(discovery("lounge", commands).payload());
  }

  private static Discovery discovery(String id, boolean commands) {
    return new Discovery(
        new KioskIdentity(
            id, "The lounge", "1.2.3", Optional.of(URI.create("http://kiosk.local:8080/")), MOODS),
        new Topics("roomtone", id),
        commands);
  }

  @Test
  void theDeviceIsDescribedOnceForAllEntities() {
    assertThat(discovery("lounge", true).topic("homeassistant"))
        .isEqualTo("homeassistant/device/roomtone_lounge/config");
    JsonNode payload = payload(true);
    assertThat(payload.at("/device/identifiers/0").asText()).isEqualTo("roomtone_lounge");
    assertThat(payload.at("/device/name").asText()).isEqualTo("The lounge");
    assertThat(payload.at("/device/configuration_url").asText())
        .isEqualTo("http://kiosk.local:8080/");
    assertThat(payload.at("/origin/name").asText()).isEqualTo("Roomtone");
    assertThat(payload.path("availability_topic").asText())
        .isEqualTo("roomtone/lounge/availability");
    assertThat(payload.path("state_topic").asText()).isEqualTo("roomtone/lounge/state");
  }

  @Test
  void everyEntityHasItsPlatformAndAnIdOfItsOwn() {
    JsonNode components = payload(true).path("components");
    PLATFORMS.forEach((key, platform) -> {
      JsonNode component = components.path(key);
      assertThat(component.path("platform").asText()).as(key).isEqualTo(platform);
      assertThat(component.path("unique_id").asText()).isEqualTo("roomtone_lounge_" + key);
      assertThat(component.path("default_entity_id").asText())
          .isEqualTo(platform + ".roomtone_lounge_" + key);
    });
    assertThat(components.size()).isEqualTo(PLATFORMS.size());
    assertThat(components.at("/mood/options"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(MOODS);
    assertThat(components.at("/skip/command_topic").asText()).isEqualTo("roomtone/lounge/skip");
    assertThat(components.at("/skip/payload_press").asText()).isEqualTo("PRESS");
    assertThat(components.at("/camera/command_topic").asText())
        .isEqualTo("roomtone/lounge/camera/set");
  }

  @Test
  void everyTemplateReadsAFieldOfTheState() {
    JsonNode state = json.valueToTree(TestKiosk.state("happy", KioskState.Switch.ON));
    var fields = new TreeSet<String>();
    Matcher matcher = Pattern.compile("value_json\\.(\\w+)").matcher(payload(true).toString());
    while (matcher.find()) {
      fields.add(matcher.group(1));
    }
    assertThat(fields).contains("mood", "people", "player", "camera", "song");
    assertThat(fields).allMatch(state::has);
    assertThat(payload(true).at("/components/player/options"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(
            StreamSupport.stream(List.of(KioskState.Player.values()).spliterator(), false)
                .map(player -> json.valueToTree(player).toString().replace("\"", ""))
                .toList());
  }

  @Test
  void whereNothingMayBeAskedTheButtonsAreTakenAway() {
    JsonNode components = payload(false).path("components");
    for (String key : List.of("skip", "rescan", "camera")) {
      assertThat(components.path(key).toString())
          .isEqualTo("{\"platform\":\"%s\"}".formatted(PLATFORMS.get(key)));
    }
  }

  @Test
  void theExampleCardUsesEntitiesThatExist() throws Exception {
    String card = Files.readString(Path.of("docs", "neighbours", "home-assistant-card.yaml"));
    String payload = payload(true).toString();
    Matcher matcher = Pattern.compile("(?:sensor|button|switch)\\.roomtone_\\w+").matcher(card);
    var entities = new TreeSet<String>();
    while (matcher.find()) {
      entities.add(matcher.group());
    }
    assertThat(entities).hasSize(PLATFORMS.size());
    assertThat(entities).allMatch(entity -> payload.contains("\"" + entity + "\""));
  }
}
