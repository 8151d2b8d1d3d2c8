package roomtone.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import roomtone.camera.CameraStatus;
import roomtone.emotion.Emotion;
import roomtone.emotion.EmotionScores;
import roomtone.language.Language;
import roomtone.mood.Mood;
import roomtone.music.PlayerStatus;
import roomtone.music.Song;
import roomtone.system.Fault;

/**
 * A {@link StatusSnapshot} in the shape of {@code /api/status}, which the OpenAPI document
 * describes; what is null is left out. Immutable.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@SuppressWarnings("MissingSummary") // The OpenAPI document says what each field is.
public record StatusDocument(
    String name,
    String version,
    boolean demo,
    Instant at,
    Instant started,
    long uptimeSeconds,
    int logRetentionDays,
    MoodPart mood,
    PlayerPart player,
    CameraPart camera,
    StatusSnapshot.Model model,
    List<IgnoredPart> ignored,
    List<Fault> faults,
    StatusSnapshot.Agreement agreement,
    ServicePart service,
    Words words) {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MoodPart(
      String label,
      @Nullable String adjective,
      double sureness,
      int visitors,
      Instant since,
      @Nullable Map<String, Double> probabilities) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PlayerPart(
      String state,
      String description,
      @Nullable String playlist,
      @Nullable SongPart song,
      @Nullable Long positionMillis,
      @Nullable String reason,
      String why,
      @Nullable Instant since,
      String next,
      @Nullable Emotion byHand,
      StatusSnapshot.@Nullable Choice choice) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ServicePart(
      int starts,
      int failedInARow,
      @Nullable Instant failedAt,
      @Nullable String failure,
      long cameraRestarts) {}

  public record SongPart(String title, String artist, long lengthMillis) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CameraPart(
      String state,
      String description,
      @Nullable String reason,
      double framesPerSecond,
      @Nullable Long pictureAgeMillis) {}

  public record IgnoredPart(
      int id,
      String kind,
      double left,
      double top,
      double width,
      double height,
      Instant since,
      String words) {}

  static StatusDocument of(StatusSnapshot snapshot, Language language) {
    var writer = new Words.Writer(language);
    Words words = writer.words(snapshot);
    return new StatusDocument(
        snapshot.name(),
        snapshot.version(),
        snapshot.demo(),
        snapshot.at(),
        snapshot.started(),
        snapshot.uptime().toSeconds(),
        snapshot.logRetentionDays(),
        mood(snapshot.room()),
        player(snapshot.music(), words),
        camera(snapshot.camera()),
        snapshot.model(),
        snapshot.ignored().stream().map(place -> ignored(place, writer)).toList(),
        snapshot.faults(),
        snapshot.agreement(),
        service(snapshot.service()),
        words);
  }

  private static MoodPart mood(StatusSnapshot.Room room) {
    Mood mood = room.mood();
    EmotionScores scores = room.scores();
    return new MoodPart(
        mood.label(),
        mood instanceof Mood.Felt felt ? felt.emotion().adjective() : null,
        Json.rounded(mood.sureness()),
        mood.people(),
        room.since(),
        scores == null ? null : probabilities(scores));
  }

  private static Map<String, Double> probabilities(EmotionScores scores) {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    for (Emotion emotion : Emotion.values()) {
      probabilities.put(emotion.label(), Json.rounded(scores.of(emotion)));
    }
    return probabilities;
  }

  private static PlayerPart player(StatusSnapshot.Music music, Words words) {
    return switch (music.status()) {
      case PlayerStatus.Idle() -> silent("idle", music, null, words);
      case PlayerStatus.Unavailable(String reason) -> silent("unavailable", music, reason, words);
      case PlayerStatus.Playing(String playlist, Song song, Duration position) ->
          sounding("playing", music, playlist, song, position, words);
      case PlayerStatus.Paused(String playlist, Song song, Duration position) ->
          sounding("paused", music, playlist, song, position, words);
    };
  }

  private static PlayerPart silent(
      String state, StatusSnapshot.Music music, @Nullable String reason, Words words) {
    return new PlayerPart(
        state,
        music.player(),
        null,
        null,
        null,
        reason,
        words.why(),
        music.since(),
        words.next(),
        music.byHand(),
        music.choice());
  }

  private static PlayerPart sounding(
      String state,
      StatusSnapshot.Music music,
      String playlist,
      Song song,
      Duration position,
      Words words) {
    return new PlayerPart(
        state,
        music.player(),
        playlist,
        new SongPart(song.title(), song.artist(), song.length().toMillis()),
        position.toMillis(),
        null,
        words.why(),
        music.since(),
        words.next(),
        music.byHand(),
        music.choice());
  }

  private static CameraPart camera(StatusSnapshot.Camera camera) {
    CameraStatus status = camera.status();
    Duration age = camera.pictureAge();
    return new CameraPart(
        status.getClass().getSimpleName().toLowerCase(Locale.ROOT),
        camera.description(),
        status instanceof CameraStatus.Faulted faulted ? faulted.reason() : null,
        Math.round(camera.framesPerSecond() * 10) / 10.0,
        age == null ? null : age.toMillis());
  }

  private static ServicePart service(StatusSnapshot.Service service) {
    return new ServicePart(
        service.starts(),
        service.failedInARow(),
        service.failedAt(),
        service.failure(),
        service.cameraRestarts());
  }

  private static IgnoredPart ignored(StatusSnapshot.IgnoredPlace place, Words.Writer writer) {
    return new IgnoredPart(
        place.id(),
        place.screen() ? "screen" : "picture",
        Json.rounded(place.left()),
        Json.rounded(place.top()),
        Json.rounded(place.width()),
        Json.rounded(place.height()),
        place.since(),
        writer.ignored(place));
  }
}
