package roomtone.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PresenceTest {
  private long now;
  private final Presence presence = new Presence(() -> now);

  @Test
  void aPressWithinAMinuteAllowsWhatWasAskedForOnce() {
    String ticket = ask(Presence.Wish.OPERATE);
    assertThat(presence.awaited()).contains(Presence.Wish.OPERATE);
    pass(Duration.ofSeconds(59));
    assertThat(answer(ticket)).isEqualTo(new Presence.Answer.Waiting(Duration.ofSeconds(1)));
    assertThat(presence.press()).isTrue();
    assertThat(presence.awaited()).isEmpty();
    assertThat(answer(ticket)).isEqualTo(new Presence.Answer.Granted());
    assertThat(answer(ticket)).as("replayed").isEqualTo(new Presence.Answer.Over());
  }

  @Test
  void aPressAfterAMinuteIsAPressLikeAnyOther() {
    String ticket = ask(Presence.Wish.OPERATE);
    pass(Presence.WINDOW);
    assertThat(presence.press()).isFalse();
    assertThat(answer(ticket)).isEqualTo(new Presence.Answer.Over());
  }

  @Test
  void aPressThatIsNotTakenUpIsLostAfterAMinute() {
    String ticket = ask(Presence.Wish.OPERATE);
    presence.press();
    pass(Presence.WINDOW);
    assertThat(answer(ticket)).isEqualTo(new Presence.Answer.Over());
  }

  @Test
  void aButtonHeldAtTheStartLetsTheNextOneInAtOnce() {
    presence.pair();
    assertThat(presence.isPairing()).isTrue();
    String picture = ask(Presence.Wish.SEE_PICTURE);
    assertThat(presence.answer(picture, Presence.Wish.SEE_PICTURE))
        .as("only the operator's place is given away")
        .isEqualTo(new Presence.Answer.Waiting(Presence.WINDOW));
    pass(Presence.WINDOW);
    String first = ask(Presence.Wish.OPERATE);
    assertThat(presence.isPairing()).as("once").isFalse();
    assertThat(answer(first)).isEqualTo(new Presence.Answer.Granted());
    String second = ask(Presence.Wish.OPERATE);
    assertThat(answer(second)).isEqualTo(new Presence.Answer.Waiting(Presence.WINDOW));
  }

  @Test
  void pairingEndsAfterFiveMinutes() {
    presence.pair();
    pass(Presence.PAIRING.minusNanos(1));
    assertThat(presence.isPairing()).isTrue();
    pass(Duration.ofNanos(1));
    assertThat(presence.isPairing()).isFalse();
    assertThat(answer(ask(Presence.Wish.OPERATE)))
        .isEqualTo(new Presence.Answer.Waiting(Presence.WINDOW));
  }

  @Test
  void withoutAnyWishAPressDoesNothingHere() {
    assertThat(presence.press()).isFalse();
    ask(Presence.Wish.OPERATE);
    assertThat(presence.press()).isTrue();
    assertThat(presence.press()).as("the next press skips again").isFalse();
  }

  @Test
  void nobodyElseCanTakeUpThePress() {
    String ticket = ask(Presence.Wish.OPERATE);
    assertThat(presence.ask(Presence.Wish.OPERATE)).isInstanceOf(Presence.Asked.Busy.class);
    presence.press();
    assertThat(answer("A" + ticket.substring(1))).isEqualTo(new Presence.Answer.Over());
    assertThat(presence.answer(ticket, Presence.Wish.SEE_PICTURE))
        .as("for something else")
        .isEqualTo(new Presence.Answer.Over());
    assertThat(answer(ticket)).isEqualTo(new Presence.Answer.Granted());
  }

  @Test
  void whoeverAsksAllTheTimeHasToPause() {
    for (int i = 0; i < 6; i++) {
      ask(Presence.Wish.OPERATE);
      pass(Presence.WINDOW);
    }
    assertThat(presence.ask(Presence.Wish.OPERATE))
        .isEqualTo(new Presence.Asked.Busy(Duration.ofMinutes(4)));
    pass(Duration.ofMinutes(4));
    ask(Presence.Wish.OPERATE);
  }

  private String ask(Presence.Wish wish) {
    if (presence.ask(wish) instanceof Presence.Asked.Waits(String ticket)) {
      return ticket;
    }
    throw new AssertionError("nobody may ask now");
  }

  private Presence.Answer answer(String ticket) {
    return presence.answer(ticket, Presence.Wish.OPERATE);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
