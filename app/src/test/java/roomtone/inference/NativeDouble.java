package roomtone.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A library of {@code src/test/c}, compiled here: what Roomtone loads where the real one is not.
 */
final class NativeDouble {
  private final Path file;

  /** A number that the double counts for tests. */
  @FunctionalInterface
  public interface Count {
    int call();
  }

  private NativeDouble(Path file) {
    this.file = file;
  }

  /**
   * Compiles a source.
   *
   * @param source its name without the ending
   * @param folder where the library goes
   * @param definitions for the compiler, as {@code FAIL_AT=3}
   */
  static NativeDouble compile(String source, Path folder, String... definitions)
      throws IOException, InterruptedException {
    assumeCompiler();
    Path file = Files.createTempFile(folder, source, ".so");
    List<String> command =
        new ArrayList<>(List.of("cc", "-std=gnu11", "-shared", "-fPIC", "-o", file.toString()));
    Arrays.stream(definitions).map(definition -> "-D" + definition).forEach(command::add);
    command.add("src/test/c/" + source + ".c");
    command.add("-lm");
    Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(compiler.waitFor()).as(said).isZero();
    return new NativeDouble(file);
  }

  private static void assumeCompiler() throws InterruptedException {
    boolean there;
    try {
      there = new ProcessBuilder("cc", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      there = false;
    }
    if (System.getenv("CI") != null) {
      assertThat(there).as("cc, which .ci/run installs with gcc").isTrue();
    }
    Assumptions.assumeTrue(there, "there is no C compiler cc");
  }

  /** Where it lies. */
  String path() {
    return file.toString();
  }

  /** What a function without arguments of the double returns. */
  int count(String function) throws ModelException {
    return NativeLibrary.open(path(), "").function(Count.class, function).call();
  }
}
