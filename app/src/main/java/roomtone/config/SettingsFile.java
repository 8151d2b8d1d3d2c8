package roomtone.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import roomtone.config.SettingsChange.Changed;
import roomtone.config.SettingsException.Problem;
import roomtone.system.AtomicFile;
import roomtone.system.FileTrouble;

/**
 * The operator's settings file, in which keys can be changed while all else stays as it was
 * written: comments, order, blank lines, quotes.
 *
 * <p>What is written was checked as it will be when it is read. A file that is missing is begun
 * with all keys commented out. Any thread.
 */
public final class SettingsFile {
  private static final String MISSING = "missing";

  private final Path file;
  private final Map<String, String> environment;
  private final Path standardLog;

  /**
   * A file, which may be missing yet.
   *
   * @param environment the process's environment, for the overrides
   * @param standardLog where the log is kept unless the file says otherwise
   */
  public SettingsFile(Path file, Map<String, String> environment, Path standardLog) {
    this.file = file;
    this.environment = Map.copyOf(environment);
    this.standardLog = standardLog;
  }

  /** Where it lies. */
  public Path path() {
    return file;
  }

  /**
   * What it says now.
   *
   * @throws SettingsException if it can't be read at all
   */
  public SettingsState read() throws SettingsException {
    return state(content());
  }

  /**
   * Changes keys, all of them or none.
   *
   * @param edits the new text of each key; empty to go back to the default
   * @param version of the state that the edits were made for; empty to take what is there now
   */
  public synchronized SettingsChange change(
      Map<String, Optional<String>> edits, Optional<String> version) {
    Content before;
    SettingsState state;
    try {
      before = content();
      state = state(before);
    } catch (SettingsException e) {
      return new SettingsChange.Refused(e.problems());
    }
    if (version.isPresent() && !version.get().equals(state.version())) {
      return new SettingsChange.Overtaken();
    }
    String text = before.text();
    for (Map.Entry<String, Optional<String>> edit : edits.entrySet()) {
      Optional<Problem> problem = unknown(edit.getKey());
      try {
        text = problem.isEmpty() ? edited(text, edit.getKey(), edit.getValue()) : text;
      } catch (IllegalArgumentException | YamlEngineException e) {
        problem = Optional.of(byHand(edit.getKey()));
      }
      if (problem.isPresent()) {
        return new SettingsChange.Refused(List.of(problem.get()));
      }
    }
    List<Problem> problems = check(text);
    if (state.problems().isEmpty() && problems.stream().anyMatch(one -> one.key().isEmpty())) {
      // What was YAML is none any more: a name was given to a value that is written over.
      problems = edits.keySet().stream().map(SettingsFile::byHand).toList();
    }
    if (!problems.isEmpty()) {
      return new SettingsChange.Refused(problems);
    }
    if (text.equals(before.text())) {
      return new SettingsChange.Saved(List.of());
    }
    return write(text, before, edits, state);
  }

  /** One edit, after which every other key must say what it said before. */
  private static String edited(String text, String key, Optional<String> value) {
    Map<String, String> wished = YamlTree.of(text).values();
    String edited =
        value.map(to -> YamlEdit.set(text, key, to)).orElseGet(() -> YamlEdit.unset(text, key));
    value.ifPresentOrElse(to -> wished.put(key, to), () -> wished.remove(key));
    if (!YamlTree.of(edited).values().equals(wished)) {
      throw new IllegalArgumentException("the edit would change more than " + key);
    }
    return edited;
  }

  private static Problem byHand(String key) {
    return new Problem(
        0, key, key + " can't be changed for you in a file written like this: edit it by hand.");
  }

  private static Optional<Problem> unknown(String key) {
    return SettingsKeys.has(key)
        ? Optional.empty()
        : Optional.of(new Problem(0, key, SettingsReader.unknown(key)));
  }

  private List<Problem> check(String text) {
    try {
      Settings.from(SettingsReader.parse(file.toString(), text, environment), standardLog);
      return List.of();
    } catch (SettingsException e) {
      return e.problems();
    }
  }

  private SettingsChange write(
      String text, Content before, Map<String, Optional<String>> edits, SettingsState state) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      if (!content().equals(before)) {
        return new SettingsChange.Overtaken();
      }
      if (!before.isMissing()) {
        AtomicFile.rewrite(file, bytes);
      } else if (edits.keySet().stream().anyMatch(SettingsFile::isSecret)) {
        AtomicFile.writeSecret(file, bytes);
      } else {
        AtomicFile.write(file, bytes);
      }
      return new SettingsChange.Saved(changes(state, read(), edits));
    } catch (SettingsException e) {
      return new SettingsChange.Refused(e.problems());
    } catch (IOException e) {
      return new SettingsChange.Failed(
          "%s can't be written (%s), and is as it was: let the user that the kiosk runs as write to its folder, or edit it by hand."
              .formatted(file, FileTrouble.reason(e)));
    }
  }

  private static boolean isSecret(String key) {
    return SettingsKeys.find(key).orElseThrow().secret();
  }

  private static List<Changed> changes(
      SettingsState before, SettingsState after, Map<String, Optional<String>> edits) {
    List<Changed> changes = new ArrayList<>();
    for (Map.Entry<String, Optional<String>> edit : edits.entrySet()) {
      String key = edit.getKey();
      String was = before.item(key).orElseThrow().value();
      SettingsState.Item is = after.item(key).orElseThrow();
      if (is.type() == SettingType.SECRET) {
        changes.add(
            new Changed(key, edit.getValue().isEmpty() ? "removed " + key : "changed " + key));
      } else if (edit.getValue().isEmpty()) {
        changes.add(
            new Changed(key, "set %s back from %s to its default".formatted(key, named(was))));
      } else if (!was.equals(is.value())) {
        changes.add(
            new Changed(
                key, "changed %s from %s to %s".formatted(key, named(was), named(is.value()))));
      } else {
        changes.add(new Changed(key, "wrote down that %s is %s".formatted(key, named(was))));
      }
    }
    return changes;
  }

  private static String named(String value) {
    return value.isEmpty() ? "nothing" : value;
  }

  private SettingsState state(Content content) throws SettingsException {
    List<Problem> problems = new ArrayList<>();
    SettingsValues values = SettingsReader.parse(file.toString(), content.text(), Map.of());
    problems.addAll(values.problems());
    if (problems.isEmpty()) {
      problems.addAll(check(content.text()));
    }
    return new SettingsState(content.version(), values.texts(), environment, problems);
  }

  private Content content() throws SettingsException {
    if (Files.notExists(file)) {
      return new Content(Settings.commentedDefaults(), true);
    }
    return new Content(SettingsReader.text(file), false);
  }

  /** What is in the file, or would be put into one that is missing. */
  private record Content(String text, boolean isMissing) {
    String version() {
      if (isMissing) {
        return MISSING;
      }
      try {
        byte[] digest =
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).substring(0, 16);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }
}
