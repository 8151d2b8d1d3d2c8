package roomtone.kiosk;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import roomtone.camera.Frame;
import roomtone.camera.HiddenAreas;
import roomtone.emotion.ExpressionReader;
import roomtone.face.FaceBox;
import roomtone.face.FaceDetector;
import roomtone.face.FaceTracker;
import roomtone.face.Visitor;
import roomtone.inference.ModelException;
import roomtone.mood.MoodReading;
import roomtone.mood.MoodTracker;
import roomtone.mood.VisitorReading;

/**
 * From a frame to the room's mood: hide, detect, follow, read, settle. For one thread, except
 * {@link #rescan}.
 */
public final class RoomReader {
  private final HiddenAreas hidden;
  private final FaceDetector detector;
  private final FaceTracker tracker;
  private final ExpressionReader expressions;
  private final MoodTracker mood;
  private final AimWatch aim;
  private final StageTimes times;
  private final AtomicBoolean rescanAsked = new AtomicBoolean();

  public RoomReader(
      HiddenAreas hidden,
      FaceDetector detector,
      FaceTracker tracker,
      ExpressionReader expressions,
      MoodTracker mood,
      AimWatch aim,
      StageTimes times) {
    this.hidden = hidden;
    this.detector = detector;
    this.tracker = tracker;
    this.expressions = expressions;
    this.mood = mood;
    this.aim = aim;
    this.times = times;
  }

  /**
   * Reads the room in one frame.
   *
   * @throws ModelException if the expression model fails to run
   */
  public MoodReading read(Frame frame) throws ModelException {
    if (rescanAsked.getAndSet(false)) {
      tracker.reset();
      mood.rescan();
    }
    long start = System.nanoTime();
    hidden.hide(frame);
    List<FaceBox> boxes = detector.detect(frame);
    start = times.record(StageTimes.Stage.DETECT, start);
    List<Visitor> visitors = tracker.update(boxes, frame);
    aim.show(frame, tracker, hidden);
    start = times.record(StageTimes.Stage.TRACK, start);
    List<VisitorReading> readings = new ArrayList<>(visitors.size());
    for (int i = 0; i < visitors.size(); i++) {
      Visitor visitor = visitors.get(i);
      float weight = visitor.quality().weight();
      if (weight == 0) {
        readings.add(VisitorReading.unreadable(visitor.number()));
      } else {
        expressions.crop(frame, visitor.box());
        start = times.record(StageTimes.Stage.CROP, start);
        readings.add(new VisitorReading(visitor.number(), expressions.read(), weight));
        start = times.record(StageTimes.Stage.CLASSIFY, start);
      }
    }
    MoodReading reading = mood.update(frame.nanos(), frame.epochMillis(), readings);
    times.record(StageTimes.Stage.ROOM, start);
    return reading;
  }

  /** The mood where the camera gives no picture. */
  MoodReading blind(long nanos, long epochMillis) {
    tracker.reset();
    return mood.blind(nanos, epochMillis);
  }

  /** Asks, from any thread, that the room is read anew from the next frame on. */
  void rescan() {
    rescanAsked.set(true);
  }
}
