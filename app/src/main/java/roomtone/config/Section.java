package roomtone.config;

import java.util.List;

/**
 * A part of the settings file.
 *
 * @param name the first word of its keys
 * @param description one sentence
 * @param keys in their order
 */
record Section(String name, String description, List<Key<?>> keys) {
  /** Copies the list. */
  Section {
    keys = List.copyOf(keys);
  }
}
