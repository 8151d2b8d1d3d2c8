package roomtone.kiosk;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import roomtone.config.Settings;
import roomtone.history.HistoryException;
import roomtone.history.LogInventory;
import roomtone.history.MoodLog;
import roomtone.history.Removal;
import roomtone.inference.ModelFile;
import roomtone.music.PlayerKind;
import roomtone.system.mdns.Announcement;
import roomtone.system.outbound.Outbound;
import roomtone.system.outbound.Purpose;
import roomtone.web.proof.Evidence;
import roomtone.web.proof.Proof;

/** Counts what the kiosk keeps and whom it has talked to. Any thread may ask. */
final class ProofDesk implements Proof {
  private final Settings settings;
  private final Home home;
  private final MoodLog history;
  private final Outbound outbound;
  private final List<ModelFile> models;
  private final BooleanSupplier cameraOff;
  private final InstantSource clock;
  private final Instant since;

  /**
   * Counts for a kiosk that starts now.
   *
   * @param models the files that run
   * @param cameraOff whether a person has switched the camera off
   */
  ProofDesk(
      Settings settings,
      Home home,
      MoodLog history,
      Outbound outbound,
      List<ModelFile> models,
      BooleanSupplier cameraOff,
      InstantSource clock) {
    this.settings = settings;
    this.home = home;
    this.history = history;
    this.outbound = outbound;
    this.models = List.copyOf(models);
    this.cameraOff = cameraOff;
    this.clock = clock;
    since = clock.instant();
  }

  @Override
  public Evidence now() {
    StateFiles files = StateFiles.in(home.state(), settings.history().file());
    long pictures = files.pictures();
    Evidence.Log log;
    try {
      LogInventory inventory = LogInventory.of(settings.history().file());
      pictures += inventory.pictures();
      log = log(inventory.tables().stream().map(ProofDesk::table).toList(), inventory, null);
    } catch (HistoryException unreadable) {
      log = log(List.of(), new LogInventory(List.of(), 0, 0), "The log can’t be read just now.");
    }
    return new Evidence(
        Version.number(),
        clock.instant(),
        since,
        pictures,
        cameraOff.getAsBoolean(),
        settings.history().minimumVisitors(),
        log,
        files.byKind(),
        contacts(),
        allowed(),
        models.stream().map(ProofDesk::model).toList());
  }

  @Override
  public Optional<String> card(String model) {
    return models.stream()
        .filter(file -> file.name().equals(model))
        .findFirst()
        .flatMap(file -> ModelCard.beside(file.path()))
        .map(ModelCard::text);
  }

  private Evidence.Log log(
      List<Evidence.Table> tables, LogInventory inventory, @Nullable String trouble) {
    Optional<Removal> removal = history.lastRemoval();
    return new Evidence.Log(
        settings.history().retentionDays(),
        removal.map(Removal::at).orElse(null),
        removal.map(Removal::rows).orElse(0L),
        inventory.pictureColumns(),
        tables,
        trouble);
  }

  private static Evidence.Table table(LogInventory.Table table) {
    return new Evidence.Table(
        table.name(),
        table.columns(),
        table.rows(),
        table.oldest().orElse(null),
        table.newest().orElse(null));
  }

  private List<Evidence.Contact> contacts() {
    return outbound.contacts().stream()
        .map(contact ->
            new Evidence.Contact(
                contact.host(),
                contact.purpose().label(),
                contact.connections(),
                contact.sentBytes(),
                contact.receivedBytes()))
        .toList();
  }

  /** Whom the settings let the kiosk talk to. */
  private List<Evidence.Allowed> allowed() {
    List<Evidence.Allowed> allowed = new ArrayList<>();
    boolean streams = settings.music().player() == PlayerKind.SPOTIFY;
    PlayerKind local = streams ? settings.music().local() : settings.music().player();
    if (streams) {
      for (URI each : List.of(settings.spotify().api(), settings.spotify().accounts())) {
        allowed.add(new Evidence.Allowed(each.getHost(), Purpose.SPOTIFY.label()));
      }
      allowed.add(new Evidence.Allowed(Announcement.EVERYBODY, Purpose.SPEAKER.label()));
      if (!settings.spotify().device().isEmpty()) {
        allowed.add(new Evidence.Allowed(settings.spotify().device(), Purpose.SPEAKER.label()));
      }
    }
    if (local == PlayerKind.MPD) {
      allowed.add(new Evidence.Allowed(settings.mpd().machine(), Purpose.MPD.label()));
    }
    settings
        .mqtt()
        .host()
        .ifPresent(host -> allowed.add(new Evidence.Allowed(host, Purpose.MQTT.label())));
    if (settings.mdns().announce()) {
      allowed.add(new Evidence.Allowed(Announcement.EVERYBODY, Purpose.MDNS.label()));
    }
    return allowed;
  }

  private static Evidence.Model model(ModelFile file) {
    Optional<ModelCard> card = ModelCard.beside(file.path());
    return new Evidence.Model(
        file.name(),
        file.precision().label(),
        file.sha256(),
        card.map(ModelCard::summary).orElse(""),
        card.map(ModelCard::figures).orElse(List.of()));
  }
}
