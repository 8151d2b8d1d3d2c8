package roomtone.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import roomtone.camera.CameraStatus;
import roomtone.emotion.Emotion;
import roomtone.emotion.EmotionScores;
import roomtone.language.Phrase;
import roomtone.mood.Mood;
import roomtone.music.PlayerStatus;
import roomtone.music.Song;
import roomtone.system.Fault;

/** Snapshots of a kiosk at a fixed moment, well unless said otherwise. */
final class Snapshots {
  static final Instant NOW = Instant.parse("2026-11-21T18:00:00Z");
  static final StatusSnapshot CHEERFUL = of(new Mood.Felt(Emotion.HAPPY, 0.72f, 3));

  private Snapshots() {}

  static StatusSnapshot of(Mood mood) {
    float[] shares = new float[Emotion.values().length];
    Arrays.fill(shares, 0.28f / 6);
    shares[mood instanceof Mood.Felt felt ? felt.emotion().index() : 0] = 0.72f;
    return new StatusSnapshot(
        "Lounge",
        "1.2.3",
        false,
        NOW,
        NOW.minus(Duration.ofHours(2)),
        Duration.ofHours(2),
        90,
        new StatusSnapshot.Room(mood, NOW.minus(Duration.ofMinutes(4)), EmotionScores.of(shares)),
        music(new PlayerStatus.Playing("Upbeat", song("Harbour Lights"), Duration.ofSeconds(84))),
        camera(new CameraStatus.Running()),
        new StatusSnapshot.Model("small", "int8", "set", "ONNX Runtime", "3fa9c1d2"),
        List.of(),
        List.of(),
        new StatusSnapshot.Agreement(12, 3),
        new StatusSnapshot.Service(1, 0, null, null, 0));
  }

  static Song song(String title) {
    return new Song("id", title, "The Paper Lanterns", Duration.ofSeconds(233));
  }

  static StatusSnapshot with(PlayerStatus player) {
    return with(CHEERFUL, music(player), CHEERFUL.camera(), CHEERFUL.faults());
  }

  static StatusSnapshot with(CameraStatus camera) {
    return with(CHEERFUL, CHEERFUL.music(), camera(camera), CHEERFUL.faults());
  }

  static StatusSnapshot with(StatusSnapshot.Camera camera) {
    return with(CHEERFUL, CHEERFUL.music(), camera, CHEERFUL.faults());
  }

  static StatusSnapshot with(Fault... faults) {
    return with(CHEERFUL, CHEERFUL.music(), CHEERFUL.camera(), List.of(faults));
  }

  static StatusSnapshot with(StatusSnapshot.IgnoredPlace... ignored) {
    return new StatusSnapshot(
        CHEERFUL.name(),
        CHEERFUL.version(),
        CHEERFUL.demo(),
        CHEERFUL.at(),
        CHEERFUL.started(),
        CHEERFUL.uptime(),
        CHEERFUL.logRetentionDays(),
        CHEERFUL.room(),
        CHEERFUL.music(),
        CHEERFUL.camera(),
        CHEERFUL.model(),
        List.of(ignored),
        CHEERFUL.faults(),
        CHEERFUL.agreement(),
        CHEERFUL.service());
  }

  private static StatusSnapshot.Music music(PlayerStatus player) {
    return new StatusSnapshot.Music(
        "Simulated player",
        player,
        Phrase.of("music.chosen", Phrase.look("happy"), "Upbeat"),
        NOW.minusSeconds(250),
        Phrase.of("music.earliest-song-end"),
        null,
        new StatusSnapshot.Choice("match", "", "Upbeat", false, 0.72, 0.55, 0.86, 31, "8f3a"));
  }

  private static StatusSnapshot.Camera camera(CameraStatus camera) {
    return new StatusSnapshot.Camera("the demo clip", camera, 24.8, Duration.ofMillis(40));
  }

  private static StatusSnapshot with(
      StatusSnapshot base,
      StatusSnapshot.Music music,
      StatusSnapshot.Camera camera,
      List<Fault> faults) {
    return new StatusSnapshot(
        base.name(),
        base.version(),
        base.demo(),
        base.at(),
        base.started(),
        base.uptime(),
        base.logRetentionDays(),
        base.room(),
        music,
        camera,
        base.model(),
        base.ignored(),
        faults,
        base.agreement(),
        base.service());
  }
}
