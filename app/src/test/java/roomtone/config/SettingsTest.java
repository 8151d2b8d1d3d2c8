package roomtone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.camera.CameraKind;
import roomtone.camera.CameraSettings;
import roomtone.camera.Exposure;
import roomtone.camera.PixelFormat;
import roomtone.emotion.Emotion;
import roomtone.emotion.EmotionSettings;
import roomtone.face.DetectorKind;
import roomtone.face.FaceSettings;
import roomtone.history.HistorySettings;
import roomtone.inference.EngineChoice;
import roomtone.inference.InferenceSettings;
import roomtone.inference.Precision;
import roomtone.inference.PrecisionChoice;
import roomtone.mood.MoodSettings;
import roomtone.music.Arm;
import roomtone.music.ChangeAt;
import roomtone.music.HouseRules;
import roomtone.music.MusicSettings;
import roomtone.music.PlayerKind;
import roomtone.music.Policy;
import roomtone.music.QuietHours;
import roomtone.music.Repertoire;
import roomtone.music.SongOrder;
import roomtone.music.mpd.MpdSettings;
import roomtone.music.spotify.SpotifySettings;
import roomtone.panel.PanelSettings;
import roomtone.panel.Patterns;
import roomtone.panel.Sign;
import roomtone.system.mdns.MdnsSettings;
import roomtone.system.mqtt.MqttSettings;
import roomtone.web.WebSettings;

class SettingsTest {
  private static final Path LOG = Path.of("state", "roomtone.db");

  @TempDir private Path folder;

  @Test
  void withoutAFileTheDefaultsHold() throws Exception {
    Settings settings = Settings.defaults(Map.of(), LOG);
    assertThat(settings.name()).isEqualTo("Roomtone");
    assertThat(settings.camera()).isEqualTo(CameraSettings.DEFAULTS);
    assertThat(settings.face()).isEqualTo(FaceSettings.DEFAULT);
    assertThat(settings.emotion()).isEqualTo(EmotionSettings.DEFAULT);
    assertThat(settings.inference()).isEqualTo(InferenceSettings.DEFAULT);
    assertThat(settings.mood()).isEqualTo(MoodSettings.DEFAULT);
    assertThat(settings.music()).isEqualTo(MusicSettings.defaults());
    assertThat(settings.mpd()).isEqualTo(MpdSettings.defaults());
    assertThat(settings.spotify().loginFile()).isEqualTo(Path.of("state", "spotify.json"));
    assertThat(settings.spotify().clientId()).isEmpty();
    assertThat(settings.panel()).isEqualTo(PanelSettings.defaults(PanelSettings.Kind.CONSOLE));
    assertThat(settings.history()).isEqualTo(HistorySettings.defaults(LOG));
    assertThat(settings.web()).isEqualTo(WebSettings.DEFAULTS);
    assertThat(settings.mqtt()).isEqualTo(MqttSettings.DEFAULT);
    assertThat(settings.mdns()).isEqualTo(MdnsSettings.DEFAULT);
  }

  @Test
  void everyKeyReachesItsSetting() throws Exception {
    Settings settings =
        read(
            """
            kiosk:
              name: The back room
            camera:
              kind: v4l2
              replay: clips/evening.mp4
              picture-interval: 3 s
              device: /dev/video7
              program: libcamera-vid
              width: 1280
              height: 720
              frames-per-second: 7
              rotation: 180
              format: mjpeg
              exposure: sport
              exposure-compensation: 0.5
            face:
              detector: yunet
              precision: fp32
              yunet-file: /srv/yunet.onnx
              longest-side: 320
              smallest: 33
              forget-after: 900 ms
            emotion:
              model: sap-fer
              precision: fp32
              margin: 0.15
            inference:
              engine: openvino:GPU.1
              openvino-library: /opt/intel/openvino/libopenvino_c.so
              edgetpu-library: /opt/coral/libedgetpu.so.1
            mood:
              smoothing: 3 s
              enter: 0.6
              leave: 0.4
              dwell: 5 s
              forget-after: 4 s
            music:
              player: mpd
              dwell: 20 s
              minimum-stay: 7 min
              change-at: at-once
              empty-room-pause-after: 1 h
              daily-changes: 12
              volume: 44
              local: simulated
              policy: elevate
              elevate-to: neutral
              elevate-steps: 3
              language: Telugu
              seed: 99
              volume-cap: 66
              quiet-hours: 22:30-06:00
              quiet-volume: 5
              explicit: false
              no-repeat-within: 30 min
              playlists:
                happy: "Sunny: side up; Tollywood [telugu] = spotify:playlist:abc123; Filmi [hindi, elevate]"
            mpd:
              address: music.local:6601
              password: from the file
              deadline: 2 s
              order: similar
              crossfade: 4 s
            spotify:
              client-id: 0123456789abcdef
              device: Kitchen
              shuffle: false
              redirect: http://127.0.0.1:9999/back
              login-file: /tmp/login.json
              deadline: 4 s
              api-url: http://127.0.0.1:4010/v1
              accounts-url: http://127.0.0.1:4011
            panel:
              kind: gpio
              chip: gpiochip4
              led-pins: 5
              led-active-low: true
              brightness: 40
              patterns:
                fault: white 60 60
              button-pin: 6
              button-active-low: false
              button-pull: down
              shutter-pin: 7
              shutter-active-low: false
            history:
              file: /tmp/log.db
              retention-days: 5
              batch-interval: 90 s
              batch-size: 7
              queue-bound: 70
              minimum-visitors: 3
            web:
              host: 127.0.0.1
              port: 9090
              host-names: lounge.example kiosk
              viewers: 9
            mqtt:
              broker: mqtts://broker.local:8884
              user: kiosk
              password: of the broker
              certificate-authority: /etc/ca.pem
              base-topic: house/roomtone
              kiosk: back-room
              discovery-topic: ha
              commands: false
            mdns:
              announce: false
            """);
    assertThat(settings.name()).isEqualTo("The back room");
    assertThat(settings.camera().kind()).isEqualTo(CameraKind.V4L2);
    assertThat(settings.camera().replay()).isEqualTo("clips/evening.mp4");
    assertThat(settings.camera().pictureInterval()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.camera().device()).isEqualTo("/dev/video7");
    assertThat(settings.camera().program()).isEqualTo("libcamera-vid");
    assertThat(settings.camera().width()).isEqualTo(1280);
    assertThat(settings.camera().height()).isEqualTo(720);
    assertThat(settings.camera().framesPerSecond()).isEqualTo(7);
    assertThat(settings.camera().rotation()).isEqualTo(180);
    assertThat(settings.camera().format()).isEqualTo(PixelFormat.MJPEG);
    assertThat(settings.camera().exposure()).isEqualTo(Exposure.SPORT);
    assertThat(settings.camera().exposureCompensation()).isEqualTo(0.5);
    assertThat(settings.face().detector()).isEqualTo(DetectorKind.YUNET);
    assertThat(settings.face().precision()).isEqualTo(Precision.FP32);
    assertThat(settings.face().yunetFile()).isEqualTo("/srv/yunet.onnx");
    assertThat(settings.face().longestSide()).isEqualTo(320);
    assertThat(settings.face().smallestFace()).isEqualTo(33);
    assertThat(settings.face().forgetAfter()).isEqualTo(Duration.ofMillis(900));
    assertThat(settings.emotion().model()).isEqualTo("sap-fer");
    assertThat(settings.emotion().precision()).isEqualTo(PrecisionChoice.FP32);
    assertThat(settings.emotion().margin()).isEqualTo(0.15f);
    assertThat(settings.inference())
        .isEqualTo(
            new InferenceSettings(
                new EngineChoice.OpenVino(Optional.of("GPU.1")),
                "/opt/intel/openvino/libopenvino_c.so",
                "/opt/coral/libedgetpu.so.1"));
    assertThat(settings.mood().smoothing()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.mood().enter()).isEqualTo(0.6f);
    assertThat(settings.mood().leave()).isEqualTo(0.4f);
    assertThat(settings.mood().dwell()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.mood().forgetAfter()).isEqualTo(Duration.ofSeconds(4));
    assertThat(settings.music().player()).isEqualTo(PlayerKind.MPD);
    assertThat(settings.music().dwell()).isEqualTo(Duration.ofSeconds(20));
    assertThat(settings.music().minimumStay()).isEqualTo(Duration.ofMinutes(7));
    assertThat(settings.music().changeAt()).isEqualTo(ChangeAt.AT_ONCE);
    assertThat(settings.music().emptyRoomPauseAfter()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.music().dailyChanges()).isEqualTo(12);
    assertThat(settings.music().volume()).isEqualTo(44);
    assertThat(settings.music().playlistFor(Emotion.HAPPY)).isEqualTo("Sunny: side up");
    assertThat(settings.music().playlistFor(Emotion.SAD)).isEqualTo("Calm");
    assertThat(settings.music().local()).isEqualTo(PlayerKind.SIMULATED);
    Repertoire repertoire = settings.music().repertoire();
    assertThat(repertoire.policy()).isEqualTo(Policy.ELEVATE);
    assertThat(repertoire.target()).isEqualTo(Emotion.NEUTRAL);
    assertThat(repertoire.steps()).isEqualTo(3);
    assertThat(repertoire.language()).isEqualTo("telugu");
    assertThat(repertoire.seed()).isEqualTo(99);
    assertThat(repertoire.arms().get(Emotion.HAPPY))
        .containsExactly(
            new Arm("Sunny: side up", Set.of(), Optional.empty()),
            new Arm("Tollywood", Set.of("telugu"), Optional.of("spotify:playlist:abc123")),
            new Arm("Filmi", Set.of("hindi", "elevate"), Optional.empty()));
    assertThat(settings.music().rules())
        .isEqualTo(
            new HouseRules(
                66,
                Optional.of(QuietHours.parse("22:30-06:00", 5)),
                false,
                Duration.ofMinutes(30)));
    assertThat(settings.mpd().crossfade()).isEqualTo(Duration.ofSeconds(4));
    assertThat(settings.spotify())
        .isEqualTo(
            new SpotifySettings(
                "0123456789abcdef",
                "Kitchen",
                URI.create("http://127.0.0.1:9999/back"),
                URI.create("http://127.0.0.1:4010/v1"),
                URI.create("http://127.0.0.1:4011"),
                Duration.ofSeconds(4),
                Path.of("/tmp/login.json"),
                Map.of("Tollywood", "spotify:playlist:abc123"),
                false,
                false,
                66,
                Duration.ofMinutes(30)));
    assertThat(settings.mpd().address()).isEqualTo("music.local:6601");
    assertThat(settings.mpd().password()).contains("from the file");
    assertThat(settings.mpd().deadline()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.mpd().order()).isEqualTo(SongOrder.SIMILAR);
    assertThat(settings.panel())
        .isEqualTo(
            new PanelSettings(
                PanelSettings.Kind.GPIO,
                "gpiochip4",
                List.of(5),
                true,
                0.4,
                Patterns.parse(Map.of(Sign.FAULT, "white 60 60")),
                6,
                false,
                PanelSettings.Pull.DOWN,
                7,
                false));
    assertThat(settings.history().file()).isEqualTo(Path.of("/tmp/log.db"));
    assertThat(settings.history().retentionDays()).isEqualTo(5);
    assertThat(settings.history().batchInterval()).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.history().batchSize()).isEqualTo(7);
    assertThat(settings.history().queueBound()).isEqualTo(70);
    assertThat(settings.history().minimumVisitors()).isEqualTo(3);
    assertThat(settings.web().host()).isEqualTo("127.0.0.1");
    assertThat(settings.web().port()).isEqualTo(9090);
    assertThat(settings.web().hostNames()).isEqualTo(List.of("lounge.example", "kiosk"));
    assertThat(settings.web().viewers()).isEqualTo(9);
    assertThat(settings.mqtt())
        .isEqualTo(
            new MqttSettings(
                Optional.of("mqtts://broker.local:8884"),
                Optional.of("kiosk"),
                Optional.of("of the broker"),
                Optional.of(Path.of("/etc/ca.pem")),
                "house/roomtone",
                "back-room",
                "ha",
                false));
    assertThat(settings.mqtt().toString()).doesNotContain("of the broker");
    assertThat(settings.mdns().announce()).isFalse();
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnceWithItsLine() throws IOException {
    String report =
        problems(
            """
            web:
              port: 99999
              prot: 80
            mood:
              dwell: soon
              enter: 0.2
              leave: 0.5
            nonsense: 1
            music:
              player: [mpd]
              player: simulated
            """);
    assertThat(report.lines())
        .hasSize(6)
        .anyMatch(line -> line.contains("roomtone.yaml:2:") && line.contains("0 to 65535"))
        .anyMatch(line -> line.contains(":3:") && line.contains("did you mean web.port"))
        .anyMatch(line -> line.contains(":5:") && line.contains("mood.dwell is \"soon\""))
        .anyMatch(line -> line.contains("felt from 0.2 and left below 0.5"))
        .anyMatch(line -> line.contains(":8:") && line.contains("unknown key nonsense"))
        .anyMatch(line -> line.contains(":10:") && line.contains("not a list"));
  }

  @Test
  void whatSpotifyWouldRefuseIsSaid() throws IOException {
    assertThat(problems("spotify:\n  redirect: http://roomtone.local/callback\n"))
        .contains("redirect must be https, or http with the address 127.0.0.1");
    assertThat(problems("spotify:\n  api-url: nowhere\n")).contains(":2:").contains("http");
    assertThat(problems("music:\n  playlists:\n    sad: A = spotify:album:123\n"))
        .contains("must look like spotify:playlist:");
    assertThat(problems("music:\n  local: spotify\n")).contains("needs no network");
    assertThat(problems("music:\n  quiet-hours: at night\n")).contains("22:00-07:00");
  }

  @Test
  void aKeyThatIsSetTwiceIsAnError() throws IOException {
    assertThat(problems("web:\n  port: 80\n  port: 81\n")).contains(":3:").contains("line 2");
  }

  @Test
  void whatIsNoYamlIsSaidWithItsLine() throws IOException {
    assertThat(problems("web:\n  port: [80\n")).contains("roomtone.yaml:").contains("not YAML");
    assertThat(problems("just words")).contains("expected \"key: value\" lines");
    assertThat(problems("web: 80")).contains(":1:").contains("below web");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> Settings.read(folder.resolve("none.yaml"), Map.of(), LOG))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("none.yaml")
        .hasMessageContaining("no such file");
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Path file = folder.resolve("roomtone.yaml");
    Files.write(file, new byte[] {(byte) 0xC3, (byte) 0x28});
    assertThatThrownBy(() -> Settings.read(file, Map.of(), LOG))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void anEmptyFileAndOneOfCommentsOnlyAreFine() throws Exception {
    assertThat(read("").web().port()).isEqualTo(8080);
    assertThat(read("# nothing\n").web().port()).isEqualTo(8080);
    assertThat(read("web:\n  # port: 1\n").web().port()).isEqualTo(8080);
  }

  @Test
  void theEnvironmentOverridesASecretAndItIsNeverPrinted() throws Exception {
    Path file = write("mpd:\n  password: in-the-file\n");
    Map<String, String> environment = Map.of("ROOMTONE_MPD_PASSWORD", "in-the-environment");
    assertThat(Settings.read(file, environment, LOG).mpd().password())
        .contains("in-the-environment");
    assertThat(Settings.commented(file, environment))
        .doesNotContain("in-the-environment")
        .doesNotContain("in-the-file");
  }

  @Test
  void whatIsWrongWithTheBrokerIsSaidAndItsPasswordIsNot() throws Exception {
    Path file = write("mqtt:\n  broker: mqtt://broker.local\n  user: me\n  password: hush-hush\n");
    assertThat(Settings.commented(file, Map.of()))
        .contains("(set, not shown)")
        .doesNotContain("hush");
    assertThat(problems("mqtt:\n  broker: mqtt://me:hush-hush@broker.local\n"))
        .contains("must not hold a user or password")
        .doesNotContain("hush");
    assertThat(problems("mqtt:\n  broker: http://broker.local\n")).contains("begin with mqtt://");
    assertThat(problems("mqtt:\n  base-topic: room/#\n")).contains("base-topic must not");
    assertThat(problems("mqtt:\n  kiosk: back room\n")).contains("up to 32 letters");
    assertThat(problems("mqtt:\n  password: alone\n"))
        .contains("set mqtt.user too")
        .doesNotContain("alone");
  }

  @Test
  void whatIsPrintedCanBeReadAgain() throws Exception {
    Path file = write("web:\n  port: 81\nmusic:\n  playlists:\n    happy: \"a: \\\"b\\\" #c\"\n");
    Path printed = write(Settings.commented(file, Map.of()));
    Settings again = Settings.read(printed, Map.of(), LOG);
    assertThat(again.web().port()).isEqualTo(81);
    assertThat(again.music().playlistFor(Emotion.HAPPY)).isEqualTo("a: \"b\" #c");
  }

  @Test
  void theShippedFileAndTheReferenceAreMadeFromTheKeys() throws Exception {
    assertThat(Path.of("src/dist/etc/roomtone.yaml")).hasContent(Settings.commentedDefaults());
    assertThat(Path.of("SETTINGS.md")).hasContent(Settings.reference());
  }

  @Test
  void theExampleForAHomeCanBeReadAndNamesTeluguAndHindi() throws Exception {
    Settings home = Settings.read(Path.of("src/dist/etc/spotify-home.yaml"), Map.of(), LOG);
    assertThat(home.music().player()).isEqualTo(PlayerKind.SPOTIFY);
    assertThat(home.music().repertoire().arms().values())
        .allSatisfy(arms ->
            assertThat(arms)
                .anyMatch(arm -> arm.tags().contains("telugu"))
                .anyMatch(arm -> arm.tags().contains("hindi")));
  }

  private Settings read(String text) throws Exception {
    return Settings.read(write(text), Map.of(), LOG);
  }

  private String problems(String text) throws IOException {
    Path file = write(text);
    SettingsException exception =
        catchThrowableOfType(SettingsException.class, () -> Settings.read(file, Map.of(), LOG));
    assertThat(exception).as("the settings are refused").isNotNull();
    return String.valueOf(exception.getMessage());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("roomtone.yaml"), text);
  }
}
