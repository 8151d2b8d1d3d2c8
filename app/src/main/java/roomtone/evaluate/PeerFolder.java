package roomtone.evaluate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import roomtone.inference.ModelException;
import roomtone.inference.ModelFile;

/**
 * The peers whose files lie in a folder.
 *
 * @param peers which, and where
 * @param leftOut the names of the ONNX files that are not known
 */
record PeerFolder(Map<Peer, Path> peers, List<String> leftOut) {
  /**
   * Looks for peers by the SHA-256 of the files, in {@code emotion} if there is such a folder.
   *
   * @throws EvaluationException if none is there
   * @throws ModelException if a file has a peer's name but is another one
   */
  static PeerFolder read(Path folder, List<Peer> known) throws EvaluationException, ModelException {
    Path inside = folder.resolve("emotion");
    Path place = Files.isDirectory(inside) ? inside : folder;
    Map<Peer, Path> peers = new LinkedHashMap<>();
    List<String> leftOut = new ArrayList<>();
    try (Stream<Path> files = Files.list(place)) {
      for (Path file : files.filter(PeerFolder::isModel).sorted().toList()) {
        Optional<Peer> peer = peer(file, known);
        peer.ifPresentOrElse(
            found -> peers.put(found, file), () -> leftOut.add(file.getFileName().toString()));
      }
    } catch (IOException e) {
      throw new EvaluationException(
          "The folder of peers %s can't be read: %s.".formatted(place, e), e);
    }
    if (peers.isEmpty()) {
      throw new EvaluationException(
          "%s holds none of the peers that are known here: %s."
              .formatted(place, known.stream().map(Peer::file).collect(Collectors.joining(", "))));
    }
    return new PeerFolder(peers, leftOut);
  }

  private static Optional<Peer> peer(Path file, List<Peer> known)
      throws IOException, ModelException {
    String hash;
    try (InputStream stream = Files.newInputStream(file)) {
      hash = ModelFile.hash(stream);
    }
    for (Peer peer : known) {
      if (peer.sha256().equals(hash)) {
        return Optional.of(peer);
      }
    }
    for (Peer peer : known) {
      if (file.getFileName().toString().equals(peer.file())) {
        throw new ModelException(
            "The peer %s is not the file that is known here (SHA-256 %s…, expected %s…), so how it wants its pictures is not known: replace it or take it away."
                .formatted(file, hash.substring(0, 12), peer.sha256().substring(0, 12)));
      }
    }
    return Optional.empty();
  }

  private static boolean isModel(Path file) {
    return Files.isRegularFile(file) && file.toString().endsWith(".onnx");
  }
}
