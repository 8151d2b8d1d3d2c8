/**
 * Runs models: tensors in, tensors out, and nothing about faces.
 *
 * <p>{@link roomtone.inference.ModelManifest} says which files exist and refuses one whose SHA-256
 * differs; an {@link roomtone.inference.InferenceEngine} loads a file and runs it. Only this
 * package uses ONNX Runtime. A loaded model is for one thread.
 */
@NullMarked
package roomtone.inference;

import org.jspecify.annotations.NullMarked;
