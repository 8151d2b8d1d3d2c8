package roomtone.kiosk;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import roomtone.emotion.Emotion;
import roomtone.language.Phrase;
import roomtone.music.Repertoire;
import roomtone.web.ActionResult;

/**
 * Where people tell the DJ what to play, from the command line or the page.
 *
 * @param repertoire the playlists that there are
 * @param notes where it is written down
 * @param clock the wall clock
 */
public record TasteDesk(Repertoire repertoire, TasteFile notes, InstantSource clock) {
  /**
   * Fixes a playlist for an expression, or lets the DJ choose again where none is given.
   *
   * @throws IOException if that can't be written down
   */
  public ActionResult pin(Emotion emotion, Optional<String> playlist) throws IOException {
    if (playlist.isEmpty()) {
      notes.unpin(emotion);
      return new ActionResult.Done();
    }
    boolean isKnown =
        repertoire.arms().getOrDefault(emotion, List.of()).stream()
            .anyMatch(arm -> arm.playlist().equals(playlist.get()));
    if (!isKnown) {
      return new ActionResult.Refused(
          Phrase.of("refused.no-playlist", playlist.get(), emotion.label()));
    }
    notes.pin(emotion, playlist.get());
    return new ActionResult.Done();
  }

  /**
   * Forgets what the DJ has learnt so far.
   *
   * @throws IOException if that can't be written down
   */
  public ActionResult forget() throws IOException {
    notes.reset(clock.instant());
    return new ActionResult.Done();
  }

  /** What to do where nothing can be written down. */
  public Phrase cannotWrite() {
    return Phrase.of("refused.not-written", notes.path().toString());
  }
}
