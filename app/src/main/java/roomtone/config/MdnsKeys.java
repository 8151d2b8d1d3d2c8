package roomtone.config;

import java.util.List;
import roomtone.system.mdns.MdnsSettings;

/** The keys under "mdns". */
final class MdnsKeys {
  private static final Key<Boolean> ANNOUNCE =
      Key.flag(
          "mdns.announce",
          MdnsSettings.DEFAULT.announce(),
          "Whether the page is announced by mDNS as _roomtone._tcp; never where it listens on this machine alone.");

  static final Section SECTION =
      new Section("mdns", "How others on the local network find the page.", List.of(ANNOUNCE));

  private MdnsKeys() {}

  /** The settings that these keys make. */
  static MdnsSettings read(SettingsValues values) {
    return new MdnsSettings(values.get(ANNOUNCE));
  }
}
