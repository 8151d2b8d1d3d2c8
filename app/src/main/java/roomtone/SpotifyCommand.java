package roomtone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import roomtone.config.Settings;
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.ExitCode;
import roomtone.kiosk.Home;
import roomtone.music.spotify.Invitation;
import roomtone.music.spotify.Spotify;
import roomtone.music.spotify.SpotifyLogin;
import roomtone.system.outbound.Outbound;

/** Lets Roomtone into Spotify, and out again. */
@Command(
    name = "spotify",
    description = "Lets Roomtone into Spotify, and out again.",
    mixinStandardHelpOptions = true,
    subcommands = {SpotifyCommand.Login.class, SpotifyCommand.Logout.class})
final class SpotifyCommand {
  private SpotifyCommand() {}

  @Command(
      name = "login",
      description =
          "Shows a link, waits for the address on which the browser ends, and keeps the login.",
      mixinStandardHelpOptions = true)
  static final class Login implements Callable<Integer> {
    private static final long PATIENCE_MINUTES = 15;

    @Mixin private final SettingsOption settingsOption = new SettingsOption();
    @Spec private CommandSpec spec = CommandSpec.create();
    private final BlockingQueue<String> addresses = new LinkedBlockingQueue<>();

    @Override
    public Integer call() throws CommandFailure {
      Settings settings = settingsOption.read(Home.find(System.getenv()));
      PrintWriter out = spec.commandLine().getOut();
      try (Spotify spotify =
          Spotify.open(settings.spotify(), new Outbound(), System::nanoTime, Instant::now)) {
        Optional<Invitation> invitation = spotify.login().invite();
        if (invitation.isEmpty()) {
          throw new CommandFailure(
              ExitCode.BAD_SETTINGS,
              "Spotify is not set up: make an app at developer.spotify.com with the redirect address %s, and set spotify.client-id."
                  .formatted(settings.spotify().redirect()));
        }
        show(invitation.get(), out);
        Optional<HttpServer> listener = listen(settings.spotify().redirect());
        Thread.ofVirtual().name("paste").start(this::readPasted);
        try {
          await(spotify.login(), out);
        } finally {
          listener.ifPresent(server -> server.stop(0));
        }
        out.printf(
            "Roomtone may use Spotify for six months. The login is in %s.%n",
            settings.spotify().loginFile());
        return 0;
      }
    }

    private static void show(Invitation invitation, PrintWriter out) {
      out.println("For a home only: Spotify's terms bar playing it in business rooms.");
      out.println();
      out.println("1. Open this on any device and let Roomtone in:");
      out.println(invitation.link());
      out.println();
      picture(invitation.code(), out);
      out.println();
      out.println(
          "2. The browser ends on a page that does not load. Copy its whole address, paste it");
      out.println("   here and press Enter:");
      out.flush();
    }

    /** Two rows of the code in one line of text, light on dark, with a border. */
    private static void picture(List<String> rows, PrintWriter out) {
      int size = rows.size();
      for (int y = -2; y < size + 2; y += 2) {
        StringBuilder line = new StringBuilder("  ");
        for (int x = -2; x < size + 2; x++) {
          boolean upper = isDark(rows, x, y);
          boolean lower = isDark(rows, x, y + 1);
          line.append(upper ? lower ? ' ' : '▄' : lower ? '▀' : '█');
        }
        out.println(line);
      }
    }

    private static boolean isDark(List<String> rows, int x, int y) {
      return y >= 0 && y < rows.size() && x >= 0 && x < rows.size() && rows.get(y).charAt(x) == '1';
    }

    private void await(SpotifyLogin login, PrintWriter out) throws CommandFailure {
      try {
        while (true) {
          String address = addresses.poll(PATIENCE_MINUTES, TimeUnit.MINUTES);
          if (address == null || address.isEmpty()) {
            throw new CommandFailure(ExitCode.NO_INPUT, "Nobody gave an address: try again.");
          }
          switch (login.finish(address)) {
            case SpotifyLogin.Outcome.Done() -> {
              return;
            }
            case SpotifyLogin.Outcome.Refused(String reason) -> {
              out.println(reason);
              out.flush();
            }
          }
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new CommandFailure(ExitCode.NO_INPUT, "The login was stopped.");
      }
    }

    private void readPasted() {
      try (var lines =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (!line.isBlank()) {
            addresses.add(line);
          }
        }
        addresses.add("");
      } catch (IOException closed) {
        addresses.add("");
      }
    }

    /** Hears the browser itself, where it runs on this machine or comes through an SSH tunnel. */
    private Optional<HttpServer> listen(URI redirect) {
      boolean here = "http".equals(redirect.getScheme()) && redirect.getPort() > 0;
      if (!here) {
        return Optional.empty();
      }
      try {
        HttpServer server =
            HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), redirect.getPort()), 5);
        server.createContext(redirect.getPath().isEmpty() ? "/" : redirect.getPath(), this::hear);
        server.start();
        return Optional.of(server);
      } catch (IOException taken) {
        return Optional.empty();
      }
    }

    private void hear(HttpExchange exchange) throws IOException {
      try (exchange) {
        addresses.add("?" + exchange.getRequestURI().getRawQuery());
        byte[] answer =
            "Roomtone has heard this. Look at its terminal; this page can be closed.\n"
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain;charset=utf-8");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
      }
    }
  }

  @Command(
      name = "logout",
      description = "Forgets the login on this machine.",
      mixinStandardHelpOptions = true)
  static final class Logout implements Callable<Integer> {
    @Mixin private final SettingsOption settingsOption = new SettingsOption();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure {
      var file = settingsOption.read(Home.find(System.getenv())).spotify().loginFile();
      try {
        boolean was = Files.deleteIfExists(file);
        spec.commandLine()
            .getOut()
            .println(
                was
                    ? "The login is forgotten here. Take Roomtone off the list at spotify.com/account/apps too."
                    : "There was no login.");
        return 0;
      } catch (IOException e) {
        throw new CommandFailure(
            ExitCode.CANNOT_WRITE, "%s can't be deleted: check its owner.".formatted(file));
      }
    }
  }
}
