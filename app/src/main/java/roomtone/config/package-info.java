/**
 * The settings file: read once, checked as a whole, every error in one report with its line.
 *
 * <p>{@link roomtone.config.SettingsKeys} is the one place where a key, its type, default, bounds
 * and description are written; the reader, the commented file and the reference page are all made
 * from it.
 */
@NullMarked
package roomtone.config;

import org.jspecify.annotations.NullMarked;
