package roomtone;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import roomtone.web.Browser;

/** The kiosk as it ships, started by its launcher on a free port, with its data in a folder. */
public final class KioskProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("page is at (http://localhost:\\d+)");
  private static final long DEADLINE_SECONDS = 120;

  private final Process process;
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final CompletableFuture<String> address = new CompletableFuture<>();

  private KioskProcess(Process process) {
    this.process = process;
  }

  public static KioskProcess start(Path state, String... arguments) throws IOException {
    return start(state, List.of(), arguments);
  }

  /** The same, by way of another program, whose command comes before the launcher's. */
  public static KioskProcess start(Path state, List<String> before, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("roomtone.home"), "bin", "roomtone").toString());
    command.add("run");
    command.addAll(List.of(arguments));
    command.addAll(List.of("--port", "0"));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Some libraries are silent where they see CI, and would not be in a lounge.
    builder.environment().remove("CI");
    builder.environment().put("STATE_DIRECTORY", state.toString());
    builder.environment().put("ROOMTONE_JAVA", ProcessHandle.current().info().command().orElse(""));
    var kiosk = new KioskProcess(builder.start());
    Thread.ofVirtual().start(kiosk::read);
    return kiosk;
  }

  /** Where the page is, once it is up. */
  public String address() throws Exception {
    return address.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  /** What it has said so far. */
  public List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /** Types on its keyboard. */
  public void type(String keys) throws IOException {
    process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Makes a browser the operator's: it asks, and the button is pressed on the keyboard. */
  public void letIn(Browser browser) throws Exception {
    browser.go(address() + "/operator");
    browser.find("form[action='/api/operator/pair'] button").click();
    browser.awaitText("h1", text -> text.equals("Press the button on the box"));
    type("s\n");
    browser.awaitText("h1", text -> text.equals("You are the operator"));
  }

  /** Asks it to stop, as systemd does, and returns its exit code. */
  public int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the kiosk does not stop; it said " + lines());
    }
    return process.exitValue();
  }

  private void read() {
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        Matcher matcher = ADDRESS.matcher(line);
        if (matcher.find()) {
          address.complete(matcher.group(1));
        }
      }
      address.completeExceptionally(new IOException("the kiosk ended: " + lines()));
    } catch (IOException e) {
      address.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
