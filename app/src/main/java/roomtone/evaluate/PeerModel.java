package roomtone.evaluate;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import roomtone.camera.Frame;
import roomtone.emotion.EmotionScores;
import roomtone.emotion.FaceCrop;
import roomtone.face.FaceBox;
import roomtone.inference.InferenceEngine;
import roomtone.inference.LoadedModel;
import roomtone.inference.ModelException;
import roomtone.inference.ModelInput;

/** A peer that is ready to read faces. For one thread; closing frees the model. */
final class PeerModel implements AutoCloseable {
  private final Peer peer;
  private final LoadedModel model;
  private final FloatBuffer grey;

  private PeerModel(Peer peer, LoadedModel model) {
    this.peer = peer;
    this.model = model;
    grey = FloatBuffer.allocate(peer.plane().size());
  }

  static PeerModel load(InferenceEngine engine, Peer peer, Path file) throws ModelException {
    return new PeerModel(peer, engine.load(peer.at(file), List.of(Peer.OUTPUT)));
  }

  /** Reads one face, cut out as it is for our own model. */
  EmotionScores classify(Frame frame, FaceBox box) throws ModelException {
    ModelInput plane = peer.plane();
    FaceCrop.fill(frame, box, 0, plane, grey);
    for (int i = 0; i < peer.offsets().size(); i++) {
      float offset = peer.offsets().get(i);
      for (int j = 0; j < plane.size(); j++) {
        model.input().put(i * plane.size() + j, grey.get(j) * peer.scale() + offset);
      }
    }
    model.run();
    FloatBuffer answer = model.output(Peer.OUTPUT);
    float[] probabilities = new float[peer.order().size()];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[peer.order().get(i).index()] = answer.get(i);
    }
    try {
      return EmotionScores.of(probabilities);
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          "The peer %s gave no probabilities: %s.".formatted(peer.name(), e.getMessage()), e);
    }
  }

  /** Who it is. */
  Peer peer() {
    return peer;
  }

  /** What runs, to be timed. */
  LoadedModel model() {
    return model;
  }

  @Override
  public void close() {
    model.close();
  }
}
