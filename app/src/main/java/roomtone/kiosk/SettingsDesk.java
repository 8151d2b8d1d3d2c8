package roomtone.kiosk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import roomtone.config.SettingsChange;
import roomtone.config.SettingsException;
import roomtone.config.SettingsFile;
import roomtone.config.SettingsState;
import roomtone.web.settings.SettingsBook;
import roomtone.web.settings.SettingsOutcome;
import roomtone.web.settings.SettingsView;
import roomtone.web.settings.SettingsView.Trouble;

/** Shows and changes the settings file for the page. Any thread. */
public final class SettingsDesk implements SettingsBook {
  // So that the answer to whoever asked is sent before the page goes away.
  private static final long MOMENT_MILLIS = 700;

  private final SettingsFile file;
  private final @Nullable SettingsState running;
  private final Map<String, String> commandLine;
  private final Optional<String> complaint;
  private final Runnable restart;

  /**
   * The settings of one run of the kiosk.
   *
   * @param running what the file said when it started; null where it could not be read
   * @param commandLine what the command line sets, by key
   * @param complaint why newer settings could not start; empty where they did
   * @param restart starts the kiosk again
   */
  public SettingsDesk(
      SettingsFile file,
      @Nullable SettingsState running,
      Map<String, String> commandLine,
      Optional<String> complaint,
      Runnable restart) {
    this.file = file;
    this.running = running;
    this.commandLine = Map.copyOf(commandLine);
    this.complaint = complaint;
    this.restart = restart;
  }

  /** Why newer settings could not start; empty where they did. */
  Optional<String> complaint() {
    return complaint;
  }

  @Override
  public SettingsView view() {
    List<Trouble> troubles = new ArrayList<>();
    complaint.ifPresent(sentence -> troubles.add(new Trouble("", sentence)));
    try {
      SettingsState state = file.read();
      troubles.addAll(troubles(state.problems()));
      return new SettingsView(
          file.path().toString(),
          state.version(),
          state.parts().stream().map(this::section).toList(),
          List.copyOf(troubles),
          running == null ? List.of() : state.differences(running));
    } catch (SettingsException e) {
      troubles.addAll(troubles(e.problems()));
      return new SettingsView(
          file.path().toString(), "", List.of(), List.copyOf(troubles), List.of());
    }
  }

  @Override
  public SettingsOutcome change(Map<String, Optional<String>> edits, Optional<String> version) {
    return switch (file.change(edits, version)) {
      case SettingsChange.Saved(var changes) ->
          new SettingsOutcome.Saved(
              changes.stream()
                  .map(change -> new SettingsOutcome.Change(change.key(), change.sentence()))
                  .toList());
      case SettingsChange.Refused(var problems) -> new SettingsOutcome.Refused(troubles(problems));
      case SettingsChange.Overtaken() -> new SettingsOutcome.Overtaken();
      case SettingsChange.Failed(String reason) -> new SettingsOutcome.Failed(reason);
    };
  }

  @Override
  public void startAgain() {
    CompletableFuture.delayedExecutor(MOMENT_MILLIS, TimeUnit.MILLISECONDS).execute(restart);
  }

  private static List<Trouble> troubles(List<SettingsException.Problem> problems) {
    return problems.stream().map(problem -> new Trouble(problem.key(), problem.message())).toList();
  }

  private SettingsView.Section section(SettingsState.Part part) {
    return new SettingsView.Section(
        part.name(), part.description(), part.items().stream().map(this::setting).toList());
  }

  private SettingsView.Setting setting(SettingsState.Item item) {
    String holds = commandLine.get(item.key());
    return new SettingsView.Setting(
        item.key(),
        item.type().name().toLowerCase(Locale.ROOT),
        item.description(),
        item.range(),
        item.choices(),
        item.fallback(),
        item.value(),
        item.isHiding(),
        item.onlyByHand(),
        holds != null
            ? SettingsView.Source.COMMAND_LINE
            : switch (item.source()) {
              case FILE -> SettingsView.Source.FILE;
              case ENVIRONMENT -> SettingsView.Source.ENVIRONMENT;
              case DEFAULT -> SettingsView.Source.DEFAULT;
            },
        item.environment(),
        holds);
  }
}
