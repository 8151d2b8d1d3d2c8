/**
 * What is said to people, in each language that the kiosk knows.
 *
 * <p>A room says what it means with a {@link roomtone.language.Phrase}; the page puts it into the
 * {@link roomtone.language.Language} that a browser prefers, the command line and the log into
 * English. A language is one file in {@code roomtone/language/} and its tag in {@link
 * roomtone.language.Language#ALL}.
 */
@NullMarked
package roomtone.language;

import org.jspecify.annotations.NullMarked;
