/**
 * Where pictures come from: the Pi's camera, a USB camera, a clip or a folder of pictures.
 *
 * <p>Every source gives the same thing, a grey {@link roomtone.camera.Frame}, because the luma
 * plane is all that detection and reading need. {@link roomtone.camera.CameraFeed} runs a source on
 * its own thread, restarts it when it stalls or dies, and hands over only the newest frame. Only
 * this package and {@code face} use JavaCV.
 */
@NullMarked
package roomtone.camera;

import org.jspecify.annotations.NullMarked;
