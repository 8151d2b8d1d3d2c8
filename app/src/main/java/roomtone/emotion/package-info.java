/**
 * Reads the expression on one face: a crop in, seven probabilities out.
 *
 * <p>These are expressions, what a face shows, never what a person feels. The crop is a pure
 * function; the classifier puts it through a model of {@code inference}.
 */
@NullMarked
package roomtone.emotion;

import org.jspecify.annotations.NullMarked;
