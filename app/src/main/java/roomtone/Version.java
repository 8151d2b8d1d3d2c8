package roomtone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that was built. */
final class Version implements IVersionProvider {
  /** The number alone: {@code "0.1.0"}. */
  static String number() {
    try (InputStream file = Version.class.getResourceAsStream("version.properties")) {
      if (file == null) {
        throw new IllegalStateException("version.properties is not in the jar");
      }
      var properties = new Properties();
      properties.load(file);
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "roomtone " + number(),
      "Java " + System.getProperty("java.version") + " on " + System.getProperty("os.arch")
    };
  }
}
