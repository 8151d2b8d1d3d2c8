package roomtone.web.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import roomtone.language.Language;

/** The sheet for the door, as a reader of PDFs that is not ours reads and draws it. */
class NoticePdfTest {
  private static final String ADDRESS = "http://lounge.local:8080/";
  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr", "hi", "te", "en,hi,te", "te,hi,fr,de,en"})
  void itIsOneSheetThatCanBeSearchedAndWhoseCodeCanBeScanned(String tags) throws Exception {
    List<Language> languages = Stream.of(tags.split(",", -1)).map(Language::preferred).toList();
    var notice = new DoorNotice("Lounge", ADDRESS, "Lounge Ltd, 555-0199", 30, languages);
    Path file = Files.write(folder.resolve("notice.pdf"), new NoticePdf().of(notice));
    String about = run("pdfinfo", file.toString());
    assertThat(about)
        .contains("(A4)", languages.getFirst().say("door.title") + " · Lounge")
        .containsPattern("Pages: +1\n");
    String text = solid(run("pdftotext", file.toString(), "-"));
    for (Language language : languages) {
      assertThat(text)
          .contains(solid(language.say("door.title")), solid(language.say("door.told")))
          .contains(solid(language.say("door.keeps", 30)), solid(language.say("door.out")));
    }
    assertThat(text).contains(solid("Lounge Ltd, 555-0199"), ADDRESS);
    run("pdftoppm", "-r", "150", "-png", "-singlefile", file.toString(), folder + "/page");
    BufferedImage page = ImageIO.read(folder.resolve("page.png").toFile());
    assertThat(scanned(page)).isEqualTo(ADDRESS);
    assertThat(lowestInk(page)).as("the foot stays on the sheet").isLessThan(0.95);
  }

  /** Conjuncts and vowel signs join: fewer glyphs than letters, and others than one by one. */
  @ParameterizedTest
  @CsvSource({
    "NotoSansTelugu-Regular, క్షమించు స్త్రీ",
    "NotoSansDevanagari-Regular, क्षमा स्त्री हिन्दी"
  })
  void lettersAreShaped(String name, String text) throws Exception {
    char[] letters = text.toCharArray();
    int shaped;
    int single;
    try (InputStream file =
        Objects.requireNonNull(NoticePdf.class.getResourceAsStream(name + ".ttf"))) {
      Font font = Font.createFont(Font.TRUETYPE_FONT, file).deriveFont(20f);
      shaped =
          font.layoutGlyphVector(EXACT, letters, 0, letters.length, Font.LAYOUT_LEFT_TO_RIGHT)
              .getNumGlyphs();
      single = font.createGlyphVector(EXACT, text).getNumGlyphs();
    }
    assertThat(shaped).isLessThan(single);
    Lettering.Line line = new Lettering().lines(text, Locale.ENGLISH, 20, 500).getFirst();
    assertThat(line.text()).isEqualTo(text);
    assertThat(line.layout().getAdvance()).isLessThan(20 * 0.7f * letters.length);
  }

  /** As on a small Debian: no fontconfig, and what the launcher says in its place. */
  @Test
  void itIsMadeOnAMachineWithoutFontconfig() throws Exception {
    Path broken = Files.createDirectory(folder.resolve("lib"));
    for (String name : List.of("libfontconfig.so.1", "libfontconfig.so")) {
      Files.createFile(broken.resolve(name));
    }
    Path file = folder.resolve("bare.pdf");
    var builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Djava.awt.headless=true",
            "-Dsun.awt.fontconfig="
                + Path.of(System.getProperty("roomtone.home"), "etc", "fontconfig.properties"),
            "-cp",
            System.getProperty("java.class.path"),
            Bare.class.getName(),
            file.toString());
    builder.environment().put("LD_LIBRARY_PATH", broken.toString());
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(Files.size(file)).isGreaterThan(10_000);
  }

  /** Writes a notice in every language, in a process of its own. */
  static final class Bare {
    private Bare() {}

    public static void main(String[] arguments) throws Exception {
      var notice = new DoorNotice("Lounge", ADDRESS, "", 30, Language.ALL);
      Files.write(Path.of(arguments[0]), new NoticePdf().of(notice));
    }
  }

  @Test
  void lettersOfOtherScriptsAreQuestionMarks() {
    var line = new Lettering().lines("会 room", Locale.ENGLISH, 10, 500).getFirst();
    assertThat(line.text()).isEqualTo("? room");
  }

  /** Without blanks and hyphens, at which lines break. */
  private static String solid(String text) {
    return text.replaceAll("[\\s\u00A0-]+", "");
  }

  private static String scanned(BufferedImage page) throws Exception {
    int[] pixels = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
    var source = new RGBLuminanceSource(page.getWidth(), page.getHeight(), pixels);
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
  }

  /** Where the lowest dark pixel is, as a share of the height. */
  private static double lowestInk(BufferedImage page) {
    for (int y = page.getHeight() - 1; y > 0; y--) {
      for (int x = 0; x < page.getWidth(); x++) {
        if ((page.getRGB(x, y) & 0xFF) < 128) {
          return (double) y / page.getHeight();
        }
      }
    }
    return 0;
  }

  private static String run(String... command) throws Exception {
    boolean there =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(place -> Files.isExecutable(Path.of(place, command[0])));
    if (System.getenv("CI") != null) {
      Assertions.assertTrue(there, "CI needs " + command[0] + ": apt-get install poppler-utils");
    }
    Assumptions.assumeTrue(there, command[0] + " is not installed");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
