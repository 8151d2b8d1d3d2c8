package roomtone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import roomtone.inference.ModelFile;
import roomtone.inference.ModelManifest;
import roomtone.kiosk.ExitCode;

/** The commands as a person types them: what they print and how they end. */
class CommandLineTest extends Terminal {
  private static final String HOME = System.getProperty("roomtone.home");
  private static final Path PICTURES = Path.of("..", "models", "demo", "pictures");

  @TempDir private Path folder;

  @AfterEach
  void restoreHome() {
    System.setProperty("roomtone.home", HOME);
  }

  @Test
  void classifyReadsAFaceAndNamesTheMusic() throws IOException {
    assertThat(run("classify", "--json", PICTURES.resolve("happy.jpg").toString())).isZero();
    JsonNode picture = JsonMapper.builder().build().readTree(out).get(0);
    assertThat(picture.get("faces")).hasSize(1);
    JsonNode face = picture.get("faces").get(0);
    assertThat(face.get("expression").asText()).isEqualTo("happy");
    double sum = 0;
    for (JsonNode probability : face.get("probabilities")) {
      sum += probability.asDouble();
    }
    assertThat(face.get("probabilities")).hasSize(7);
    assertThat(sum).isBetween(0.99, 1.01);
    assertThat(picture.get("playlist").asText()).isEqualTo("Upbeat");
  }

  @Test
  void everyExpressionModelOfTheManifestCanBeChosenByItsName() throws Exception {
    List<String> names =
        ModelManifest.read(Path.of("..", "models")).models().stream()
            .filter(file -> file.task().equals("expression"))
            .map(ModelFile::name)
            .distinct()
            .toList();
    assertThat(names).contains("expression");
    for (String name : names) {
      String picture = PICTURES.resolve("happy.jpg").toString();
      assertThat(run("classify", "--json", "--model", name, picture)).as(name).isZero();
      JsonNode face = JsonMapper.builder().build().readTree(out).get(0).get("faces").get(0);
      assertThat(face.get("probabilities")).as(name).hasSize(7);
    }
    assertThat(run("classify", "--model", "none-such", PICTURES.resolve("happy.jpg").toString()))
        .isEqualTo(ExitCode.BAD_MODEL.number());
    assertThat(err).contains("none-such").contains(names);
  }

  @Test
  void classifyFindsEverybodyInAGroupAndNobodyInAnEmptyRoom() {
    assertThat(
            run(
                "classify",
                PICTURES.resolve("group.jpg").toString(),
                PICTURES.resolve("empty.jpg").toString()))
        .isZero();
    assertThat(out).contains("3 faces").contains("no face found").contains("stays as it is");
  }

  @Test
  void brokenPicturesEndInOneLineEachAndTheOthersAreStillRead() throws IOException {
    byte[] whole = Files.readAllBytes(PICTURES.resolve("happy.jpg"));
    Path truncated = folder.resolve("truncated.jpg");
    Files.write(truncated, Arrays.copyOf(whole, whole.length / 2));
    Path empty = Files.createFile(folder.resolve("empty.jpg"));
    Path text = Files.writeString(folder.resolve("text.jpg"), "this is no picture");
    Path missing = folder.resolve("missing.jpg");
    int code =
        run(
            "classify",
            truncated.toString(),
            empty.toString(),
            text.toString(),
            missing.toString(),
            PICTURES.resolve("sad.jpg").toString());
    assertThat(code).isEqualTo(ExitCode.BAD_INPUT.number());
    assertThat(err.lines().filter(line -> line.startsWith("roomtone: ")))
        .hasSize(4)
        .anyMatch(line -> line.contains("truncated.jpg") && line.contains("cut short"))
        .anyMatch(line -> line.contains("empty.jpg") && line.contains("0 bytes"))
        .anyMatch(line -> line.contains("text.jpg") && line.contains("not a picture"))
        .anyMatch(line -> line.contains("missing.jpg"));
    assertThat(out).contains("sad.jpg: 1 face");
  }

  @Test
  void tinyAndHugePicturesAreRead() throws IOException {
    Path tiny = picture("tiny.png", 1, 1);
    Path huge = picture("huge.png", 10_000, 10_000);
    assertThat(run("classify", tiny.toString(), huge.toString())).isZero();
    assertThat(out).contains("tiny.png: no face found").contains("huge.png: no face found");
  }

  @Test
  void aModelThatIsNotTheManifestsIsRefused() throws IOException {
    Path models = folder.resolve("home/models");
    Path expression = Files.createDirectories(models.resolve("expression"));
    Path shipped = Path.of(HOME, "models");
    Files.copy(shipped.resolve("manifest.json"), models.resolve("manifest.json"));
    for (String file : new String[] {"expression-int8.onnx", "expression-fp32.onnx"}) {
      Files.copy(shipped.resolve("expression").resolve(file), expression.resolve(file));
    }
    byte[] bytes = Files.readAllBytes(expression.resolve("expression-int8.onnx"));
    bytes[bytes.length / 2] ^= 1;
    Files.write(expression.resolve("expression-int8.onnx"), bytes);
    System.setProperty("roomtone.home", folder.resolve("home").toString());
    int code = run("classify", PICTURES.resolve("happy.jpg").toString());
    assertThat(code).isEqualTo(ExitCode.BAD_MODEL.number());
    assertThat(err.strip()).hasLineCount(1).contains("SHA-256").contains("expression-int8.onnx");
  }

  @Test
  void evaluateMeasuresCropsFromAnywhere() throws IOException {
    Path crops = folder.resolve("crops");
    for (String expression : new String[] {"Angry", "joy", "contempt"}) {
      Files.createDirectories(crops.resolve(expression));
      picture("crops/" + expression + "/a.png", 60, 80);
    }
    Files.writeString(crops.resolve("joy/broken.jpg"), "this is no picture");
    assertThat(run("evaluate", "expression", "--json", "--crops", crops.toString())).isZero();
    JsonNode figures = JsonMapper.builder().build().readTree(out);
    assertThat(figures.properties().stream().map(Map.Entry::getKey))
        .contains("accuracy", "accuracyWithoutDuplicates", "ferplusMajority", "ece", "macroF1")
        .contains("recall", "accuracyAt80Coverage", "int8MinusFp32", "n", "file");
    assertThat(figures.get("n").asInt()).isEqualTo(2);
    assertThat(figures.get("broken").asInt()).isEqualTo(1);
    assertThat(figures.get("foldersLeftOut").get(0).asText()).isEqualTo("contempt");
    assertThat(figures.get("accuracyWithoutDuplicates").isNull()).isTrue();
    assertThat(run("evaluate", "expression", "--crops", crops.toString(), "--robustness")).isZero();
    assertThat(out).contains("expression-int8.onnx", "face width (pixels)", "ferplus labels");
  }

  @Test
  void evaluateTakesAFileThatAManifestDescribes() throws IOException {
    Path crops = folder.resolve("crops");
    Files.createDirectories(crops.resolve("sad"));
    picture("crops/sad/a.png", 48, 48);
    String file = Path.of(HOME, "models/expression/expression-fp32.onnx").toString();
    assertThat(run("evaluate", "expression", "--crops", crops.toString(), "--model", file))
        .isZero();
    assertThat(out).contains("expression-fp32.onnx");
  }

  @Test
  void evaluateSaysWhatIsWrongInOneLine() throws IOException {
    String crops = folder.resolve("crops").toString();
    Files.createDirectories(Path.of(crops, "sad"));
    assertEvaluationFails(ExitCode.BAD_INPUT, "are empty: sad", "--crops", crops);
    picture("crops/sad/a.png", 48, 48);
    assertEvaluationFails(ExitCode.BAD_INPUT, "rows.csv.gz", "--data", crops);
    assertEvaluationFails(
        ExitCode.BAD_INPUT, "none of the peers", "--crops", crops, "--peers", crops);
    assertEvaluationFails(
        ExitCode.BAD_MODEL, "no model \"other\"", "--crops", crops, "--model", "other");
    Path stranger = Files.writeString(folder.resolve("stranger.onnx"), "no model");
    assertEvaluationFails(
        ExitCode.BAD_MODEL, "no manifest.json", "--crops", crops, "--model", stranger.toString());
    assertThat(run("evaluate", "expression")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err).contains("--data", "--crops");
  }

  private void assertEvaluationFails(ExitCode code, String reason, String... arguments) {
    var all = new ArrayList<>(List.of("evaluate", "expression"));
    all.addAll(List.of(arguments));
    assertThat(run(all.toArray(String[]::new))).isEqualTo(code.number());
    assertThat(err.strip()).hasLineCount(1).contains(reason);
  }

  @Test
  void aPortThatIsTakenIsSaidInOneLine() throws IOException {
    try (var taken = new ServerSocket(0)) {
      int code = run("run", "--demo", "--config", quietDemo(), "--port", "" + taken.getLocalPort());
      assertThat(code).isEqualTo(ExitCode.UNAVAILABLE.number());
      assertThat(err.lines().filter(line -> line.startsWith("roomtone: ")))
          .singleElement()
          .asString()
          .contains("Port " + taken.getLocalPort())
          .contains("--port");
    }
  }

  @Test
  void wrongSettingsEndBeforeAnythingStarts() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.yaml"), "web:\n  prot: 80\n");
    assertThat(run("run", "--config", file.toString())).isEqualTo(ExitCode.BAD_SETTINGS.number());
    assertThat(err.strip()).hasLineCount(1).contains("bad.yaml:2:").contains("web.port");
  }

  @Test
  void aReplayThatIsNotThereIsNamed() {
    int code = run("run", "--replay", folder.resolve("none.mp4").toString());
    assertThat(code).isEqualTo(ExitCode.NO_INPUT.number());
    assertThat(err.strip()).hasLineCount(1).contains("none.mp4");
  }

  @Test
  void aReplayThatCannotBeReadEndsInOneLine() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.mp4"));
    Path text = Files.writeString(folder.resolve("text.mp4"), "this is no clip");
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Files.writeString(broken.resolve("a.png"), "this is no picture");
    for (Path replay : new Path[] {empty, text, broken}) {
      assertThat(run("run", "--replay", replay.toString())).isEqualTo(ExitCode.BAD_INPUT.number());
      assertThat(err.strip()).hasLineCount(1).contains(replay.getFileName() + "");
    }
  }

  @Test
  void anUnknownOptionExplainsItself() {
    assertThat(run("run", "--dmeo")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err).contains("--dmeo").contains("--demo");
  }

  @Test
  void aWrongUseIsSaidInWordsAndNotByTheWholeHelp() {
    assertWrong("There is no command confg; did you mean config?", "confg");
    assertWrong("There is no command nonsense.", "nonsense");
    assertWrong("There is no option --nonsense.", "run", "--nonsense");
    assertWrong("twice is too much.", "run", "twice");
    assertWrong("\"x\" is not for option '--port', which takes a whole number.", "run", "--port=x");
    assertWrong(
        "\"0\" is not for option '--minutes', which takes a whole number from 1 on.",
        "evaluate",
        "rooms",
        "--minutes=0");
    assertWrong(
        "\"-1\" is not for option '--empty-minutes', which takes a whole number from 0 on.",
        "evaluate",
        "rooms",
        "--empty-minutes=-1");
    assertWrong(
        "\"79\" is not for option '--longest-side', which takes a whole number from 80 to 4096.",
        "evaluate",
        "faces",
        "--images=.",
        "--longest-side=79");
    assertWrong(
        "\"few\" is not for option '--plays', which takes a whole number from 1 on.",
        "dj",
        "simulate",
        "--plays=few");
    assertWrong(
        "\"x\" is not for option '--format', which takes one of csv, json.",
        "history",
        "export",
        "--format=x");
    assertWrong(
        "Only one of --demo, --replay=PATH can be used.", "run", "--demo", "--replay=clip.mp4");
    assertWrong("One of these is needed: --data=DIR, --crops=DIR.", "evaluate", "expression");
    assertWrong("Missing required parameter: 'PICTURE'.", "classify");
  }

  private void assertWrong(String sentence, String... arguments) {
    assertThat(run(arguments)).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.lines())
        .hasSize(2)
        .contains("roomtone: " + sentence)
        .anyMatch(line -> line.endsWith(" --help says more."));
  }

  @Test
  void aPictureThatIsNotThereIsNoBrokenOne() {
    assertThat(run("classify", folder.resolve("none.jpg").toString()))
        .isEqualTo(ExitCode.NO_INPUT.number());
  }

  @Test
  void everyCommandHasHelp() {
    var commands = Main.commandLine().getSubcommands().keySet();
    assertThat(commands)
        .contains("run", "classify", "evaluate", "history", "config", "doctor", "bench");
    for (String command : commands) {
      assertThat(run(command, "--help")).as(command).isZero();
      assertThat(out).contains("Usage: roomtone " + command);
    }
  }

  @Test
  void theVersionIsTheBuildsOwn() {
    assertThat(run("--version")).isZero();
    assertThat(out).startsWith("roomtone ").doesNotContain("${");
  }

  @Test
  void theExitCodesOfTheHelpAreThoseOfTheProgram() {
    run("--help");
    for (ExitCode code : ExitCode.values()) {
      assertThat(out).containsPattern("(?m)^  " + code.number() + " ");
    }
  }

  @Test
  void configPrintsWhatConfigChecks() throws IOException {
    assertThat(run("config", "print")).isZero();
    Path file = Files.writeString(folder.resolve("printed.yaml"), out);
    assertThat(run("config", "check", "--config", file.toString())).isZero();
    assertThat(out).contains("is fine");
  }

  @Test
  void theDoctorLooksAtEverything() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("doctor.yaml"),
            "web:\n  port: 0\nhistory:\n  file: %s\n".formatted(folder.resolve("log.db")));
    int code =
        run(
            "doctor",
            "--config",
            file.toString(),
            "--replay",
            Path.of(HOME, "models/demo/lounge.mp4").toString());
    assertThat(out.lines().map(line -> line.split(" +")[1]))
        .containsExactly(
            "board", "heat", "models", "faces", "engines", "camera", "player", "gpio", "disk",
            "clock", "network", "https");
    assertThat(out).containsPattern("engines +Set is cpu. ");
    assertThat(out).doesNotContain("fault");
    assertThat(code).isZero();
  }

  @Test
  void theDoctorWritesAReportWithoutAddresses() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("report.yaml"),
            "web:\n  port: 0\n  host: 127.0.0.1\ncamera:\n  kind: v4l2\n  device: /dev/video127\n");
    Path report = folder.resolve("report.md");
    run("doctor", "--config", file.toString(), "--report", report.toString());
    assertThat(Files.readString(report))
        .startsWith("Roomtone ")
        .contains("| camera | v4l2, 640×480, 10 a second |")
        .contains("fault  camera   There is no USB camera at /dev/video127")
        .doesNotContainPattern("\\d+\\.\\d+\\.\\d+\\.\\d+");

    Path nowhere = folder.resolve("no/such/report.md");
    assertThat(run("doctor", "--config", file.toString(), "--report", nowhere.toString()))
        .isEqualTo(ExitCode.CANNOT_WRITE.number());
    assertThat(err).contains("The report can't be written to " + nowhere);
  }

  @Test
  void theDoctorTriesLightAndButton() throws IOException {
    Path none = Files.writeString(folder.resolve("none.yaml"), "panel:\n  kind: none\n");
    assertThat(run("doctor", "--panel", "--config", none.toString()))
        .isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(out)
        .isEqualToIgnoringNewLines("There is no light and no button: panel.kind is none.");

    Path gone =
        Files.writeString(
            folder.resolve("gone.yaml"), "panel:\n  kind: gpio\n  chip: gpiochip99\n");
    assertThat(run("doctor", "--panel", "--config", gone.toString()))
        .isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(out).contains("There is no GPIO chip at /dev/gpiochip99");
  }

  @Test
  void theDoctorSaysWhatIsWrong() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("doctor.yaml"),
            """
            camera:
              kind: v4l2
              device: /dev/no-such-camera
            music:
              player: mpd
            mpd:
              address: %s
            """
                .formatted(folder.resolve("no-such-socket")));
    assertThat(run("doctor", "--config", file.toString())).isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(out)
        .containsPattern("fault +camera .*/dev/no-such-camera")
        .containsPattern("fault +player .*no-such-socket")
        .doesNotContain("has not been asked");
  }

  @Test
  void exportingALogThatIsNotThereSaysSo() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("export.yaml"),
            "history:\n  file: %s\n".formatted(folder.resolve("none.db")));
    assertThat(run("history", "export", "--config", file.toString()))
        .isEqualTo(ExitCode.NO_INPUT.number());
    assertThat(err.strip()).hasLineCount(1).contains("none.db");
  }

  @Test
  void configChangesOneKeyAndLeavesTheRest() throws IOException {
    String text = "# Ours.\nmusic:\n  daily-changes: 12 # enough\n";
    String file = Files.writeString(folder.resolve("ours.yaml"), text).toString();
    assertThat(run("config", "set", "music.daily-changes", "8", "--config", file)).isZero();
    assertThat(out).contains("changed music.daily-changes from 12 to 8", "next starts");
    assertThat(Path.of(file)).hasContent(text.replace("12", "8"));
    assertThat(run("config", "get", "music.daily-changes", "--config", file)).isZero();
    assertThat(out.strip()).isEqualTo("8");
    assertThat(run("config", "get", "music.volume", "--config", file)).isZero();
    assertThat(out.strip()).isEqualTo("70");
    assertThat(run("config", "unset", "music.daily-changes", "--config", file)).isZero();
    assertThat(Path.of(file)).hasContent("# Ours.\nmusic:\n  # enough\n");
    assertThat(run("config", "unset", "music.daily-changes", "--config", file)).isZero();
    assertThat(out).contains("is as it was");
  }

  @Test
  void configRefusesWhatWouldNotHold() throws IOException {
    String text = "web:\n  port: 80\n";
    String file = Files.writeString(folder.resolve("ours.yaml"), text).toString();
    assertThat(run("config", "set", "web.port", "99999", "--config", file))
        .isEqualTo(ExitCode.BAD_SETTINGS.number());
    assertThat(err).contains("web.port is \"99999\"; allowed is 0 to 65535.", "is as it was");
    assertThat(run("config", "set", "web.prot", "1", "--config", file))
        .isEqualTo(ExitCode.BAD_SETTINGS.number());
    assertThat(err).contains("did you mean web.port?");
    assertThat(run("config", "get", "web.prot", "--config", file))
        .isEqualTo(ExitCode.BAD_SETTINGS.number());
    assertThat(err).contains("unknown key web.prot; did you mean web.port?");
    assertThat(Path.of(file)).hasContent(text);
    assertThat(run("config", "set", "mpd.password", "hunter2", "--config", file)).isZero();
    assertThat(out).doesNotContain("hunter2");
    assertThat(run("config", "get", "mpd.password", "--config", file)).isZero();
    assertThat(out.strip()).isEqualTo("(set, not shown)");
  }

  private String quietDemo() throws IOException {
    return Files.writeString(
            folder.resolve("demo.yaml"),
            "panel:\n  kind: none\nhistory:\n  file: %s\n".formatted(folder.resolve("demo.db")))
        .toString();
  }

  private Path picture(String name, int width, int height) throws IOException {
    Path file = folder.resolve(name);
    ImageIO.write(
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
    return file;
  }
}
