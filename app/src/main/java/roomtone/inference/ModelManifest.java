package roomtone.inference;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import roomtone.system.FileTrouble;

/** The list of model files that are shipped: {@code manifest.json} in the models' folder. */
public final class ModelManifest {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final Path file;
  private final List<ModelFile> models;

  private ModelManifest(Path file, List<ModelFile> models) {
    this.file = file;
    this.models = models;
  }

  /**
   * Reads the manifest of a folder of models.
   *
   * @throws ModelException if it is missing or says something that can't be
   */
  public static ModelManifest read(Path folder) throws ModelException {
    Path file = folder.resolve("manifest.json");
    try {
      Entries entries = JSON.readValue(Files.readAllBytes(file), Entries.class);
      return new ModelManifest(
          file,
          entries.models().stream()
              .map(entry -> entry.toModelFile(folder))
              .sorted(Comparator.comparing(ModelFile::format))
              .toList());
    } catch (NoSuchFileException e) {
      throw new ModelException(
          "There is no manifest.json in the models' folder %s: set models.folder, or build or install Roomtone again."
              .formatted(folder),
          e);
    } catch (JacksonException e) {
      throw new ModelException(
          "The model manifest %s is not what it should be: %s."
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (NullPointerException e) {
      // Jackson leaves null where the file says null, which the records do not take.
      throw new ModelException(
          "The model manifest %s can't be used: it says null where a value must be."
              .formatted(file),
          e);
    } catch (IOException e) {
      throw new ModelException(
          "The model manifest %s can't be read: %s.".formatted(file, FileTrouble.reason(e)), e);
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          "The model manifest %s can't be used: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Reads the manifest that a model file belongs to: the nearest in the folders above it.
   *
   * @throws ModelException if there is no such file, or no manifest
   */
  public static ModelManifest above(Path model) throws ModelException {
    Path file = model.toAbsolutePath().normalize();
    if (!Files.isRegularFile(file)) {
      throw new ModelException("There is no model file %s: check the path.".formatted(file));
    }
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("manifest.json"))) {
        return read(folder);
      }
    }
    throw new ModelException(
        "There is no manifest.json above the model file %s, so what it takes is not known: put one into its folder that describes it."
            .formatted(file));
  }

  /**
   * The entry of a file.
   *
   * @throws ModelException if there is none; the message names those there are
   */
  public ModelFile find(Path model) throws ModelException {
    Path path = model.toAbsolutePath().normalize();
    return models.stream()
        .filter(entry -> entry.path().toAbsolutePath().normalize().equals(path))
        .findFirst()
        .orElseThrow(() ->
            new ModelException(
                "The model file %s has no entry in %s, so what it takes is not known; those listed are: %s."
                    .formatted(path, file, names())));
  }

  /**
   * The same list, with what an engine runs first: of files of one name and precision, it finds
   * that engine's.
   */
  public ModelManifest preferredBy(InferenceEngine engine) {
    return new ModelManifest(
        file,
        models.stream()
            .sorted(Comparator.comparingInt(model -> engine.runs(model) ? 0 : 1))
            .toList());
  }

  /** All that it lists. */
  public List<ModelFile> models() {
    return models;
  }

  /** Whether it lists a file of this name and precision. */
  public boolean has(String name, Precision precision) {
    return models.stream().anyMatch(model -> isOf(model, name, precision));
  }

  /**
   * The file of a model by its name and precision.
   *
   * @throws ModelException if there is none; the message names those there are
   */
  public ModelFile find(String name, Precision precision) throws ModelException {
    return models.stream()
        .filter(model -> isOf(model, name, precision))
        .findFirst()
        .orElseThrow(() ->
            new ModelException(
                "There is no model \"%s\" in %s; %s lists: %s."
                    .formatted(name, precision.label(), file, names())));
  }

  private static boolean isOf(ModelFile model, String name, Precision precision) {
    return model.name().equals(name) && model.precision() == precision;
  }

  /**
   * The file of a model by its name: in int8 where there is one.
   *
   * @throws ModelException if there is none; the message names those there are
   */
  public ModelFile find(String name) throws ModelException {
    return models.stream()
        .filter(model -> model.name().equals(name))
        .min(Comparator.comparing(ModelFile::precision))
        .orElseThrow(() ->
            new ModelException(
                "There is no model \"%s\"; %s lists: %s.".formatted(name, file, names())));
  }

  /** The same model in another precision. */
  public Optional<ModelFile> twin(ModelFile model) {
    return models.stream()
        .filter(
            other -> other.name().equals(model.name()) && other.precision() != model.precision())
        .findFirst();
  }

  /** The same model, in the same precision, in another format. */
  public Optional<ModelFile> in(ModelFormat format, ModelFile model) {
    return models.stream()
        .filter(other -> isOf(other, model.name(), model.precision()) && other.format() == format)
        .findFirst();
  }

  private String names() {
    return models.stream()
        .map(model -> model.name() + " (" + model.precision().label() + ")")
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private record Entries(@JsonProperty(required = true) List<Entry> models) {}

  private record Entry(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String task,
      @JsonProperty(required = true) String precision,
      @JsonProperty(required = true) String file,
      @JsonProperty(required = true) String sha256,
      @JsonProperty(required = true) ModelInput input,
      @JsonProperty(required = true) List<String> outputs,
      @Nullable List<String> labels,
      float unsureBelow,
      @Nullable String format,
      @Nullable Compiled edgeTpu) {
    ModelFile toModelFile(Path folder) {
      return described(
          folder,
          file,
          sha256,
          Optional.ofNullable(edgeTpu)
              .map(other -> described(folder, other.file(), other.sha256(), Optional.empty())));
    }

    private ModelFile described(
        Path folder, String name, String hash, Optional<ModelFile> compiled) {
      if (!SHA256.matcher(hash).matches()) {
        throw new IllegalArgumentException("\"%s\" is no SHA-256".formatted(hash));
      }
      Path path = folder.resolve(name).normalize();
      if (!path.startsWith(folder.normalize())) {
        throw new IllegalArgumentException("%s lies outside the folder".formatted(name));
      }
      return new ModelFile(
          this.name,
          task,
          Precision.valueOf(precision.toUpperCase(Locale.ROOT)),
          format == null ? ModelFormat.ONNX : ModelFormat.valueOf(format.toUpperCase(Locale.ROOT)),
          path,
          hash,
          input,
          outputs,
          Optional.ofNullable(labels).orElse(List.of()),
          unsureBelow,
          compiled);
    }
  }

  private record Compiled(
      @JsonProperty(required = true) String file, @JsonProperty(required = true) String sha256) {}
}
