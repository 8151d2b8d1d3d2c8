/**
 * Finds faces in a frame and follows them from frame to frame.
 *
 * <p>A {@link roomtone.face.FaceDetector} gives boxes, the {@link roomtone.face.FaceTracker} gives
 * each visitor a number that lives in memory only. Nothing here knows an expression, and nothing
 * that depicts a face leaves.
 */
@NullMarked
package roomtone.face;

import org.jspecify.annotations.NullMarked;
