package roomtone.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import roomtone.system.Fault;

/** Each thing that can be wrong with the file: one sentence, and nothing lost. */
class MoodLogTroubleTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("roomtone.db");
  }

  @Test
  void aFullDiskKeepsRowsWaitingUntilThereIsRoom() throws Exception {
    HistorySettings settings = new HistorySettings(file, 90, Duration.ofHours(1), 1, 50, 1);
    try (TestLog test = new TestLog(settings, new MovedClock())) {
      test.storage.limitPages(12);
      String title = "x".repeat(2_000);
      int played = 0;
      while (!(test.log.status() instanceof MoodLogStatus.Degraded) && played < 1_000) {
        test.play(title + played);
        played++;
        Await.until("an outcome", () -> test.log.status().equals(waiting(0)) || isDegraded(test));
      }
      int full = played;
      for (; played < full + 60; played++) {
        test.play(title + played);
      }
      assertThat(test.log.status())
          .isEqualTo(
              new MoodLogStatus.Degraded(
                  "The disk that holds the log %s is full: free some space, or keep fewer days of history"
                      .formatted(file),
                  50,
                  11));
      assertThat(test.faults.current()).extracting(Fault::part).containsExactly("history");
      assertThat(test.everything().plays()).as("stored and waiting").hasSize(played - 11);

      test.storage.limitPages(1_000_000);
      Await.until("recovery", () -> test.log.status().equals(new MoodLogStatus.Writing(0, 11, "")));
      assertThat(test.count("plays")).isEqualTo(played - 11);
      Await.until("the end of the fault", () -> test.faults.current().isEmpty());
    }
    assertThat(TestLog.ask(file, "PRAGMA integrity_check")).isEqualTo("ok");
  }

  @Test
  void aFileSystemThatIsReallyFull() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString()) == 0,
        "this user may not mount a small file system");
    try {
      Path ballast = disk.resolve("ballast");
      try (TestLog test = new TestLog(disk.resolve("roomtone.db"))) {
        test.play("Before");
        assertThat(test.flush()).isTrue();
        fill(ballast);
        test.play("x".repeat(20_000));
        assertThat(test.log.flush(Duration.ofMillis(300))).isFalse();
        assertThat(test.log.status())
            .asInstanceOf(type(MoodLogStatus.Degraded.class))
            .satisfies(status -> {
              assertThat(status.reason()).contains("is full: free some space");
              assertThat(status.waiting()).isEqualTo(1);
            });
        Files.delete(ballast);
        assertThat(test.flush()).isTrue();
        assertThat(test.everything().plays()).hasSize(2);
      }
      assertThat(TestLog.ask(disk.resolve("roomtone.db"), "PRAGMA integrity_check"))
          .isEqualTo("ok");
    } finally {
      run("umount", disk.toString());
    }
  }

  @Test
  void aReadOnlyFileIsWaitedFor() throws Exception {
    try (TestLog test = new TestLog(file)) {
      test.play("Before");
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    Process process = startWithoutPrivileges();
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine())
          .isEqualTo(
              "Degraded[reason=The log %s can't be written: let this user write it and its folder, or mount the disk for writing, waiting=0, dropped=0]"
                  .formatted(file));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      assertThat(out.readLine()).as("the first row is written in the end").isEqualTo("1");
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(TestLog.ask(file, "SELECT count(*) FROM plays")).isEqualTo("2");
  }

  @Test
  void aReadOnlyFolderIsNamed() throws Exception {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
    file = closed.resolve("roomtone.db");
    Process process = startWithoutPrivileges();
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine())
          .startsWith("Degraded[reason=The log %s can't be written".formatted(file));
    } finally {
      process.destroyForcibly().waitFor();
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsSetAside() throws Exception {
    Files.writeString(file, "This was never a database. ".repeat(500));
    Files.writeString(Path.of(file + "-wal"), "nor this");
    byte[] before = Files.readAllBytes(file);
    try (TestLog test = new TestLog(file)) {
      test.play("One");
      assertThat(test.flush()).isTrue();
      Path aside = aside();
      assertThat(aside.getFileName()).hasToString("roomtone.db.corrupt-20260601T200000Z");
      assertThat(Files.readAllBytes(aside)).isEqualTo(before);
      assertThat(Path.of(aside + "-wal")).hasContent("nor this");
      String notice =
          "The log %s was damaged: it is kept as %s and a new one was begun"
              .formatted(file, aside.getFileName());
      assertThat(test.log.status()).isEqualTo(new MoodLogStatus.Writing(0, 0, notice));
      assertThat(test.everything().plays()).hasSize(1);
      assertThat(test.everything().faults())
          .extracting(FaultEvent::message)
          .containsExactly(notice);
    }
  }

  @Test
  void aDamagedPageIsFoundAtTheStart() throws Exception {
    fillAndDamage();
    byte[] before = Files.readAllBytes(file);
    try (TestLog test = new TestLog(file)) {
      assertThat(Files.readAllBytes(aside())).isEqualTo(before);
      assertThat(test.everything().plays()).isEmpty();
    }
  }

  @Test
  void damageThatIsFoundLaterLosesNothingThatWaits() throws Exception {
    try (TestLog test = new TestLog(file)) {
      for (int i = 0; i < 500; i++) {
        test.play("Song " + i);
      }
      assertThat(test.flush()).isTrue();
      TestLog.ask(file, "PRAGMA wal_checkpoint(TRUNCATE)");
      // Opened anew for each batch, so that no page comes from memory.
      test.storage.close();
      damage();
      test.play("After");
      assertThat(test.flush()).isTrue();
      assertThat(test.everything().plays()).extracting(PlayEvent::title).containsExactly("After");
      assertThat(aside()).exists();
      assertThat(test.everything().faults()).hasSize(1);
    }
  }

  @Test
  void aNewerSchemaIsLeftUntouched() throws Exception {
    try (TestLog test = new TestLog(file)) {
      test.play("Kept");
    }
    TestLog.ask(file, "PRAGMA user_version = 99");
    byte[] before = Files.readAllBytes(file);
    String reason =
        "The log %s was written by a newer Roomtone: install that version again, or name another file in the settings"
            .formatted(file);
    try (TestLog test = new TestLog(file)) {
      assertThat(test.log.status()).isEqualTo(new MoodLogStatus.Off(reason));
      assertThat(test.faults.current()).extracting(Fault::message).containsExactly(reason);
      test.play("Lost");
      test.mood(TestLog.EMPTY);
      assertThat(test.log.flush(Duration.ofSeconds(1))).isFalse();
      assertThatThrownBy(test::everything).hasMessage(reason);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void anotherProgramsDatabaseIsLeftUntouched() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE bookmarks (a)");
    }
    byte[] before = Files.readAllBytes(file);
    try (TestLog test = new TestLog(file)) {
      assertThat(test.log.status())
          .isEqualTo(
              new MoodLogStatus.Off(
                  file + " is another program's database: name another file in the settings"));
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void aFolderIsNamed() {
    try (TestLog test = new TestLog(folder)) {
      assertThat(test.log.status())
          .isEqualTo(
              new MoodLogStatus.Off(
                  "The log %s is a folder: name a file in the settings".formatted(folder)));
    }
  }

  @Test
  void aFileThatIsDeletedMeanwhileIsBegunAnew() throws Exception {
    try (TestLog test = new TestLog(file)) {
      test.play("Gone");
      assertThat(test.flush()).isTrue();
      for (String suffix : List.of("", "-wal", "-shm")) {
        Files.delete(Path.of(file + suffix));
      }
      test.play("Kept");
      assertThat(test.flush()).isTrue();
      assertThat(test.everything().plays()).extracting(PlayEvent::title).containsExactly("Kept");
    }
  }

  @Test
  void anotherWriterIsWaitedFor() throws Exception {
    try (TestLog test = new TestLog(file);
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      test.play("One");
      assertThat(test.log.flush(Duration.ofMillis(50))).isFalse();
      statement.execute("ROLLBACK");
      assertThat(test.flush()).isTrue();
    }
  }

  private static MoodLogStatus waiting(int rows) {
    return new MoodLogStatus.Writing(rows, 0, "");
  }

  private static boolean isDegraded(TestLog test) {
    return test.log.status() instanceof MoodLogStatus.Degraded;
  }

  private void fillAndDamage() throws IOException {
    try (TestLog test = new TestLog(file)) {
      for (int i = 0; i < 500; i++) {
        test.play("Song " + i);
      }
    }
    damage();
  }

  /** Overwrites everything behind the first page, which only a check or a query would read. */
  private void damage() throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      byte[] noise = new byte[(int) bytes.length() - 4_096];
      Arrays.fill(noise, (byte) 0x5a);
      bytes.seek(4_096);
      bytes.write(noise);
    }
  }

  private Path aside() throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "roomtone.db.corrupt-*Z")) {
      files.forEach(found::add);
    }
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  /** Permissions bind root only once its capabilities are dropped. */
  private Process startWithoutPrivileges() throws IOException, InterruptedException {
    List<String> prefix = List.of();
    if ("root".equals(System.getProperty("user.name"))) {
      prefix = List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all");
      List<String> trial = new ArrayList<>(prefix);
      trial.add("true");
      if (run(trial.toArray(String[]::new)) != 0) {
        if (System.getenv("CI") != null) {
          throw new AssertionError("setpriv is missing: apt-get install util-linux");
        }
        abort("root needs setpriv to drop its privileges");
      }
    }
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    return new ProcessBuilder(LogProcess.command(prefix, file, scratch, 1, 1))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void fill(Path ballast) {
    try (var out = Files.newOutputStream(ballast)) {
      for (int i = 0; i < 10_000; i++) {
        out.write(new byte[1_024]);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("space");
    }
  }

  private static int run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return 127;
    }
  }
}
