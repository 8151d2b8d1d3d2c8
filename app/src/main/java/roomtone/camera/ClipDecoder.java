package roomtone.camera;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/**
 * The pictures of one clip, decoded by FFmpeg one after the other, grey and upright.
 *
 * <p>It uses FFmpeg's libraries directly rather than JavaCV's grabber: nothing is allocated per
 * picture, and the grabber needs libasound, libpulse and libxcb on the machine, which a kiosk
 * without a desktop does not have. For one thread at a time.
 */
final class ClipDecoder implements AutoCloseable {
  private static final double USUAL_FRAMES_PER_SECOND = 25;

  private final Path clip;
  private final int longestSide;
  private final AVFormatContext format = avformat_alloc_context();
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame decoded = av_frame_alloc();
  private final AVFrame grey = av_frame_alloc();
  private final SwsContext scaler = sws_alloc_context();
  private AVCodecContext codec = new AVCodecContext((Pointer) null);
  private ByteBuffer greyPixels = ByteBuffer.allocate(0);
  private int streamIndex;
  private int quarterTurns;
  private double nanosPerTick;
  private long pictureNanos;
  private long startTick;
  private long nanos;
  private long headerNanos;
  private boolean drained;
  private boolean damaged;
  private boolean closed;
  private byte[] lying = new byte[0];

  private ClipDecoder(Path clip, int longestSide) {
    this.clip = clip;
    this.longestSide = longestSide;
  }

  /**
   * Opens a clip.
   *
   * @throws CameraException if it is empty, cut short or no clip; nothing is left open then
   */
  static ClipDecoder open(Path clip, int longestSide) throws CameraException {
    requireContent(clip);
    // Its complaints name no file; the exceptions here do.
    av_log_set_level(AV_LOG_QUIET);
    ClipDecoder decoder = new ClipDecoder(clip, longestSide);
    try {
      decoder.openStream();
      return decoder;
    } catch (CameraException | RuntimeException e) {
      decoder.close();
      throw e;
    }
  }

  /** Loads FFmpeg. */
  static void load() {
    Loader.load(avformat.class);
    Loader.load(swscale.class);
  }

  private static void requireContent(Path clip) throws CameraException {
    try {
      if (Files.size(clip) == 0) {
        throw new CameraException("The clip %s is empty (0 bytes): copy it again.".formatted(clip));
      }
    } catch (IOException e) {
      throw new CameraException(
          "The clip %s cannot be read: %s.".formatted(clip, e.getMessage()), e);
    }
  }

  private void openStream() throws CameraException {
    AVDictionary options = new AVDictionary((Pointer) null);
    // A playlist in disguise must not reach out to the network.
    av_dict_set(options, "protocol_whitelist", "file", 0);
    int opened = avformat_open_input(format, "file:" + clip.toAbsolutePath(), null, options);
    av_dict_free(options);
    if (opened < 0 || avformat_find_stream_info(format, (AVDictionary) null) < 0) {
      throw unreadable();
    }
    AVCodec decoder = new AVCodec((Pointer) null);
    streamIndex = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, decoder, 0);
    if (streamIndex < 0 || decoder.isNull()) {
      throw unreadable();
    }
    AVStream stream = format.streams(streamIndex);
    AVCodecParameters parameters = stream.codecpar();
    codec = avcodec_alloc_context3(decoder);
    codec.max_pixels(PictureReader.MOST_PIXELS);
    if (avcodec_parameters_to_context(codec, parameters) < 0
        || avcodec_open2(codec, decoder, (AVDictionary) null) < 0) {
      throw unreadable();
    }
    if (parameters.width() < 1 || parameters.height() < 1) {
      throw unreadable();
    }
    quarterTurns = quarterTurns(parameters);
    AVRational base = stream.time_base();
    nanosPerTick = 1e9 * base.num() / Math.max(1, base.den());
    AVRational rate = stream.avg_frame_rate();
    double framesPerSecond =
        rate.num() > 0 && rate.den() > 0
            ? (double) rate.num() / rate.den()
            : USUAL_FRAMES_PER_SECOND;
    pictureNanos = Math.round(1e9 / framesPerSecond);
    nanos = -pictureNanos;
    startTick = stream.start_time() == AV_NOPTS_VALUE ? 0 : stream.start_time();
    headerNanos = stream.duration() > 0 ? Math.round(stream.duration() * nanosPerTick) : 0;
    prepareGrey(parameters.width(), parameters.height());
  }

  private void prepareGrey(int width, int height) throws CameraException {
    int[] size = Luma.sizeWithin(width, height, longestSide);
    scaler.flags(SWS_AREA);
    grey.format(AV_PIX_FMT_GRAY8);
    grey.width(size[0]);
    grey.height(size[1]);
    // Most clips store 16 to 235; the scaler stretches them to the full 0 to 255.
    grey.color_range(AVCOL_RANGE_JPEG);
    if (av_frame_get_buffer(grey, 0) < 0) {
      throw new CameraException("There is no memory for the pictures of %s.".formatted(clip));
    }
    greyPixels = grey.data(0).capacity((long) grey.linesize(0) * size[1]).asByteBuffer();
  }

  /** Decodes the next picture, passing over damaged ones; false at the end of the clip. */
  boolean next() {
    while (true) {
      int received = avcodec_receive_frame(codec, decoded);
      if (received == 0) {
        boolean converted = sws_scale_frame(scaler, grey, decoded) >= 0;
        long tick = decoded.best_effort_timestamp();
        av_frame_unref(decoded);
        nanos =
            tick == AV_NOPTS_VALUE
                ? nanos + pictureNanos
                : Math.round((tick - startTick) * nanosPerTick);
        if (converted) {
          return true;
        }
        damaged = true;
      } else if (received == AVERROR_EOF || drained) {
        // Containers round their durations, so only a good part that is missing tells.
        damaged |= nanos + pictureNanos < headerNanos * 0.9;
        return false;
      } else {
        sendPacket();
      }
    }
  }

  private void sendPacket() {
    int read = av_read_frame(format, packet);
    if (read < 0) {
      damaged |= read != AVERROR_EOF;
      drained = true;
      avcodec_send_packet(codec, null);
      return;
    }
    if (packet.stream_index() == streamIndex) {
      damaged |= avcodec_send_packet(codec, packet) < 0;
    }
    av_packet_unref(packet);
  }

  /** The picture that {@link #next} decoded, in a buffer of {@code pool}. */
  Luma copy(FramePool pool) {
    int width = grey.width();
    int height = grey.height();
    byte[] pixels = pool.take(width * height);
    if (quarterTurns == 0) {
      copyRows(pixels, width, height);
      return new Luma(pixels, width, height);
    }
    if (lying.length != pixels.length) {
      lying = new byte[pixels.length];
    }
    copyRows(lying, width, height);
    return QuarterTurns.turn(lying, width, height, quarterTurns, pixels);
  }

  private void copyRows(byte[] pixels, int width, int height) {
    int stride = grey.linesize(0);
    for (int row = 0; row < height; row++) {
      greyPixels.get(row * stride, pixels, row * width, width);
    }
  }

  /** When the picture is due, in nanoseconds since the start of the clip. */
  long nanos() {
    return nanos;
  }

  /** How long one picture of the clip is usually shown, in nanoseconds. */
  long pictureNanos() {
    return pictureNanos;
  }

  /** Whether something of the clip that was played so far could not be read. */
  boolean damaged() {
    return damaged;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      sws_free_context(scaler);
      av_frame_free(grey);
      av_frame_free(decoded);
      av_packet_free(packet);
      avcodec_free_context(codec);
      avformat_close_input(format);
    }
  }

  private CameraException unreadable() {
    return new CameraException(
        "%s is not a clip that can be played, or it is cut short: try another, or copy it again."
            .formatted(clip));
  }

  /** Phones store every clip lying and note how to turn it; clockwise, 0 to 3. */
  private static int quarterTurns(AVCodecParameters parameters) {
    AVPacketSideData matrix =
        av_packet_side_data_get(
            parameters.coded_side_data(),
            parameters.nb_coded_side_data(),
            AV_PKT_DATA_DISPLAYMATRIX);
    if (matrix == null || matrix.isNull()) {
      return 0;
    }
    double counterClockwise = av_display_rotation_get(new IntPointer(matrix.data()));
    return Double.isNaN(counterClockwise)
        ? 0
        : Math.floorMod(-Math.round(counterClockwise / 90), 4);
  }
}
