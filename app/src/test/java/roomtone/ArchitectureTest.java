package roomtone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import roomtone.kiosk.OwnPage;

/** The lines of the house: which room may look into which, and which library lives where. */
@AnalyzeClasses(packages = "roomtone", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String COMMANDS = "roomtone";
  private static final String BENCH = "roomtone.bench..";
  private static final String KIOSK = "roomtone.kiosk..";
  private static final String LEAF = "roomtone.flow..";
  private static final String SYSTEM = "roomtone.system..";
  private static final String LANGUAGE = "roomtone.language..";
  private static final String CAMERA = "roomtone.camera..";
  private static final String INFERENCE = "roomtone.inference..";
  private static final String FACE = "roomtone.face..";
  private static final String EMOTION = "roomtone.emotion..";
  private static final String MOOD = "roomtone.mood..";
  private static final String MUSIC = "roomtone.music..";
  private static final String HISTORY = "roomtone.history..";
  private static final String PANEL = "roomtone.panel..";
  private static final String ACCESS = "roomtone.access..";

  private static final Set<String> CONNECTORS =
      Set.of(
          "java.net.Socket",
          "java.net.DatagramSocket",
          "java.net.MulticastSocket",
          "java.net.URL",
          "java.net.http.HttpClient",
          "java.nio.channels.SocketChannel",
          "java.nio.channels.DatagramChannel",
          "java.nio.channels.AsynchronousSocketChannel",
          "javax.net.SocketFactory",
          "javax.net.ssl.SSLSocketFactory",
          "javax.jmdns.JmDNS",
          "org.eclipse.paho.mqttv5.client.MqttClient",
          "org.eclipse.paho.mqttv5.client.MqttAsyncClient");
  private static final Set<String> OPENINGS =
      Set.of(
          "<init>",
          "open",
          "openConnection",
          "openStream",
          "newBuilder",
          "newHttpClient",
          "create",
          "createSocket");

  @ArchTest static final ArchRule flowLooksNowhere = looksOnlyInto(LEAF);

  @ArchTest static final ArchRule systemLooksNowhere = looksOnlyInto(SYSTEM);

  @ArchTest static final ArchRule languageLooksNowhere = looksOnlyInto(LANGUAGE);

  @ArchTest static final ArchRule accessLooksIntoSystem = looksOnlyInto(ACCESS, SYSTEM);

  @ArchTest static final ArchRule cameraLooksIntoFlow = looksOnlyInto(CAMERA, LEAF);

  @ArchTest static final ArchRule inferenceLooksIntoSystem = looksOnlyInto(INFERENCE, SYSTEM);

  @ArchTest
  static final ArchRule faceLooksIntoCameraAndInference =
      looksOnlyInto(FACE, LEAF, SYSTEM, CAMERA, INFERENCE);

  @ArchTest
  static final ArchRule emotionLooksDownTo = looksOnlyInto(EMOTION, LEAF, CAMERA, INFERENCE, FACE);

  @ArchTest static final ArchRule moodKnowsExpressionsOnly = looksOnlyInto(MOOD, LEAF, EMOTION);

  @ArchTest
  static final ArchRule musicKnowsMoods =
      looksOnlyInto(MUSIC, LEAF, LANGUAGE, SYSTEM, EMOTION, MOOD);

  @ArchTest
  static final ArchRule historyKnowsMoodsAndMusic =
      looksOnlyInto(HISTORY, LEAF, LANGUAGE, SYSTEM, EMOTION, MOOD, MUSIC);

  @ArchTest
  static final ArchRule panelKnowsMoods = looksOnlyInto(PANEL, LEAF, SYSTEM, EMOTION, MOOD);

  @ArchTest
  static final ArchRule webKnowsNoHardware =
      noClasses()
          .that()
          .resideInAPackage("roomtone.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(PANEL, FACE, "roomtone.config..", KIOSK, BENCH, COMMANDS);

  @ArchTest
  static final ArchRule featuresDoNotKnowTheSettingsFile =
      noClasses()
          .that()
          .resideOutsideOfPackages(COMMANDS, BENCH, KIOSK, "roomtone.config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("roomtone.config..", KIOSK, BENCH, COMMANDS);

  @ArchTest
  static final ArchRule theKioskKnowsNoCommand =
      noClasses()
          .that()
          .resideInAnyPackage(KIOSK, BENCH)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(COMMANDS);

  @ArchTest
  static final ArchRule measuringIsForTheCommands =
      noClasses()
          .that()
          .resideOutsideOfPackages(COMMANDS, BENCH, "roomtone.evaluate..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("roomtone.evaluate..");

  @ArchTest
  static final ArchRule roomsFormNoCycles =
      slices().matching("roomtone.(*)..").should().beFreeOfCycles();

  @ArchTest static final ArchRule onnxRuntime = livesOnlyIn("ai.onnxruntime..", INFERENCE);

  @ArchTest
  static final ArchRule javacv =
      livesOnlyIn("org.bytedeco..", CAMERA, FACE, INFERENCE, "roomtone.music.library..");

  @ArchTest static final ArchRule pi4j = livesOnlyIn("com.pi4j..", PANEL);

  @ArchTest static final ArchRule jline = livesOnlyIn("org.jline..", PANEL);

  @ArchTest static final ArchRule jdbc = livesOnlyIn("java.sql..", HISTORY);

  @ArchTest static final ArchRule javalin = livesOnlyIn("io.javalin..", "roomtone.web..");

  @ArchTest
  static final ArchRule spotify = livesOnlyIn("se.michaelthelin..", "roomtone.music.spotify..");

  @ArchTest
  static final ArchRule spotifysHttp = livesOnlyIn("org.apache.hc..", "roomtone.music.spotify..");

  @ArchTest
  static final ArchRule gson = livesOnlyIn("com.google.gson..", "roomtone.music.spotify..");

  @ArchTest static final ArchRule zxing = livesOnlyIn("com.google.zxing..", "roomtone.system.qr..");

  @ArchTest
  static final ArchRule statistics =
      livesOnlyIn("org.apache.commons.statistics..", "roomtone.music");

  @ArchTest
  static final ArchRule prometheus = livesOnlyIn("io.prometheus..", "roomtone.system.metrics..");

  @ArchTest
  static final ArchRule paho = livesOnlyIn("org.eclipse.paho..", "roomtone.system.mqtt..");

  @ArchTest static final ArchRule jmdns = livesOnlyIn("javax.jmdns..", "roomtone.system.mdns..");

  /**
   * Whoever opens a connection counts it; commands that end at once are none of the kiosk, and what
   * asks its own page leaves the box by no line.
   */
  @ArchTest
  static final ArchRule connectionsAreCounted =
      noClasses()
          .that(
              DescribedPredicate.not(
                  dependOn("the ledger", "roomtone.system.outbound.Line")
                      .or(JavaClass.Predicates.resideInAPackage(COMMANDS))
                      .or(JavaClass.Predicates.type(OwnPage.class))))
          .should()
          .callCodeUnitWhere(
              DescribedPredicate.describe(
                  "opens a connection",
                  call ->
                      CONNECTORS.contains(call.getTargetOwner().getName())
                          && OPENINGS.contains(call.getName())));

  @ArchTest static final ArchRule picocli = livesOnlyIn("picocli..", COMMANDS);

  @ArchTest static final ArchRule yaml = livesOnlyIn("org.snakeyaml..", "roomtone.config..");

  private static ArchRule looksOnlyInto(String room, String... others) {
    String[] allowed = new String[others.length + 1];
    System.arraycopy(others, 0, allowed, 1, others.length);
    allowed[0] = room;
    return classes()
        .that()
        .resideInAPackage(room)
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.or(
                JavaClass.Predicates.resideInAnyPackage(allowed),
                JavaClass.Predicates.resideOutsideOfPackages("roomtone..", "roomtone")));
  }

  private static DescribedPredicate<JavaClass> dependOn(String what, String name) {
    return DescribedPredicate.describe(
        "depend on " + what,
        type ->
            type.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency -> dependency.getTargetClass().getName().equals(name)));
  }

  private static ArchRule livesOnlyIn(String library, String... rooms) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(rooms)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library);
  }
}
