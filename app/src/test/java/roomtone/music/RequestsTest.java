package roomtone.music;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import roomtone.emotion.Emotion;
import roomtone.mood.Mood;

class RequestsTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Requests requests = new Requests();

  @Test
  void whatWasAskedIsTakenOnce() {
    requests.skip();
    requests.rescan();
    assertThat(requests.take()).isEqualTo(new Requests.Asked(true, true, Optional.empty()));
    assertThat(requests.take()).isEqualTo(new Requests.Asked(false, false, Optional.empty()));
  }

  @Test
  void skipsWithinASecondOfOneThatWasObeyedAreNone() {
    assertThat(requests.maySkip(5)).isTrue();
    assertThat(requests.maySkip(5 + SECOND - 1)).isFalse();
    assertThat(requests.maySkip(5 + SECOND)).isTrue();
  }

  @Test
  void whatSomebodyChoseCountsAtOnceAndSoDoesTheRoomAfterIt() {
    requests.follow(Optional.of(Emotion.SAD));
    Requests.Asked chosen = requests.take();
    assertThat(chosen.rescan()).isTrue();
    assertThat(chosen.followed(new Mood.EmptyRoom())).isEqualTo(new Mood.Felt(Emotion.SAD, 1, 1));
    assertThat(chosen.followed(new Mood.Unsure(3))).isEqualTo(new Mood.Felt(Emotion.SAD, 1, 3));
    requests.follow(Optional.empty());
    Requests.Asked free = requests.take();
    assertThat(free.rescan()).isTrue();
    assertThat(free.followed(new Mood.Unsure(3))).isEqualTo(new Mood.Unsure(3));
    assertThat(requests.take().rescan()).isFalse();
  }
}
