package roomtone.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CredentialsTest {
  @TempDir private Path folder;

  @Test
  void aSecretComesFromItsFile() throws Exception {
    Files.writeString(folder.resolve("roomtone_mpd.password"), "open sesame\n");
    Files.writeString(folder.resolve("roomtone_web.port"), "1");
    Map<String, String> environment =
        Credentials.with(Map.of("CREDENTIALS_DIRECTORY", folder.toString()));
    assertThat(environment).containsEntry("ROOMTONE_MPD_PASSWORD", "open sesame").hasSize(2);
    assertThat(Settings.defaults(environment, Path.of("log")).mpd().password())
        .contains("open sesame");
  }

  @Test
  void aVariableThatIsSetWins() throws IOException {
    Files.writeString(folder.resolve("roomtone_mqtt.password"), "file");
    assertThat(
            Credentials.with(
                Map.of(
                    "CREDENTIALS_DIRECTORY", folder.toString(), "ROOMTONE_MQTT_PASSWORD", "here")))
        .containsEntry("ROOMTONE_MQTT_PASSWORD", "here");
  }
}
