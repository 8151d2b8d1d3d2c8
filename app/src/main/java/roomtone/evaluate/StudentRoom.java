package roomtone.evaluate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import roomtone.camera.Frame;
import roomtone.emotion.Emotion;
import roomtone.emotion.EmotionScores;
import roomtone.inference.ModelException;
import roomtone.mood.Mood;
import roomtone.mood.MoodReading;

/**
 * The mood of a room as a program for learners tells it: what most faces of the frame show, frame
 * by frame. For one thread.
 */
final class StudentRoom implements RoomReading {
  private final StudentFaces faces;
  private Mood before = new Mood.EmptyRoom();
  private long sinceNanos;

  /** What each face of a frame shows. */
  @FunctionalInterface
  interface StudentFaces {
    List<EmotionScores> in(Frame frame) throws ModelException;
  }

  /** A room of which nothing has been seen. */
  StudentRoom(StudentFaces faces) {
    this.faces = faces;
  }

  @Override
  public MoodReading read(Frame frame) throws ModelException {
    Mood mood = mood(faces.in(frame));
    boolean changed = !mood.sameKind(before);
    if (changed) {
      sinceNanos = frame.nanos();
    }
    before = mood;
    return new MoodReading(mood, sinceNanos, frame.nanos(), frame.epochMillis(), changed);
  }

  private static Mood mood(List<EmotionScores> expressions) {
    if (expressions.isEmpty()) {
      return new Mood.EmptyRoom();
    }
    Map<Emotion, Integer> counts = new EnumMap<>(Emotion.class);
    expressions.forEach(scores -> counts.merge(scores.top(), 1, Integer::sum));
    Map.Entry<Emotion, Integer> most =
        counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    float share = (float) most.getValue() / expressions.size();
    return new Mood.Felt(most.getKey(), share, expressions.size());
  }
}
