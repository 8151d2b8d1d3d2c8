package roomtone.web.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All settings at one moment. Immutable.
 *
 * @param file where they are kept
 * @param version what this state of the file is told from others by; empty if it can't be read
 * @param sections all keys, in their order; empty if the file can't be read
 * @param troubles everything that is wrong with the file, and why new settings could not start
 * @param waiting the keys whose new values hold after the next start
 */
public record SettingsView(
    String file,
    String version,
    List<Section> sections,
    List<Trouble> troubles,
    List<String> waiting) {
  /** A part of the settings; its description is English, like all descriptions of settings. */
  public record Section(String name, String description, List<Setting> settings) {}

  /**
   * Something that is wrong.
   *
   * @param key which it is about, or its section; empty where it is about none
   */
  public record Trouble(String key, String message) {}

  /** Where a value comes from. */
  public enum Source {
    /** The file. */
    FILE,
    /** An environment variable, whatever the file says. */
    ENVIRONMENT,
    /** The command line, whatever the file says. */
    COMMAND_LINE,
    /** Nobody set it. */
    DEFAULT
  }

  /**
   * A key with its value.
   *
   * @param type text, number, fraction, duration, address, flag, words, choice or secret
   * @param range what is allowed
   * @param choices what can be chosen; empty where it is no choice
   * @param fallback what holds where nothing is set
   * @param value what is set, as people may see it
   * @param hidden whether that is not all of it
   * @param onlyByHand whether it can be changed in the file only
   * @param environment the variable that overrides the file; null where there is none
   * @param holds what holds instead, from the command line; null where nothing does
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Setting(
      String key,
      String type,
      String description,
      String range,
      List<String> choices,
      String fallback,
      String value,
      boolean hidden,
      boolean onlyByHand,
      Source source,
      @Nullable String environment,
      @Nullable String holds) {
    /** Whether nothing of its value is ever shown. */
    public boolean isSecret() {
      return type.equals("secret");
    }

    /** The key without its section. */
    public String shortKey() {
      return key.substring(key.indexOf('.') + 1);
    }
  }
}
