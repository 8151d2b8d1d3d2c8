package roomtone.camera;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A program that runs beside the kiosk: its output is a stream, the last of what it complains about
 * is kept, and closing ends it and all that it started.
 *
 * <p>Any thread may close it.
 */
final class ChildProcess implements AutoCloseable {
  private static final int COMPLAINTS_KEPT = 3;
  private static final int LONGEST_COMPLAINT = 200;
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  private final Process process;
  private final Thread complaintReader;
  private final Deque<String> complaints = new ArrayDeque<>();

  private ChildProcess(Process process) {
    this.process = process;
    complaintReader = Thread.ofVirtual().name("camera-complaints").start(this::keepComplaints);
  }

  /**
   * Starts a program whose input is empty.
   *
   * @throws IOException if it is missing or may not be run
   */
  static ChildProcess start(List<String> command) throws IOException {
    return new ChildProcess(
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start());
  }

  /** What the program writes to its standard output. */
  InputStream output() {
    return process.getInputStream();
  }

  /** How it ended and what it complained of last, after waiting a moment for both. */
  String ending() throws InterruptedException {
    boolean ended = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    complaintReader.join(PATIENCE);
    String how = ended ? "ended with code " + process.exitValue() : "closed its output";
    synchronized (complaints) {
      return complaints.isEmpty()
          ? how + " and said nothing"
          : how + " and said: " + String.join(" / ", complaints);
    }
  }

  private void keepComplaints() {
    var line = new StringBuilder();
    try (BufferedReader reader = process.errorReader()) {
      int character;
      while ((character = reader.read()) >= 0) {
        if (character == '\n') {
          keep(line);
        } else if (line.length() < LONGEST_COMPLAINT) {
          // What goes on longer is passed over: it may never end.
          line.append((char) character);
        }
      }
    } catch (IOException e) {
      // The program is gone: there is nothing more to hear.
    }
    keep(line);
  }

  private void keep(StringBuilder line) {
    String complaint = line.toString().strip();
    line.setLength(0);
    if (!complaint.isEmpty()) {
      synchronized (complaints) {
        if (complaints.size() == COMPLAINTS_KEPT) {
          complaints.removeFirst();
        }
        complaints.addLast(complaint);
      }
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> family = family();
    family.forEach(ProcessHandle::destroy);
    if (!allEnd(family)) {
      // What it started meanwhile is found again.
      List<ProcessHandle> stubborn = Stream.concat(family.stream(), family().stream()).toList();
      stubborn.forEach(ProcessHandle::destroyForcibly);
      allEnd(stubborn);
    }
  }

  private List<ProcessHandle> family() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  private static boolean allEnd(List<ProcessHandle> family) {
    CompletableFuture<?>[] ends =
        family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }
}
