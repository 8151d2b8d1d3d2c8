package roomtone.music.spotify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.music.PlayerStatus;

/** A thousand evenings on which anything may happen, each the same at every run. */
class SpotifyRandomFaultsTest {
  private static final int EVENINGS = 1000;
  private static final List<Misbehaviour> ALL = List.of(Misbehaviour.values());
  private static final List<String> PLAYLISTS = List.of("Upbeat", "Calm", "Rap");

  @TempDir private Path folder;

  @Test
  void everyEveningEndsInMusicOrAStatedReason() throws Exception {
    for (int seed = 1; seed <= EVENINGS; seed++) {
      Path own = Files.createDirectory(folder.resolve("evening" + seed));
      try (Rig rig = new Rig(own)) {
        evening(new Random(seed), rig, seed);
      }
    }
  }

  private static void evening(Random random, Rig rig, int seed) throws Exception {
    boolean limited = false;
    rig.deck.want("Upbeat", false);
    for (int event = 0; event < 12; event++) {
      Misbehaviour misbehaviour = ALL.get(random.nextInt(ALL.size()));
      limited |= misbehaviour == Misbehaviour.QUOTA_EXCEEDED;
      if (rig.spotify.is(misbehaviour)) {
        rig.spotify.end(misbehaviour);
      } else {
        rig.spotify.begin(misbehaviour);
      }
      switch (random.nextInt(6)) {
        case 0 -> rig.deck.want(PLAYLISTS.get(random.nextInt(3)), false);
        case 1 -> rig.deck.skip();
        case 2 -> rig.spotify.pauseByHand();
        case 3 -> rig.tryToLogIn();
        default -> {}
      }
      rig.run(1 + random.nextInt(20));
      boolean music =
          rig.player.status() instanceof PlayerStatus.Playing || rig.spotify.soundsInTheRoom();
      boolean held = rig.player.status() instanceof PlayerStatus.Paused;
      assertThat(music || held || rig.deck.problem().isPresent())
          .as(() -> "evening " + seed + " " + rig.story())
          .isTrue();
    }
    List.copyOf(rig.spotify.misbehaviours).forEach(rig.spotify::end);
    if (!rig.spotify.soundsInTheRoom()) {
      rig.spotify.pauseByHand();
    }
    rig.logInAgain();
    rig.deck.want("Calm", false);
    rig.runUntil(
        "Spotify is back on evening " + seed,
        limited ? 17 * 60 : 80,
        () -> rig.spotifyPlays("Calm"));
    rig.checkManners();
    rig.checkLogin();
  }
}
