package roomtone.inference;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import roomtone.system.FileTrouble;

/**
 * One model file as its manifest describes it. Immutable; nothing has been read or checked yet.
 *
 * @param name what the settings call the model: {@code "expression"}
 * @param task what it is for: {@code "expression"} or {@code "face"}
 * @param precision how its numbers are kept
 * @param format how it is written
 * @param path where it lies
 * @param sha256 of its bytes, 64 lower-case hexadecimal digits
 * @param input what it takes
 * @param outputs the names of what it gives
 * @param labels what each place of its output means, in order; empty where that is no list of names
 * @param unsureBelow the probability or score below which its answer is no answer, 0 to 1
 * @param compiled the same, compiled for the Edge TPU; empty where nobody did
 */
public record ModelFile(
    String name,
    String task,
    Precision precision,
    ModelFormat format,
    Path path,
    String sha256,
    ModelInput input,
    List<String> outputs,
    List<String> labels,
    float unsureBelow,
    Optional<ModelFile> compiled) {
  /** Copies the lists. */
  public ModelFile {
    outputs = List.copyOf(outputs);
    labels = List.copyOf(labels);
  }

  /** A file in ONNX. */
  public ModelFile(
      String name,
      String task,
      Precision precision,
      Path path,
      String sha256,
      ModelInput input,
      List<String> outputs,
      List<String> labels,
      float unsureBelow) {
    this(
        name,
        task,
        precision,
        ModelFormat.ONNX,
        path,
        sha256,
        input,
        outputs,
        labels,
        unsureBelow,
        Optional.empty());
  }

  /**
   * Reads the file and checks its SHA-256, so that what runs is what was measured.
   *
   * @throws ModelException if the file is missing, unreadable or another one
   */
  public byte[] readVerified() throws ModelException {
    byte[] bytes;
    String found;
    try {
      bytes = Files.readAllBytes(path);
      found = hash(new ByteArrayInputStream(bytes));
    } catch (NoSuchFileException e) {
      throw new ModelException(
          "The model file %s is missing: build or install Roomtone again.".formatted(path), e);
    } catch (IOException e) {
      throw new ModelException(
          "The model file %s can't be read: %s.".formatted(path, FileTrouble.reason(e)), e);
    }
    if (!found.equals(sha256)) {
      throw new ModelException(
          "The model file %s is not the one in the manifest: its SHA-256 is %s…, expected %s…; restore the file or install Roomtone again."
              .formatted(path, found.substring(0, 12), sha256.substring(0, 12)));
    }
    return bytes;
  }

  /** How large the file is, in bytes. */
  public long size() throws ModelException {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw new ModelException(
          "The model file %s can't be read: %s.".formatted(path, FileTrouble.reason(e)), e);
    }
  }

  /** The SHA-256 of what a stream holds, as {@link #sha256} has it; the stream is not closed. */
  public static String hash(InputStream stream) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(stream, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
