package roomtone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import roomtone.system.MappedFiles.Range;

class MappedFilesTest {
  private static final List<String> MAPPINGS =
      """
      7f0000001000-7f0000002000 r--p 00000000 fe:00 41 /usr/lib/a library.so
      Rss:                   4 kB
      Anonymous:             0 kB
      7f0000002000-7f0000008000 r-xp 00001000 fe:00 41 /usr/lib/a library.so
      Rss:                  24 kB
      Anonymous:             0 kB
      Swap:                  0 kB
      VmFlags: rd ex mr mw me
      7f0000008000-7f0000009000 rw-p 00007000 fe:00 41 /usr/lib/a library.so
      Rss:                   4 kB
      Anonymous:             4 kB
      7f0000009000-7f000000a000 r--s 00000000 fe:00 44 /usr/lib/modules
      Rss:                   4 kB
      Anonymous:             0 kB
      7f000000a000-7f000000b000 r--p 00000000 fe:00 41 /usr/lib/relocated.so
      Anonymous:             4 kB
      7f000000b000-7f000000c000 rw-s 00000000 fe:00 45 /var/lib/log.db-shm
      Anonymous:             0 kB
      7f0000010000-7f0000020000 r-xp 00000000 fe:00 42 /usr/lib/debugged.so
      Rss:                  64 kB
      Anonymous:             4 kB
      Swap:                  0 kB
      7f0000020000-7f0000030000 r-xp 00000000 fe:00 43 /usr/lib/swapped.so
      Anonymous:             0 kB
      Swap:                  4 kB
      7f0000030000-7f0000040000 rwxp 00000000 00:00 0
      Anonymous:            64 kB
      7ffff7fc9000-7ffff7fcb000 r-xp 00000000 00:00 0 [vdso]
      Anonymous:             0 kB
      ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0 [vsyscall]
      Anonymous:             0 kB
      """
          .lines()
          .toList();

  @Test
  void onlyWhatIsStillInItsFileIsGivenBack() {
    assertThat(MappedFiles.unchanged(MAPPINGS))
        .containsExactly(
            new Range(0x7f0000001000L, 0x7f0000002000L),
            new Range(0x7f0000002000L, 0x7f0000008000L),
            new Range(0x7f0000009000L, 0x7f000000a000L));
  }

  @Test
  void aRunningJavaGoesOnWithLessOfItsCodeInMemory() throws IOException {
    assumeTrue(Files.exists(MappedFiles.MAPPINGS), "only Linux tells what is in memory");
    long before = residentText();
    MappedFiles.release();
    assertThat(residentText()).isLessThan(before);
  }

  /** How much of Java's own code is in memory, in kB. */
  private static long residentText() throws IOException {
    boolean java = false;
    for (String line : Files.readAllLines(MappedFiles.MAPPINGS)) {
      if (line.endsWith("/libjvm.so")) {
        java = line.contains(" r-xp ");
      } else if (java && line.startsWith("Rss:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new AssertionError("this Java has no libjvm.so");
  }
}
