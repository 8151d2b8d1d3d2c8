/**
 * Where pictures come from: the Pi's camera, a USB camera, a clip or a folder of pictures.
 *
 * <p>Every source gives the same thing, a grey {@link roomtone.camera.Frame}, because the luma
 * plane is all that detection and reading need. {@link roomtone.camera.CameraSource#from} makes the
 * source that the settings name: {@code RpicamSource} reads the stream of the program rpicam-vid,
 * {@code V4l2Source} a USB camera through OpenCV, {@code ReplaySource} a clip through FFmpeg or
 * pictures through {@link roomtone.camera.PictureReader}.
 *
 * <p>{@link roomtone.camera.CameraFeed} runs a source on a thread of its own, opens it again when
 * it stalls or dies, and hands over only the newest frame. Only this package and {@code face} use
 * JavaCV's libraries.
 */
@NullMarked
package roomtone.camera;

import org.jspecify.annotations.NullMarked;
