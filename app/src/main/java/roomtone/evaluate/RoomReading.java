package roomtone.evaluate;

import roomtone.camera.Frame;
import roomtone.inference.ModelException;
import roomtone.mood.MoodReading;

/** What is measured in a made-up room: all from a frame to the room's mood. For one thread. */
@FunctionalInterface
public interface RoomReading {
  /** The room's mood after the next frame, which is used again afterwards. */
  MoodReading read(Frame frame) throws ModelException;
}
