package roomtone.web;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * One address that is answered; one for GET answers HEAD too, without the body.
 *
 * @param path in the notation of the OpenAPI document
 * @param who may ask
 */
record Route(HandlerType method, String path, Who who, Handler handler) {
  /** Who may ask. */
  enum Who {
    /** Everybody on the network. */
    ANYBODY,
    /** Everybody, unless the operator keeps it to himself. */
    GUESTS_IF_ALLOWED,
    /** Only the operator. */
    OPERATOR
  }

  static Route get(String path, Handler handler) {
    return new Route(HandlerType.GET, path, Who.ANYBODY, handler);
  }

  static Route post(String path, Handler handler) {
    return new Route(HandlerType.POST, path, Who.ANYBODY, handler);
  }

  /** The same for others. */
  Route only(Who others) {
    return new Route(method, path, others, handler);
  }
}
