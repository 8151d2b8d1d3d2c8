package roomtone.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a browser calls itself, in words that tell a family's devices apart. */
final class BrowserName {
  // In this order: browsers name those that they descend from as well.
  private static final Map<String, String> BROWSERS = new LinkedHashMap<>();
  private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

  static {
    BROWSERS.put("Edg", "Edge");
    BROWSERS.put("OPR/", "Opera");
    BROWSERS.put("SamsungBrowser", "Samsung’s browser");
    BROWSERS.put("Firefox/", "Firefox");
    BROWSERS.put("FxiOS", "Firefox");
    BROWSERS.put("CriOS", "Chrome");
    BROWSERS.put("Chrome/", "Chrome");
    BROWSERS.put("Safari/", "Safari");
    SYSTEMS.put("iPhone", "an iPhone");
    SYSTEMS.put("iPad", "an iPad");
    SYSTEMS.put("Android", "Android");
    SYSTEMS.put("Windows", "Windows");
    SYSTEMS.put("CrOS", "ChromeOS");
    SYSTEMS.put("Mac OS X", "a Mac");
    SYSTEMS.put("Linux", "Linux");
  }

  private BrowserName() {}

  /** The name of a browser by its {@code User-Agent}. */
  static String of(@Nullable String userAgent) {
    String text = userAgent == null ? "" : userAgent;
    return "%s on %s"
        .formatted(first(BROWSERS, text, "a program"), first(SYSTEMS, text, "an unknown device"));
  }

  private static String first(Map<String, String> names, String text, String otherwise) {
    return names.entrySet().stream()
        .filter(name -> text.contains(name.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(otherwise);
  }
}
