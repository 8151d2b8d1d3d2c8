package roomtone.system;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of Java's and the libraries' files is in this process's memory: their code and constants.
 *
 * <p>A start runs through far more of it than a steady kiosk does: ONNX Runtime enters every
 * operator that it knows. What was touched once stays until the system is short of memory, and
 * where Linux maps a file by pieces of 2 MiB, one byte keeps all of a piece. Any thread.
 */
public final class MappedFiles {
  private static final Logger log = LoggerFactory.getLogger(MappedFiles.class);

  /** See proc_pid_smaps(5); it names all mappings of a process with what is in memory of each. */
  static final Path MAPPINGS = Path.of("/proc/self/smaps");

  // Of a file, and not to be written: 7f12-7f34 r-xp 0000 fe:00 123 /usr/lib/library.so
  private static final Pattern READ_ONLY =
      Pattern.compile("([0-9a-f]+)-([0-9a-f]+) r-[x-][ps] \\S+ \\S+ [1-9][0-9]* +/.*");
  private static final Pattern MAPPING = Pattern.compile("[0-9a-f]+-[0-9a-f]+ .*");
  // Pages that are no longer the file's: addresses that the loader entered, a debugger's stops.
  private static final Pattern CHANGED = Pattern.compile("(Anonymous|Swap): +[1-9][0-9]* kB");

  // Of Linux's mman.h.
  private static final int MADV_DONTNEED = 4;
  private static final int MADV_NOHUGEPAGE = 15;

  private MappedFiles() {}

  /** Addresses of the process's memory, the end not among them. */
  record Range(long begin, long end) {}

  /**
   * Gives the memory back. What is used next is mapped again, from the file or the system's own
   * copy of it, without being told. On other systems than Linux nothing happens.
   *
   * <p>Relies on libraries staying loaded until the process ends, as Java's and ours do: what is at
   * a library's addresses must not become something else meanwhile.
   */
  public static void release() {
    List<Range> unchanged;
    try {
      unchanged = unchanged(Files.readAllLines(MAPPINGS));
    } catch (IOException e) {
      log.debug("{} can't be read: {}", MAPPINGS, FileTrouble.reason(e));
      return;
    }
    MethodHandle madvise = madvise();
    for (Range range : unchanged) {
      advise(madvise, range, MADV_NOHUGEPAGE);
      advise(madvise, range, MADV_DONTNEED);
    }
  }

  /** The mappings of which no page was changed: only those are still what their file holds. */
  static List<Range> unchanged(List<String> mappings) {
    List<Range> unchanged = new ArrayList<>();
    boolean readOnly = false;
    for (String line : mappings) {
      Matcher header = READ_ONLY.matcher(line);
      if (header.matches()) {
        readOnly = true;
        unchanged.add(
            new Range(
                Long.parseUnsignedLong(header.group(1), 16),
                Long.parseUnsignedLong(header.group(2), 16)));
      } else if (MAPPING.matcher(line).matches()) {
        readOnly = false;
      } else if (readOnly && CHANGED.matcher(line).matches()) {
        unchanged.removeLast();
        readOnly = false;
      }
    }
    return unchanged;
  }

  private static MethodHandle madvise() {
    Linker linker = Linker.nativeLinker();
    MemorySegment address =
        linker
            .defaultLookup()
            .find("madvise")
            .orElseThrow(() -> new IllegalStateException("this system's C library has no madvise"));
    return linker.downcallHandle(
        address,
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT));
  }

  private static void advise(MethodHandle madvise, Range range, int advice) {
    try {
      // Where the system will not, the memory just stays.
      int _ = (int) madvise.invokeExact(range.begin(), range.end() - range.begin(), advice);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
