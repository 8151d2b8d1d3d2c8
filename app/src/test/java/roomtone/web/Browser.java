package roomtone.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Debian's Chromium without a window, with a profile of its own that is deleted in the end.
 *
 * <p>Where it is not installed a test is skipped, but fails if the environment has {@code CI}.
 */
public final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Pattern NETWORK = Pattern.compile("(?:http|ws|ftp)s?:");
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final Path profile;
  private final ChromeDriver driver;
  private final List<String> requests = new ArrayList<>();

  private Browser(Path profile, ChromeDriver driver) {
    this.profile = profile;
    this.driver = driver;
  }

  /** Starts it. */
  public static Browser open() throws IOException {
    boolean installed = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    if (!installed) {
      String missing = "needs " + CHROMIUM + " and " + DRIVER + ": apt-get install chromium-driver";
      assertThat(System.getenv("CI")).as(missing).isNull();
      Assumptions.abort(missing);
    }
    Path profile = Files.createTempDirectory("roomtone-browser");
    var options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--user-data-dir=" + profile);
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    var service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    return new Browser(profile, new ChromeDriver(service, options));
  }

  /** Loads a page. */
  public void go(String address) {
    driver.get(address);
  }

  /** The first element of that CSS selector. */
  public WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /** Waits until the text of an element is as wished, at most 30 s. */
  public void awaitText(String selector, Predicate<String> wish) {
    new WebDriverWait(driver, DEADLINE)
        .withMessage(() -> selector + " says " + text(selector))
        .until(_ -> text(selector).filter(wish).isPresent());
  }

  /** An element's text, unless the page was just left, which ChromeDriver tells in two ways. */
  private Optional<String> text(String selector) {
    try {
      return Optional.of(find(selector).getText());
    } catch (StaleElementReferenceException _) {
      return Optional.empty();
    } catch (WebDriverException e) {
      if (String.valueOf(e.getMessage()).contains("does not belong to the document")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Waits until a JavaScript expression is true, at most 30 s. */
  public void await(String expression) {
    new WebDriverWait(driver, DEADLINE)
        .withMessage(() -> expression + " stays false")
        .until(_ -> evaluate(expression).equals(true));
  }

  /** The value of a JavaScript expression. */
  public Object evaluate(String expression) {
    Object value = driver.executeScript("return " + expression);
    return value == null ? "" : value;
  }

  /** How many elements a CSS selector finds. */
  public long count(String selector) {
    return ((Number) evaluate("document.querySelectorAll(\"%s\").length".formatted(selector)))
        .longValue();
  }

  /** Switches the page's own script off, or on again. */
  public void scripts(boolean on) {
    driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
  }

  /** Makes the window's inside as large as a screen, in CSS pixels. */
  public void screen(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** Pretends that the person prefers a language: {@code "de"}. */
  public void language(String tag) {
    driver.executeCdpCommand(
        "Emulation.setUserAgentOverride",
        Map.of("userAgent", evaluate("navigator.userAgent"), "acceptLanguage", tag));
  }

  /** Pretends that the person prefers dark, or light. */
  public void dark(boolean dark) {
    var scheme = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
  }

  /** What axe-core finds that shuts people out of the page (WCAG 2.2 AA and good practice). */
  public List<String> barriers() throws IOException {
    try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
      driver.executeScript(
          new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
    }
    Object found =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
              .then(({ violations }) => done(violations.flatMap(({ id, nodes }) =>
                nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))))
              .catch((error) => done([String(error)]));
            """);
    return ((List<?>) Objects.requireNonNull(found)).stream().map(String::valueOf).toList();
  }

  /** A picture of what is on the screen, as PNG. */
  public byte[] screenshot() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  /** What the console has said since the last time: errors, warnings, refused content. */
  public List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        complaints.add(entry.getMessage());
      }
    }
    return complaints;
  }

  /** Every address on any network that pages have asked for since the browser was opened. */
  public List<String> requests() throws JsonProcessingException {
    var mapper = new ObjectMapper();
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = mapper.readTree(entry.getMessage()).path("message");
      if (message.path("method").asText().equals("Network.requestWillBeSent")) {
        String address = message.at("/params/request/url").asText();
        if (NETWORK.matcher(address).lookingAt()) {
          requests.add(address);
        }
      }
    }
    return List.copyOf(requests);
  }

  @Override
  public void close() throws IOException {
    driver.quit();
    try (var files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).forEach(Browser::delete);
    } catch (UncheckedIOException _) {
      // The browser may still be writing; the system empties its folder of temporary files.
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
