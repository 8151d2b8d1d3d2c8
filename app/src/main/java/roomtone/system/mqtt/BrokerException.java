package roomtone.system.mqtt;

/** A broker can't be used now; the message is a sentence for the operator. */
final class BrokerException extends Exception {
  private static final long serialVersionUID = 1L;

  BrokerException(String message) {
    super(message);
  }

  BrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}
