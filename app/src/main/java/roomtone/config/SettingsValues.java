package roomtone.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import roomtone.config.SettingsException.Problem;

/** A value for every key, whether from the file, the environment or the default. */
final class SettingsValues {
  private final Map<String, Object> values;
  private final Map<String, String> texts;
  private final String file;
  private final List<Problem> problems;

  SettingsValues(
      Map<String, Object> values, Map<String, String> texts, String file, List<Problem> problems) {
    this.values = values;
    this.texts = texts;
    this.file = file;
    this.problems = problems;
  }

  @SuppressWarnings("unchecked") // the key's own parser made the value
  <T> T get(Key<T> key) {
    Object value = values.get(key.name());
    if (value == null) {
      throw new IllegalArgumentException("no key " + key.name());
    }
    return (T) value;
  }

  /** The text that was set for a key; empty where nothing was. */
  Optional<String> text(Key<?> key) {
    return Optional.ofNullable(texts.get(key.name()));
  }

  /**
   * Makes a part of the settings, noting as a problem what its own checks refuse: two keys that
   * don't fit each other, say. The fallback stands in until {@link #check} reports it.
   */
  <S> S section(String name, Supplier<S> maker, S fallback) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      problems.add(new Problem(0, name, "%s: %s.".formatted(name, e.getMessage())));
      return fallback;
    }
  }

  /** All texts that were set, by their keys. */
  Map<String, String> texts() {
    return texts;
  }

  /** Everything that is wrong. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Throws all that is wrong, if anything is. */
  void check() throws SettingsException {
    if (!problems.isEmpty()) {
      throw new SettingsException(file, problems);
    }
  }
}
