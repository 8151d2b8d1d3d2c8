package roomtone.web;

/**
 * What a program is told after it asked for something.
 *
 * @param message one sentence for people
 */
record Message(String message) {}
