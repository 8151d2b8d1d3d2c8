package roomtone.music.mpd;

import java.util.List;
import java.util.Optional;

/** What MPD answered: names and values in its order. Immutable. */
record MpdReply(List<Field> fields) {
  /** One line of an answer. */
  record Field(String name, String value) {}

  MpdReply {
    fields = List.copyOf(fields);
  }

  /** The first value of a name. */
  Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /** Every value of a name, in order. */
  List<String> all(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).map(Field::value).toList();
  }

  /** The first value of a name as a whole number, or {@code otherwise}. */
  int number(String name, int otherwise) {
    return first(name)
        .filter(text -> text.matches("\\d{1,9}"))
        .map(Integer::valueOf)
        .orElse(otherwise);
  }
}
