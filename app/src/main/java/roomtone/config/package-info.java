/**
 * The settings file: read at a start, checked as a whole, every error in one report with its line;
 * and changed key by key, all else in it left as it was written.
 *
 * <p>{@link roomtone.config.SettingsKeys} is the one place where a key, its type, default, bounds
 * and description are written; the reader, the commented file and the reference page are all made
 * from it.
 */
@NullMarked
package roomtone.config;

import org.jspecify.annotations.NullMarked;
