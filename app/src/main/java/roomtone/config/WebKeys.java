package roomtone.config;

import java.util.List;
import roomtone.web.WebSettings;

/** The keys under "web". */
final class WebKeys {
  private static final Key<String> HOST =
      Key.text(
          "web.host",
          WebSettings.DEFAULTS.host(),
          "an address",
          "Where the page listens: 0.0.0.0 for the whole network, 127.0.0.1 for this machine alone.");
  private static final Key<Integer> PORT =
      Key.number(
          "web.port",
          WebSettings.DEFAULTS.port(),
          0,
          65_535,
          "The page's port; 0 takes any free one.");
  private static final Key<List<String>> HOST_NAMES =
      Key.words(
          "web.host-names",
          "Further names under which the page may be opened, with spaces between; IP addresses, localhost, this machine's name and everything under .local always may.");
  private static final Key<Integer> VIEWERS =
      Key.number(
          "web.viewers",
          WebSettings.DEFAULTS.viewers(),
          1,
          1000,
          "How many pages may be followed live at the same time.");
  private static final Key<Boolean> HTTPS =
      Key.flag(
          "web.https",
          WebSettings.DEFAULTS.https(),
          "Whether the page is served by HTTPS, with a certificate that is made on this device; browsers warn of it once, and its fingerprint is in the log. HTTP then leads to HTTPS.");
  private static final Key<Integer> HTTPS_PORT =
      Key.number(
          "web.https-port",
          WebSettings.DEFAULTS.httpsPort(),
          0,
          65_535,
          "The page's port for HTTPS; 0 takes any free one.");

  private static final Key<String> CONTACT =
      Key.text(
          "web.contact",
          WebSettings.DEFAULTS.contact(),
          "a name and how to reach it, up to 200 letters",
          "Who is responsible, for the notice on the door; empty to name nobody.");

  static final Section SECTION =
      new Section(
          "web",
          "The page on the local network.",
          List.of(HOST, PORT, HOST_NAMES, VIEWERS, HTTPS, HTTPS_PORT, CONTACT));

  private WebKeys() {}

  /** The settings that these keys make. */
  static WebSettings read(SettingsValues values) {
    return values.section(
        "web",
        () ->
            new WebSettings(
                values.get(HOST),
                values.get(PORT),
                values.get(HOST_NAMES),
                values.get(VIEWERS),
                values.get(HTTPS),
                values.get(HTTPS_PORT),
                values.get(CONTACT)),
        WebSettings.DEFAULTS);
  }
}
