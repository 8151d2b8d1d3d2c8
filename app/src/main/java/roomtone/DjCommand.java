package roomtone;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import roomtone.config.Settings;
import roomtone.emotion.Emotion;
import roomtone.history.HistoryReader;
import roomtone.kiosk.CommandFailure;
import roomtone.kiosk.ExitCode;
import roomtone.kiosk.Home;
import roomtone.kiosk.Json;
import roomtone.kiosk.TasteDesk;
import roomtone.kiosk.Tastes;
import roomtone.music.Simulation;
import roomtone.music.Taste;
import roomtone.web.ActionResult;

/** Looks into the DJ's taste and corrects it. */
@Command(
    name = "dj",
    description = "Says why a song plays and what the DJ has learnt, and corrects it.",
    mixinStandardHelpOptions = true,
    subcommands = {
      DjCommand.Why.class,
      DjCommand.Pin.class,
      DjCommand.Reset.class,
      DjCommand.Simulate.class
    })
final class DjCommand {
  private DjCommand() {}

  @Command(
      name = "why",
      description = "Says why this song plays, and what is known of each playlist.",
      mixinStandardHelpOptions = true)
  static final class Why implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Mixin private final SettingsOption settingsOption = new SettingsOption();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailure {
      Settings settings = settingsOption.read(Home.find(System.getenv()));
      HistoryReader history = HistoryReader.of(settings.history().file());
      List<Taste.Known> known = Tastes.recall(settings, history, Instant::now).known();
      String now = now(settings.web().port());
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(
            Json.pretty(Map.of("now", now, "known", known.stream().map(Why::row).toList())));
        return 0;
      }
      out.println(now.isEmpty() ? "No kiosk runs on this machine." : now);
      out.printf(
          "%n%-10s %-8s %-28s %5s  %-9s %s%n",
          "looks", "policy", "playlist", "run", "between", "songs");
      for (Taste.Known each : known) {
        out.printf(
            "%-10s %-8s %-28s %4.0f%%  %2.0f-%3.0f%%   %d%s%n",
            each.context().emotion().label(),
            each.context().policy().label(),
            each.arm().playlist(),
            each.estimate().mean() * 100,
            each.estimate().low() * 100,
            each.estimate().high() * 100,
            each.estimate().plays(),
            each.pinned() ? ", fixed" : "");
      }
      return 0;
    }

    private static Map<String, Object> row(Taste.Known known) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("expression", known.context().emotion().label());
      row.put("policy", known.context().policy().label());
      row.put("language", known.context().language());
      row.put("playlist", known.arm().playlist());
      row.put("estimate", known.estimate().mean());
      row.put("low", known.estimate().low());
      row.put("high", known.estimate().high());
      row.put("plays", known.estimate().plays());
      row.put("pinned", known.pinned());
      return row;
    }

    /** What the kiosk on this machine says; empty where none answers. */
    private static String now(int port) {
      try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/status".formatted(port)))
                .timeout(PATIENCE)
                .build();
        return Json.read(client.send(request, BodyHandlers.ofString()).body())
            .path("player")
            .path("why")
            .asText("");
      } catch (IOException noKiosk) {
        return "";
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return "";
      }
    }
  }

  @Command(
      name = "pin",
      description = "Fixes a playlist for an expression, or lets the DJ choose again.",
      mixinStandardHelpOptions = true)
  static final class Pin implements Callable<Integer> {
    @Mixin private final SettingsOption settingsOption = new SettingsOption();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
        index = "0",
        paramLabel = "EXPRESSION",
        description = "angry, disgust, fear, happy, sad, surprise or neutral.")
    private Emotion emotion = Emotion.NEUTRAL;

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "PLAYLIST",
        description = "One of the expression's playlists; without it, nothing is fixed any more.")
    private Optional<String> playlist = Optional.empty();

    @Override
    public Integer call() throws CommandFailure {
      TasteDesk desk = Tastes.desk(settingsOption.read(Home.find(System.getenv())), Instant::now);
      try {
        if (desk.pin(emotion, playlist) instanceof ActionResult.Refused(var reason)) {
          throw new CommandFailure(ExitCode.BAD_INPUT, reason.toString());
        }
      } catch (IOException e) {
        throw new CommandFailure(ExitCode.CANNOT_WRITE, desk.cannotWrite().toString());
      }
      PrintWriter out = spec.commandLine().getOut();
      if (playlist.isEmpty()) {
        out.println("The DJ chooses again for " + emotion.label() + ".");
      } else {
        out.printf(
            "%s plays from now on when the room looks %s.%n", playlist.get(), emotion.adjective());
      }
      return 0;
    }
  }

  @Command(
      name = "reset",
      description = "Forgets what the DJ has learnt so far; the log stays.",
      mixinStandardHelpOptions = true)
  static final class Reset implements Callable<Integer> {
    @Mixin private final SettingsOption settingsOption = new SettingsOption();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure {
      TasteDesk desk = Tastes.desk(settingsOption.read(Home.find(System.getenv())), Instant::now);
      try {
        desk.forget();
      } catch (IOException e) {
        throw new CommandFailure(ExitCode.CANNOT_WRITE, desk.cannotWrite().toString());
      }
      spec.commandLine().getOut().println("The DJ begins anew; playlists that are fixed stay so.");
      return 0;
    }
  }

  @Command(
      name = "simulate",
      description =
          "Simulates lounges whose guests like one playlist best, and says what the DJ learns.",
      mixinStandardHelpOptions = true)
  static final class Simulate implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
        names = "--plays",
        paramLabel = "N",
        converter = Count.FromOne.class,
        defaultValue = "300",
        description = "How many songs each lounge hears (default ${DEFAULT-VALUE}).")
    private int plays;

    @Option(
        names = "--seeds",
        paramLabel = "N",
        converter = Count.FromOne.class,
        defaultValue = "100",
        description = "How many lounges (default ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "1",
        description =
            "Which lounges: the same number gives the same ones (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailure {
      PrintWriter out = spec.commandLine().getOut();
      Simulation.Result result = Simulation.run(plays, seeds, seed);
      if (json) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("meanReward", result.meanReward());
        document.put("best", result.best());
        document.put("uniform", result.uniform());
        document.put("plays", plays);
        document.put("seeds", seeds);
        document.put("fixed", result.fixed());
        document.put("lastTenth", result.lastTenth());
        document.put("mostChangesADay", result.mostChangesADay());
        out.println(Json.pretty(document));
        return 0;
      }
      out.printf(
          "%,d songs in each of %d lounges; 1 is a song that runs through, 0 one that is skipped at once.%n",
          plays, seeds);
      out.printf("  the DJ, on average      %.3f%n", result.meanReward());
      out.printf("  its last tenth          %.3f%n", result.lastTenth());
      out.printf("  always the best         %.3f%n", result.best());
      out.printf("  always the first        %.3f%n", result.fixed());
      out.printf("  at random               %.3f%n", result.uniform());
      out.printf(
          "  changes a day, at most  %d of %d%n",
          result.mostChangesADay(), Simulation.CHANGES_A_DAY);
      return 0;
    }
  }
}
