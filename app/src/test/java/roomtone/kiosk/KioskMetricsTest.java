package roomtone.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.camera.CameraFeed;
import roomtone.camera.CameraSettings;
import roomtone.camera.CameraSource;
import roomtone.config.Settings;
import roomtone.emotion.Emotion;
import roomtone.history.HistorySettings;
import roomtone.history.MoodLog;
import roomtone.mood.Mood;
import roomtone.mood.MoodReading;
import roomtone.music.Dj;
import roomtone.music.SimulatedPlayer;
import roomtone.music.Song;
import roomtone.system.Faults;

/** The figures of a kiosk whose camera is off. */
class KioskMetricsTest {
  private static final Path DOCUMENTS = Path.of("docs", "neighbours");
  private static final Mood CHEERFUL = new Mood.Felt(Emotion.HAPPY, 0.75f, 2);

  @TempDir private Path folder;

  private final KioskMetrics metrics = new KioskMetrics(new Discretion(2));
  private final Faults faults = new Faults(Instant::now);
  private MoodLog history;
  private SimulatedPlayer player;
  private Dj dj;
  private CameraFeed feed;

  @BeforeEach
  void openTheParts() throws Exception {
    Path log = folder.resolve("log.db");
    Settings settings = Settings.defaults(Map.of(), log);
    history = MoodLog.open(HistorySettings.defaults(log), faults, Instant::now);
    player = new SimulatedPlayer(System::nanoTime);
    dj =
        Dj.start(
            settings.music(),
            Tastes.recall(settings, history, Instant::now),
            player,
            List.of(metrics),
            faults,
            System::nanoTime,
            Instant::now);
    feed = new CameraFeed(CameraSource.from(CameraSettings.DEFAULTS, Instant::now), _ -> {});
    metrics.identify("expression", "int8", () -> 5_000_000_000L);
    metrics.watch(feed, dj, history, faults);
    metrics.watchPage(() -> 3, () -> Map.of("unknown_name", 4L));
  }

  @AfterEach
  void closeTheParts() {
    feed.close();
    dj.close();
    player.close();
    history.close();
  }

  private String text() {
    return new String(metrics.text(null).bytes(), StandardCharsets.UTF_8);
  }

  private static MoodReading reading(Mood mood) {
    return new MoodReading(mood, 0, 0, 0, true);
  }

  @Test
  void whatIsSeenHeardAndWrongShows() {
    metrics.onMood(reading(CHEERFUL));
    metrics.onMood(reading(CHEERFUL));
    metrics.accept(StageTimes.Stage.CLASSIFY, 1_000_000);
    metrics.accept(StageTimes.Stage.CLASSIFY, 1_000_000);
    metrics.accept(StageTimes.Stage.ROOM, 1000);
    var song = new Song("id", "A secret title", "A secret artist", Duration.ofMinutes(3));
    metrics.onSongStarted("Upbeat", song, CHEERFUL);
    metrics.onSkip("Upbeat", song, CHEERFUL, 1000);
    faults.raise("player", "No sound.");
    assertThat(text())
        .contains("roomtone_mood{roomtone_mood=\"happy\"} 1")
        .contains("roomtone_mood{roomtone_mood=\"unsure\"} 0")
        .contains("roomtone_mood_changes_total{mood=\"happy\"} 1.0")
        .contains("roomtone_mood_sureness_ratio 0.75", "roomtone_people 2.0")
        .contains("roomtone_frames_read_total 1.0", "roomtone_faces_seen_total 2.0")
        .contains("roomtone_stage_duration_seconds_count{stage=\"classify\"} 2")
        .contains("roomtone_songs_started_total{mood=\"happy\"} 1.0")
        .contains("roomtone_songs_skipped_total{mood=\"happy\"} 1.0")
        .contains("roomtone_camera{roomtone_camera=\"off\"} 1")
        .contains("roomtone_player{roomtone_player=\"idle\"} 1")
        .contains("roomtone_faults 1.0", "roomtone_fault{part=\"player\"} 1.0")
        .contains("roomtone_history_rows_dropped_total 0.0")
        .contains("roomtone_web_viewers 3.0")
        .contains("roomtone_web_requests_refused_total{reason=\"unknown_name\"} 4.0")
        .contains("roomtone_uptime_seconds 5.0")
        .contains("precision=\"int8\"")
        .contains("process_resident_memory_bytes")
        .doesNotContain("secret");
  }

  @Test
  void withTooFewPeopleTheMoodIsNotTold() {
    metrics.onMood(reading(new Mood.Felt(Emotion.SAD, 0.9f, 1)));
    assertThat(text())
        .contains("roomtone_mood{roomtone_mood=\"unsure\"} 1", "roomtone_people 1.0")
        .contains("roomtone_mood_changes_total{mood=\"sad\"} 0.0");
  }

  @Test
  void everyFigureIsExplainedAndNothingElse() throws Exception {
    String table = Files.readString(DOCUMENTS.resolve("metrics.md"));
    var explained = new TreeSet<String>();
    Pattern.compile("(?m)^\\| `(roomtone_\\w+)` \\|")
        .matcher(table)
        .results()
        .forEach(row -> explained.add(plain(row.group(1))));
    var there = new TreeSet<String>();
    metrics
        .names()
        .filter(name -> name.startsWith("roomtone_"))
        .forEach(name -> there.add(plain(name)));
    assertThat(explained).isEqualTo(there);
  }

  @Test
  void theDashboardAsksForFiguresThatExist() throws Exception {
    String dashboard = Files.readString(DOCUMENTS.resolve("grafana-dashboard.json"));
    assertThat(new ObjectMapper().readTree(dashboard).path("panels").size()).isPositive();
    var exposed = new TreeSet<String>();
    Pattern.compile("(?m)^([a-z_]+)[{ ]")
        .matcher(text())
        .results()
        .forEach(line -> exposed.add(line.group(1)));
    var asked =
        Pattern.compile("\\b((?:roomtone|process|jvm)_[a-z_]+)\\b(?=[{\\\\, ])")
            .matcher(expressions(dashboard))
            .results()
            .map(MatchResult::group)
            // Labels of states have their figure's name.
            .toList();
    faults.raise("player", "No sound.");
    assertThat(asked).hasSizeGreaterThan(20);
    var withFault = new TreeSet<>(exposed);
    withFault.add("roomtone_fault");
    assertThat(withFault).containsAll(asked);
  }

  private static String expressions(String dashboard) {
    var all = new StringBuilder();
    Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"")
        .matcher(dashboard)
        .results()
        .forEach(each -> all.append(each.group(1)).append('\n'));
    return all.toString();
  }

  private static String plain(String name) {
    return name.replaceAll("_(total|info)$", "");
  }
}
