package roomtone.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import roomtone.config.SettingsException.Problem;

/** All keys with what a file says of them at one moment; shows no secret. Immutable. */
public final class SettingsState {
  private final String version;
  private final Map<String, String> written;
  private final Map<String, String> environment;
  private final List<Problem> problems;

  SettingsState(
      String version,
      Map<String, String> written,
      Map<String, String> environment,
      List<Problem> problems) {
    this.version = version;
    this.written = Map.copyOf(written);
    this.environment = Map.copyOf(environment);
    this.problems = List.copyOf(problems);
  }

  /** Where a value comes from. */
  public enum Source {
    /** The file. */
    FILE,
    /** An environment variable, whatever the file says. */
    ENVIRONMENT,
    /** Nobody set it. */
    DEFAULT
  }

  /** A part of the settings. */
  public record Part(String name, String description, List<Item> items) {}

  /**
   * A key with its value.
   *
   * @param choices what can be chosen; empty where it is no choice
   * @param fallback what holds where nothing is set
   * @param environment the variable that overrides the file; null where there is none
   * @param value what holds, as people may see it
   * @param isHiding whether that is not all of it
   * @param onlyByHand whether whoever has the page alone must not change it
   */
  public record Item(
      String key,
      SettingType type,
      String description,
      String range,
      List<String> choices,
      String fallback,
      @Nullable String environment,
      String value,
      boolean isHiding,
      boolean onlyByHand,
      Source source) {}

  /** What the file's text is told from others by. */
  public String version() {
    return version;
  }

  /** Everything that is wrong with the file. */
  public List<Problem> problems() {
    return problems;
  }

  /** All sections, in their order. */
  public List<Part> parts() {
    return SettingsKeys.SECTIONS.stream()
        .map(section ->
            new Part(
                section.name(),
                section.description(),
                section.keys().stream().map(this::item).toList()))
        .toList();
  }

  /** One key; empty where there is none of that name. */
  public Optional<Item> item(String name) {
    return SettingsKeys.find(name).map(this::item);
  }

  /** What to say of a name that is no key; it names the key that was meant, where one is near. */
  public static String unknown(String name) {
    return SettingsReader.unknown(name);
  }

  /** The keys whose values are not the same in another state. */
  public List<String> differences(SettingsState other) {
    return SettingsKeys.all()
        .filter(key -> !Objects.equals(effective(key), other.effective(key)))
        .<String>map(Key::name)
        .toList();
  }

  private String effective(Key<?> key) {
    return key.environment()
        .map(environment::get)
        .orElseGet(() -> written.getOrDefault(key.name(), key.fallback()));
  }

  private Item item(Key<?> key) {
    boolean overridden = key.environment().map(environment::containsKey).orElse(false);
    String value = effective(key);
    return new Item(
        key.name(),
        key.type(),
        key.description(),
        key.range(),
        key.choices(),
        key.fallback(),
        key.environment().orElse(null),
        key.shown(value),
        key.isHiding(value),
        SettingsKeys.ONLY_BY_HAND.contains(key.name()),
        overridden
            ? Source.ENVIRONMENT
            : written.containsKey(key.name()) ? Source.FILE : Source.DEFAULT);
  }
}
