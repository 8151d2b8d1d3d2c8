package roomtone.system.outbound;

/**
 * What was exchanged with a host since the start.
 *
 * @param host a name or an address; {@code "localhost"} for this machine
 * @param connections how often a connection was tried
 * @param sentBytes without what encryption adds
 * @param receivedBytes the same for what came
 */
public record Contact(
    Purpose purpose, String host, long connections, long sentBytes, long receivedBytes) {}
