package roomtone.inference;

/**
 * The file of a model that is to run on this device.
 *
 * @param file which
 * @param reason why this one, for people: {@code "set"} or what was measured
 */
public record ChosenModel(ModelFile file, String reason) {}
