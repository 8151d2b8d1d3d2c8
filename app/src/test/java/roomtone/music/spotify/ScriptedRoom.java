package roomtone.music.spotify;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import roomtone.music.spotify.ScriptedAccount.Device;

/** The lounge's own network, in which the scripted account's speakers say who they are. */
final class ScriptedRoom implements Wire {
  private static final URI KITCHEN = URI.create("http://192.0.2.1:4070/zc?action=getInfo");
  private static final URI LOUNGE = URI.create("http://192.0.2.2:5577/?action=getInfo");

  final List<URI> asked = new ArrayList<>();
  private final ScriptedSpotify spotify;
  private final FakeTime time;

  ScriptedRoom(ScriptedSpotify spotify, FakeTime time) {
    this.spotify = spotify;
    this.time = time;
  }

  SpeakerWatch watch() {
    return new SpeakerWatch(() -> List.of(KITCHEN, LOUNGE), this, time, () -> {});
  }

  @Override
  public Answer send(Question question) throws SpotifyException {
    asked.add(question.uri());
    String id = question.uri().equals(KITCHEN) ? "kitchen" : "lounge";
    Device device =
        spotify.devices.stream().filter(each -> each.id.startsWith(id)).findFirst().orElse(null);
    if (device == null) {
      time.pass(ScriptedSpotify.DEADLINE);
      throw new SpotifyException(Trouble.SLOW);
    }
    time.pass(Duration.ofMillis(20));
    return new Answer(
        200,
        Map.of(),
        "{\"status\":101,\"deviceID\":\"%s\",\"remoteName\":\"%s\",\"activeUser\":\"\"}"
            .formatted(device.id, device.name));
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
