package roomtone;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The picture in ARCHITECTURE.md is the one that the code gives. */
@AnalyzeClasses(packages = "roomtone", importOptions = ImportOption.DoNotIncludeTests.class)
class HousePictureTest {
  private static final Path PICTURE = Path.of("docs/house.svg");
  private static final String DRAW = "roomtone.draw";

  @ArchTest
  static void isWhatTheCodeGives(JavaClasses classes) throws IOException {
    String drawn = HousePicture.draw(classes);
    if (Boolean.getBoolean(DRAW)) {
      Files.writeString(PICTURE, drawn);
    }
    assertThat(Files.exists(PICTURE) ? Files.readString(PICTURE) : "nothing")
        .as(
            "app/%s shows another house than the code. Look at what changed, then draw it anew: ./mvnw test -Dtest=HousePictureTest -D%s=true",
            PICTURE, DRAW)
        .isEqualTo(drawn);
  }
}
