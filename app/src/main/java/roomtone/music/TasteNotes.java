package roomtone.music;

import java.time.Instant;
import java.util.Map;
import roomtone.emotion.Emotion;

/** What people told the DJ: which playlist is fixed for an expression, and what to forget. */
public interface TasteNotes {
  /** Nothing was told. */
  TasteNotes NONE =
      new TasteNotes() {
        @Override
        public Map<Emotion, String> pins() {
          return Map.of();
        }

        @Override
        public Instant reset() {
          return Instant.MIN;
        }
      };

  /** The playlist that is fixed for an expression. Any thread may ask; cheap. */
  Map<Emotion, String> pins();

  /** What was learnt before this moment does not count. Any thread may ask; cheap. */
  Instant reset();
}
