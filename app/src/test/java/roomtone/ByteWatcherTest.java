package roomtone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.music.mpd.MpdServer;
import roomtone.system.mqtt.MosquittoServer;
import roomtone.watch.LeakingKiosk;
import roomtone.watch.Search;
import roomtone.watch.ShippedFiles;
import roomtone.watch.Trace;
import roomtone.watch.Watch;

/**
 * No pixel and no face vector leaves the kiosk: all bytes that it writes to files, sockets and
 * pipes while it sees faces are looked through, and so are its files afterwards.
 *
 * <p>The kiosk is the one that ships, in a process of its own, with the demo's clip, a real MPD and
 * a real broker; guests open every page and the operator's browser everything that is the
 * operator's. That includes the picture for setting up, the one thing that may show one: there the
 * watcher must find it. What the watcher can and can't find is said in {@link Search}; that it does
 * find is the other test, in which a program leaks in every way that is known. The bytes of the
 * libraries that the kiosk unpacks are known from its folder and left out.
 *
 * <p>{@code -Droomtone.watch.minutes=10} watches longer; {@code src/test/scripts/watch-bytes} does.
 */
class ByteWatcherTest {
  private static final Path HOME = Path.of(System.getProperty("roomtone.home"));
  private static final Path CLIP = HOME.resolve("models/demo/lounge.mp4");
  private static final String[] MUSIC = {
    "Rap", "Soothing instrumentals", "Devotional", "Upbeat", "Calm", "Something new", "Favourites"
  };
  private static SeenPictures seen;

  @TempDir private Path folder;

  @BeforeAll
  static void lookAtTheClip(@TempDir Path state) throws Exception {
    seen = SeenPictures.of(CLIP, state);
    assertThat(seen.faces()).isGreaterThan(500);
    assertThat(seen.pictures().size()).isGreaterThan(1_000_000);
  }

  @Test
  void noPixelAndNoFaceVectorLeavesTheKiosk() throws Exception {
    Watch watch = Watch.in(folder);
    Path state = Files.createDirectory(folder.resolve("state"));
    try (MpdServer mpd = MpdServer.playing(Files.createDirectory(folder.resolve("mpd")), MUSIC);
        MosquittoServer broker =
            MosquittoServer.open(Files.createDirectory(folder.resolve("mosquitto")))) {
      mpd.start();
      broker.start();
      Path settings = Files.writeString(folder.resolve("watched.yaml"), settings(mpd, broker));
      Map<Path, byte[]> written;
      int previewPort;
      JsonNode proof;
      try (KioskProcess kiosk =
          KioskProcess.start(
              state, watch.command(), "--config", settings.toString(), "--replay", CLIP + "")) {
        var visit = new WatchedVisit(kiosk);
        previewPort = visit.lookAtEverything();
        proof = visit.proof();
        written = filesNow(state);
        assertThat(kiosk.stop()).isEqualTo(143);
      }
      Trace trace = watch.end();
      written.putAll(filesNow(state));
      trace.openedToWrite().forEach(file -> keep(file, written));
      assertThat(trace.unseen()).isEmpty();
      assertThat(trace.cut()).isEmpty();
      assertThat(trace.calls()).isGreaterThan(1_000);
      // The C library asks its own cache of user names, where there is one.
      trace.contacted().remove("/var/run/nscd/socket");
      assertThat(trace.contacted())
          .as("whom it connected to")
          .containsExactlyInAnyOrder(broker.address().replaceAll("mqtt://", ""), mpd.socket() + "");
      checkProof(proof, trace, broker);
      Map<String, byte[]> all = streamsAndFiles(trace, written);
      System.out.printf(
          "%,d bytes in %,d streams and files were looked through%n",
          all.values().stream().mapToLong(bytes -> bytes.length).sum(), all.size());
      Map<String, Set<String>> found = search(all);
      String preview =
          trace.streams().keySet().stream()
              .filter(where -> where.matches("TCP.*->.*:" + previewPort + "\\]"))
              .findAny()
              .orElseThrow();
      assertThat(found.remove(preview))
          .as("the operator's picture")
          .anyMatch(what -> what.startsWith("a JPEG"));
      assertThat(found).isEmpty();
      assertThat(trace.streams().keySet())
          .as("what was watched")
          .anyMatch(where -> where.startsWith("UNIX-STREAM"))
          .anyMatch(where -> where.endsWith(":" + broker.address().replaceAll(".*:", "") + "]"))
          .anyMatch(where -> where.endsWith("roomtone.db-wal"));
    }
  }

  /** What the kiosk says of itself is what was seen from outside. */
  private static void checkProof(JsonNode proof, Trace trace, MosquittoServer broker) {
    assertThat(proof.path("picturesStored").asInt(-1)).isZero();
    assertThat(proof.at("/log/pictureColumns").asInt(-1)).isZero();
    assertThat(proof.path("contacts").findValuesAsText("purpose"))
        .startsWith("mpd", "mqtt")
        .isSubsetOf("mpd", "mqtt", "mdns");
    long reported = proof.at("/contacts/1/sentBytes").asLong();
    long seen = bytesTo(trace, ":" + broker.address().replaceAll(".*:", "") + "]");
    // The kiosk says goodbye after it was asked.
    assertThat(reported).isBetween(seen * 3 / 4, seen);
    long toMpd = proof.at("/contacts/0/sentBytes").asLong();
    assertThat(toMpd).isPositive();
  }

  private static long bytesTo(Trace trace, String end) {
    return trace.streams().entrySet().stream()
        .filter(stream -> stream.getKey().endsWith(end))
        .mapToLong(stream -> stream.getValue().size())
        .sum();
  }

  private static String settings(MpdServer mpd, MosquittoServer broker) {
    return """
    music:
      player: mpd
      dwell: 1 s
      minimum-stay: 5 s
      change-at: at-once
    mpd:
      address: %s
    mqtt:
      broker: %s
    history:
      batch-interval: 1 s
    panel:
      kind: console
    """
        .formatted(mpd.socket(), broker.address());
  }

  @Test
  void theWatcherFindsEveryKindOfLeak() throws Exception {
    Watch watch = Watch.in(folder);
    Path leaks = Files.createDirectory(folder.resolve("leaks"));
    List<String> command = new ArrayList<>(watch.command());
    command.addAll(
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            LeakingKiosk.class.getName(),
            CLIP.toString(),
            leaks.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    Map<Path, byte[]> files = filesNow(leaks);
    Trace trace = watch.end();
    Map<String, Set<String>> found = search(streamsAndFiles(trace, files));
    Map<String, String> byName = new TreeMap<>();
    found.forEach((where, what) -> byName.put(LeakingKiosk.nameOf(where), what.toString()));
    assertThat(byName.keySet()).isEqualTo(LeakingKiosk.leaks());
    assertThat(byName.get("thumbnail.jpg")).contains("a JPEG");
    assertThat(byName.get("face.base64")).contains("pixels", "in base64");
    assertThat(byName.get("vector.json")).contains("fractions written as text");
  }

  /** What is found, by where. */
  private static Map<String, Set<String>> search(Map<String, byte[]> all) throws IOException {
    var search = new Search(seen.pictures());
    var shipped = new ShippedFiles(HOME.resolve("lib"));
    Map<String, Set<String>> found = new TreeMap<>();
    for (Map.Entry<String, byte[]> each : all.entrySet()) {
      if (!shipped.have(each.getValue())) {
        Set<String> what = search.in(each.getValue());
        if (!what.isEmpty()) {
          found.put(each.getKey(), new LinkedHashSet<>(what));
        }
      }
    }
    return found;
  }

  private static Map<String, byte[]> streamsAndFiles(Trace trace, Map<Path, byte[]> files) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    for (Map.Entry<String, ByteArrayOutputStream> stream : trace.streams().entrySet()) {
      all.put(stream.getKey(), stream.getValue().toByteArray());
    }
    files.forEach((file, bytes) -> all.put("file " + file, bytes));
    return all;
  }

  private static Map<Path, byte[]> filesNow(Path state) throws IOException {
    Map<Path, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(state)) {
      all.forEach(file -> keep(file, files));
    }
    return files;
  }

  /** Keeps what is in a file just now; not of devices, and not of what is gone. */
  private static void keep(Path file, Map<Path, byte[]> files) {
    try {
      if (Files.isRegularFile(file) && !file.startsWith("/proc") && !file.startsWith("/sys")) {
        files.put(file, Files.readAllBytes(file));
      }
    } catch (IOException _) {
      // It went meanwhile; what was written to it was noted.
    }
  }
}
