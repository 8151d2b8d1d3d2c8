package roomtone.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The page's style, script and icon, held in memory.
 *
 * <p>An address that carries the content's hash may be kept for a year; one without is asked for
 * again each time and answered 304 if nothing changed. Immutable.
 */
final class Assets {
  private static final Map<String, String> TYPES =
      Map.of(
          "settings.css", "text/css;charset=utf-8",
          "restart.js", "text/javascript;charset=utf-8",
          "page.css", "text/css;charset=utf-8",
          "page.js", "text/javascript;charset=utf-8",
          "aim.js", "text/javascript;charset=utf-8",
          "operator.js", "text/javascript;charset=utf-8",
          "history.css", "text/css;charset=utf-8",
          "history.js", "text/javascript;charset=utf-8",
          "chartist.js", "text/javascript;charset=utf-8",
          "icon.svg", "image/svg+xml");
  private static final int HASH_DIGITS = 12;

  private final Map<String, Asset> assets =
      TYPES.entrySet().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  Map.Entry::getKey, type -> Asset.read(type.getKey(), type.getValue())));

  /** The address of an asset, with its hash. */
  String url(String name) {
    Asset asset = assets.get(name);
    if (asset == null) {
      throw new IllegalArgumentException("no asset " + name);
    }
    return "/assets/%s?v=%s".formatted(name, asset.hash);
  }

  /** Answers {@code /assets/{name}}. */
  void serve(Context context) throws ProblemException {
    Asset asset = assets.get(context.pathParam("name"));
    if (asset == null) {
      throw new ProblemException(new Problem("Not found", 404, "There is no such file here."));
    }
    String tag = '"' + asset.hash + '"';
    context.header("ETag", tag);
    context.header(
        "Cache-Control",
        asset.hash.equals(context.queryParam("v"))
            ? "public, max-age=31536000, immutable"
            : "no-cache");
    String known = context.header("If-None-Match");
    if (known != null && known.contains(tag)) {
      context.status(304);
    } else {
      context.contentType(asset.type).result(asset.bytes);
    }
  }

  /** The bytes of a file beside this class. */
  static byte[] resource(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the program's file " + name + " can't be read", e);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Asset(byte[] bytes, String type, String hash) {
    static Asset read(String name, String type) {
      byte[] bytes = resource("assets/" + name);
      try {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        return new Asset(bytes, type, HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }
}
