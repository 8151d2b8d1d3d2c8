package roomtone;

import picocli.CommandLine.IVersionProvider;
import roomtone.kiosk.Version;

/** What {@code --version} prints. */
final class VersionOption implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "roomtone " + Version.number(),
      "Java " + System.getProperty("java.version") + " on " + System.getProperty("os.arch")
    };
  }
}
