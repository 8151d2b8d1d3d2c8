package roomtone.evaluate;

import static roomtone.emotion.Emotion.ANGRY;
import static roomtone.emotion.Emotion.DISGUST;
import static roomtone.emotion.Emotion.FEAR;
import static roomtone.emotion.Emotion.HAPPY;
import static roomtone.emotion.Emotion.NEUTRAL;
import static roomtone.emotion.Emotion.SAD;
import static roomtone.emotion.Emotion.SURPRISE;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import roomtone.emotion.Emotion;
import roomtone.inference.ModelFile;
import roomtone.inference.ModelInput;
import roomtone.inference.Precision;

/**
 * Somebody else's expression model and how it wants its pictures: squares of floats, plane by
 * plane, each {@code grey * scale + offset} for grey of 0 to 255.
 *
 * @param name for people
 * @param file its usual name
 * @param sha256 of the file for which all this holds
 * @param side of the square, in pixels
 * @param scale the same for each plane
 * @param offsets one for each plane; more than one where the model was made for colour
 * @param order what each place of its answer means
 */
record Peer(
    String name,
    String file,
    String sha256,
    int side,
    float scale,
    List<Float> offsets,
    List<Emotion> order) {
  /** Those that are known; their files are not ours to ship. */
  static final List<Peer> KNOWN =
      List.of(
          new Peer(
              "mini-Xception",
              "oarriaga__fer2013_mini_XCEPTION.107-0.66.onnx",
              "1b9d85a04362834503f89e8995674d2d774ead0e824de48977e7a42590a41213",
              64,
              1 / 127.5f,
              List.of(-1f),
              Arrays.asList(Emotion.values())),
          new Peer(
              "big Xception",
              "oarriaga__fer2013_big_XCEPTION.54-0.66.onnx",
              "4e3c328297e950f41225585e6991c26f512e4d32de2a8a41a821da2597dae864",
              64,
              1 / 127.5f,
              List.of(-1f),
              Arrays.asList(Emotion.values())),
          new Peer(
              "face-api.js",
              "faceapi.onnx",
              "780bad6ee3f466f1c32ec2582283a2acb3f6dc7fe00b8115078086b2ad0ff150",
              112,
              1 / 255f,
              List.of(-122.782f / 255, -117.001f / 255, -104.298f / 255),
              List.of(NEUTRAL, HAPPY, SAD, ANGRY, FEAR, DISGUST, SURPRISE)));

  /** What all peers call what they give. */
  static final String OUTPUT = "prob";

  private static final String INPUT = "input";

  /** Copies the lists. */
  Peer {
    offsets = List.copyOf(offsets);
    order = List.copyOf(order);
  }

  /** One plane of grey values as they are, of this peer's size. */
  ModelInput plane() {
    return new ModelInput(INPUT, side, side, 1, 1, 0);
  }

  /** Its file as an engine wants it described. */
  ModelFile at(Path path) {
    return new ModelFile(
        name,
        "expression",
        Precision.FP32,
        path,
        sha256,
        new ModelInput(INPUT, side, side, offsets.size(), scale, 0),
        List.of(OUTPUT),
        order.stream().map(Emotion::label).toList(),
        0);
  }
}
