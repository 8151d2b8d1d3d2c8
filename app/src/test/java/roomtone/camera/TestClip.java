package roomtone.camera;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.Pointer;

/** Small MPEG-4 clips at ten pictures a second, written by the tests themselves. */
final class TestClip {
  /** The stored luma of one pixel, limited range: 16 black to 235 white. */
  interface Painter {
    int luma(int picture, int x, int y);
  }

  private TestClip() {}

  /** Writes a clip in the container that the file's ending names. */
  static Path write(Path file, int width, int height, int pictures, Painter painter) {
    AVFormatContext format = new AVFormatContext((Pointer) null);
    check(avformat_alloc_output_context2(format, null, (String) null, file.toString()));
    AVCodec encoder = avcodec_find_encoder(AV_CODEC_ID_MPEG4);
    AVCodecContext codec = avcodec_alloc_context3(encoder);
    codec.width(width).height(height).pix_fmt(AV_PIX_FMT_YUV420P).gop_size(1).max_b_frames(0);
    codec.time_base(av_make_q(1, 10)).framerate(av_make_q(10, 1)).bit_rate(8_000_000);
    check(avcodec_open2(codec, encoder, (AVDictionary) null));
    AVStream stream = avformat_new_stream(format, null);
    check(avcodec_parameters_from_context(stream.codecpar(), codec));
    stream.time_base(codec.time_base()).avg_frame_rate(codec.framerate());
    AVIOContext output = new AVIOContext((Pointer) null);
    check(avio_open(output, file.toString(), AVIO_FLAG_WRITE));
    format.pb(output);
    check(avformat_write_header(format, (AVDictionary) null));

    AVFrame frame = av_frame_alloc();
    frame.format(AV_PIX_FMT_YUV420P).width(width).height(height);
    check(av_frame_get_buffer(frame, 0));
    AVPacket packet = av_packet_alloc();
    for (int picture = 0; picture < pictures; picture++) {
      check(av_frame_make_writable(frame));
      paint(frame, picture, painter);
      frame.pts(picture);
      check(avcodec_send_frame(codec, frame));
      writePackets(format, codec, stream, packet);
    }
    check(avcodec_send_frame(codec, null));
    writePackets(format, codec, stream, packet);
    check(av_write_trailer(format));

    av_packet_free(packet);
    av_frame_free(frame);
    avcodec_free_context(codec);
    avio_closep(output);
    avformat_free_context(format);
    return file;
  }

  private static void paint(AVFrame frame, int picture, Painter painter) {
    for (int plane = 0; plane < 3; plane++) {
      int width = plane == 0 ? frame.width() : (frame.width() + 1) / 2;
      int height = plane == 0 ? frame.height() : (frame.height() + 1) / 2;
      int stride = frame.linesize(plane);
      ByteBuffer pixels = frame.data(plane).capacity((long) stride * height).asByteBuffer();
      byte[] row = new byte[width];
      Arrays.fill(row, (byte) 128);
      for (int y = 0; y < height; y++) {
        for (int x = 0; plane == 0 && x < width; x++) {
          row[x] = (byte) painter.luma(picture, x, y);
        }
        pixels.put(y * stride, row);
      }
    }
  }

  private static void writePackets(
      AVFormatContext format, AVCodecContext codec, AVStream stream, AVPacket packet) {
    while (avcodec_receive_packet(codec, packet) == 0) {
      packet.duration(1);
      av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
      check(av_interleaved_write_frame(format, packet));
    }
  }

  private static void check(int result) {
    if (result < 0) {
      throw new IllegalStateException("FFmpeg answers " + result);
    }
  }
}
