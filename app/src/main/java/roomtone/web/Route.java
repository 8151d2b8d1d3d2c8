package roomtone.web;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * One address that is answered; one for GET answers HEAD too, without the body.
 *
 * @param path in the notation of the OpenAPI document
 */
record Route(HandlerType method, String path, Handler handler) {
  static Route get(String path, Handler handler) {
    return new Route(HandlerType.GET, path, handler);
  }

  static Route post(String path, Handler handler) {
    return new Route(HandlerType.POST, path, handler);
  }
}
