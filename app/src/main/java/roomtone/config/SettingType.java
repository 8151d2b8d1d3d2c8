package roomtone.config;

/** What kind of value a key takes. */
public enum SettingType {
  /** Any text, or one of a form that the range tells. */
  TEXT,
  /** A whole number. */
  NUMBER,
  /** A number with a fraction. */
  FRACTION,
  /** A length of time: {@code 8 s}. */
  DURATION,
  /** An address on the web. */
  ADDRESS,
  /** True or false. */
  FLAG,
  /** Words with spaces between. */
  WORDS,
  /** One of a few words. */
  CHOICE,
  /** A text that is never shown. */
  SECRET
}
