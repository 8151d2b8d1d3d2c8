/**
 * Remembers what the room showed and what was played, in SQLite, and nothing that depicts a person.
 *
 * <p>One writer thread stands behind a bounded queue and commits in batches that spare an SD card;
 * a queue that is full counts what it drops. Only this package uses JDBC.
 */
@NullMarked
package roomtone.history;

import org.jspecify.annotations.NullMarked;
