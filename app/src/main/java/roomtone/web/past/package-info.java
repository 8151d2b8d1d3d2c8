/**
 * What the page shows of the past: the spans to choose from, and the log's summary as a document
 * and as sentences and tables.
 *
 * <p>It knows nothing of requests and answers.
 */
@NullMarked
package roomtone.web.past;

import org.jspecify.annotations.NullMarked;
