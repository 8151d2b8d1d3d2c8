package roomtone.music.library;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
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
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_DICT_IGNORE_SUFFIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert_frame;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * One song file, opened with FFmpeg, which knows the tags and sounds of all usual formats. For one
 * thread; closed after use.
 */
final class SongFile implements AutoCloseable {
  /** Samples a second of {@link #samples}. */
  static final int RATE = 11_025;

  private final Path path;
  private final AVFormatContext format = avformat_alloc_context();
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame decoded = av_frame_alloc();
  private final AVFrame plain = av_frame_alloc();
  private final SwrContext resampler = swr_alloc();
  private AVCodecContext codec = new AVCodecContext((Pointer) null);
  private int stream = -1;
  private float[] samples = new float[0];
  private int count;

  private SongFile(Path path) {
    this.path = path;
  }

  /** Opens a file; on failure nothing stays open. */
  static SongFile open(Path path) throws SongException {
    av_log_set_level(AV_LOG_QUIET);
    SongFile file = new SongFile(path);
    try {
      file.openStream();
      return file;
    } catch (SongException | RuntimeException failure) {
      file.close();
      throw failure;
    }
  }

  private void openStream() throws SongException {
    AVDictionary options = new AVDictionary((Pointer) null);
    // A playlist in disguise must not reach out to the network.
    av_dict_set(options, "protocol_whitelist", "file", 0);
    int opened = avformat_open_input(format, "file:" + path.toAbsolutePath(), null, options);
    av_dict_free(options);
    if (opened < 0 || avformat_find_stream_info(format, (AVDictionary) null) < 0) {
      throw unreadable();
    }
    AVCodec decoder = new AVCodec((Pointer) null);
    stream = av_find_best_stream(format, AVMEDIA_TYPE_AUDIO, -1, -1, decoder, 0);
    if (stream < 0 || decoder.isNull()) {
      throw unreadable();
    }
    codec = avcodec_alloc_context3(decoder);
    if (avcodec_parameters_to_context(codec, format.streams(stream).codecpar()) < 0
        || avcodec_open2(codec, decoder, (AVDictionary) null) < 0) {
      throw unreadable();
    }
  }

  /** The tags of the file and of its sound, their names in lower case. */
  Map<String, String> tags() {
    Map<String, String> tags = new HashMap<>();
    read(format.streams(stream).metadata(), tags);
    read(format.metadata(), tags);
    return tags;
  }

  private static void read(AVDictionary dictionary, Map<String, String> tags) {
    AVDictionaryEntry entry = null;
    while (dictionary != null && !dictionary.isNull()) {
      entry = av_dict_get(dictionary, "", entry, AV_DICT_IGNORE_SUFFIX);
      if (entry == null || entry.isNull()) {
        return;
      }
      tags.put(
          entry.key().getString(StandardCharsets.UTF_8).toLowerCase(Locale.ROOT),
          entry.value().getString(StandardCharsets.UTF_8).strip());
    }
  }

  /** The sound from its beginning on, one channel from -1 to 1, {@link #RATE} samples a second. */
  float[] samples(int seconds) {
    samples = new float[RATE * seconds];
    count = 0;
    boolean ended = false;
    while (!ended && count < samples.length) {
      int received = avcodec_receive_frame(codec, decoded);
      if (received == 0) {
        take();
        av_frame_unref(decoded);
      } else {
        ended = received == AVERROR_EOF || !sendPacket();
      }
    }
    return Arrays.copyOf(samples, count);
  }

  private boolean sendPacket() {
    if (av_read_frame(format, packet) < 0) {
      return false;
    }
    if (packet.stream_index() == stream) {
      // A damaged packet is passed over: the rest of the song says enough.
      avcodec_send_packet(codec, packet);
    }
    av_packet_unref(packet);
    return true;
  }

  private void take() {
    AVChannelLayout channels = decoded.ch_layout();
    if (channels.order() == AV_CHANNEL_ORDER_UNSPEC) {
      // The resampler takes what is not said for the usual, and then for a change.
      av_channel_layout_default(channels, channels.nb_channels());
    }
    av_channel_layout_default(plain.ch_layout(), 1);
    plain.sample_rate(RATE);
    plain.format(AV_SAMPLE_FMT_FLT);
    if (swr_convert_frame(resampler, plain, decoded) >= 0) {
      int length = Math.min(plain.nb_samples(), samples.length - count);
      if (length > 0) {
        new FloatPointer(plain.data(0)).get(samples, count, length);
        count += length;
      }
    }
    av_frame_unref(plain);
  }

  @Override
  public void close() {
    swr_free(resampler);
    av_frame_free(plain);
    av_frame_free(decoded);
    av_packet_free(packet);
    avcodec_free_context(codec);
    avformat_close_input(format);
  }

  private SongException unreadable() {
    return new SongException("%s is no song that can be read.".formatted(path));
  }
}
