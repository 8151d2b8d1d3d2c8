package roomtone.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import roomtone.web.settings.SettingsBook;
import roomtone.web.settings.SettingsOutcome;
import roomtone.web.settings.SettingsView;
import roomtone.web.settings.SettingsView.Setting;
import roomtone.web.settings.SettingsView.Source;

/** Settings of the test's making, and what became of them. */
final class TestSettings implements SettingsBook {
  final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  volatile SettingsOutcome outcome = new SettingsOutcome.Saved(List.of());
  volatile boolean unreadable;

  @Override
  public SettingsView view() {
    var trouble = new SettingsView.Trouble("", "it is not YAML");
    return unreadable
        ? new SettingsView("/etc/roomtone.yaml", "", List.of(), List.of(trouble), List.of())
        : new SettingsView(
            "/etc/roomtone.yaml",
            "v1",
            List.of(
                new SettingsView.Section(
                    "music",
                    "Which music plays.",
                    List.of(
                        setting("music.volume", "number", "70", Source.DEFAULT),
                        setting("music.explicit", "flag", "true", Source.FILE))),
                new SettingsView.Section(
                    "mqtt",
                    "The broker.",
                    List.of(
                        setting("mqtt.broker", "text", "mqtt://(set, not shown)@b", Source.FILE),
                        setting("mqtt.password", "secret", "(set, not shown)", Source.FILE),
                        setting("mqtt.certificate-authority", "text", "", Source.DEFAULT)))),
            List.of(),
            List.of("music.explicit"));
  }

  private static Setting setting(String key, String type, String value, Source source) {
    return new Setting(
        key,
        type,
        "What it is.",
        "anything",
        List.of(),
        "70",
        value,
        value.contains("not shown"),
        key.endsWith("authority"),
        source,
        type.equals("secret") ? "ROOMTONE_PASSWORD" : null,
        null);
  }

  @Override
  public SettingsOutcome change(Map<String, Optional<String>> edits, Optional<String> version) {
    asked.add(edits + " in " + version.orElse("any"));
    return outcome;
  }

  @Override
  public void startAgain() {
    asked.add("start again");
  }
}
