package roomtone.music;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import roomtone.emotion.Emotion;
import roomtone.language.Phrase;
import roomtone.mood.Mood;

/** The DJ's hands without the DJ's thread: tests of players in other packages turn it by hand. */
public final class DeckDriver implements MusicListener {
  private static final Mood.Felt MOOD = new Mood.Felt(Emotion.HAPPY, 0.8f, 2);

  private final Deck deck;
  private final LongSupplier nanos;
  public final List<String> songs = new ArrayList<>();

  public DeckDriver(MusicPlayer player, LongSupplier nanos) {
    this.nanos = nanos;
    deck = new Deck(player, 60, List.of(this));
  }

  public void want(String playlist, boolean paused) {
    deck.want(
        new Wish(playlist, MOOD, Instant.EPOCH, Phrase.plain("a test"), paused), nanos.getAsLong());
  }

  public void turn() {
    deck.look(nanos.getAsLong());
    deck.work(nanos.getAsLong());
  }

  public void skip() {
    deck.skip(MOOD, nanos.getAsLong());
  }

  public Optional<String> problem() {
    return deck.problem();
  }

  public Duration untilNextTurn() {
    return deck.untilNextLook(nanos.getAsLong());
  }

  @Override
  public void onPlaylist(String playlist, Mood mood, String reason) {}

  @Override
  public void onSongStarted(String playlist, Song song, Mood mood) {
    songs.add(playlist + ": " + song.title());
  }

  @Override
  public void onSkip(String playlist, Song song, Mood mood, long playedMillis) {}
}
