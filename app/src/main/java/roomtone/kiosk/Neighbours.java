package roomtone.kiosk;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import roomtone.config.Settings;
import roomtone.mood.Mood;
import roomtone.mood.MoodListener;
import roomtone.mood.MoodReading;
import roomtone.music.PlayerStatus;
import roomtone.music.Song;
import roomtone.system.Faults;
import roomtone.system.mdns.Announcement;
import roomtone.system.mqtt.KioskId;
import roomtone.system.mqtt.KioskIdentity;
import roomtone.system.mqtt.KioskState;
import roomtone.system.mqtt.MqttReport;
import roomtone.system.mqtt.RemoteCommands;
import roomtone.system.outbound.Outbound;
import roomtone.web.StatusPage;
import roomtone.web.StatusSnapshot;

/**
 * What tells other machines of the kiosk: the report to an MQTT broker and the announcement of the
 * page, where the settings want them. Hears moods on the mood loop's thread and never blocks it.
 */
final class Neighbours implements MoodListener, AutoCloseable {
  private static final String BROKER = "MQTT";

  private final @Nullable MqttReport report;
  private final @Nullable Announcement announcement;

  private Neighbours(@Nullable MqttReport report, @Nullable Announcement announcement) {
    this.report = report;
    this.announcement = announcement;
  }

  /** Begins to tell them, in the background. */
  static Neighbours open(
      Settings settings,
      Home home,
      StatusPage page,
      StatusBoard board,
      Actions actions,
      BiConsumer<String, String> changes,
      Outbound outbound,
      Faults faults) {
    boolean open = !isThisMachineAlone(settings.web().host());
    String machine = StatusPage.machine();
    var discretion = new Discretion(settings.history().minimumVisitors());
    MqttReport report =
        settings.mqtt().broker().isPresent()
            ? MqttReport.start(
                settings.mqtt(),
                new KioskIdentity(
                    settings.mqtt().kiosk().isEmpty()
                        ? KioskId.keptIn(home.kioskId())
                        : settings.mqtt().kiosk(),
                    settings.name(),
                    Version.number(),
                    open ? address(machine, page.port()) : Optional.empty(),
                    KioskMetrics.MOODS),
                () -> state(board.snapshot(), discretion),
                commands(actions, changes),
                outbound,
                faults)
            : null;
    Announcement announcement =
        settings.mdns().announce() && open
            ? Announcement.start(
                new Announcement.Service(settings.name(), Version.number(), page.port(), machine),
                settings.web().host(),
                outbound)
            : null;
    return new Neighbours(report, announcement);
  }

  private static boolean isThisMachineAlone(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }

  private static Optional<URI> address(String machine, int port) {
    return machine.matches("[A-Za-z0-9-]+")
        ? Optional.of(URI.create("http://%s.local:%d/".formatted(machine, port)))
        : Optional.empty();
  }

  private static RemoteCommands commands(Actions actions, BiConsumer<String, String> changes) {
    return new RemoteCommands() {
      @Override
      public void skip() {
        actions.skip();
      }

      @Override
      public void rescan() {
        actions.rescan();
        changes.accept(BROKER, "had the room looked at afresh");
      }

      @Override
      public void camera(boolean on) {
        actions.camera(on);
        changes.accept(BROKER, "switched the camera " + (on ? "on" : "off"));
      }
    };
  }

  /** What is reported of a moment. */
  static KioskState state(StatusSnapshot now, Discretion discretion) {
    Mood mood = discretion.told(now.room().mood());
    Playing playing = playing(now.music().status());
    Song song = UntitledSongs.untitled(playing.song);
    return new KioskState(
        mood.label(),
        // In tens: a number that trembles would be a message each time.
        Math.round(mood.sureness() * 10) * 10,
        mood.people(),
        playing.player,
        playing.playlist,
        song.title(),
        song.artist(),
        mood.sameKind(now.room().mood()) ? now.music().why().toString() : "",
        now.camera().status().isOff() ? KioskState.Switch.OFF : KioskState.Switch.ON,
        now.faults().size());
  }

  /** What the player does, in one shape. */
  private record Playing(KioskState.Player player, String playlist, Song song) {
    static Playing nothing(KioskState.Player player) {
      return new Playing(player, "", new Song("", "", "", Duration.ZERO));
    }
  }

  private static Playing playing(PlayerStatus status) {
    return switch (status) {
      case PlayerStatus.Playing(String playlist, Song song, var _) ->
          new Playing(KioskState.Player.PLAYING, playlist, song);
      case PlayerStatus.Paused(String playlist, Song song, var _) ->
          new Playing(KioskState.Player.PAUSED, playlist, song);
      case PlayerStatus.Idle() -> Playing.nothing(KioskState.Player.IDLE);
      case PlayerStatus.Unavailable(var _) -> Playing.nothing(KioskState.Player.FAILING);
    };
  }

  @Override
  public void onMood(MoodReading reading) {
    if (report != null) {
      report.publish();
    }
  }

  @Override
  public void close() {
    if (announcement != null) {
      announcement.close();
    }
    if (report != null) {
      report.close();
    }
  }
}
