package dev.javacdk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The public API is a text file, so that a change of it is seen in review. To accept a change, run
 * this test with {@code -Dapi.accept=true}.
 */
class PublicApiTest {

  private static final Path GOLDEN = Path.of("src/test/resources/dev/javacdk/api/public-api.txt");

  @Test
  void publicSignaturesAreThoseOfTheGoldenFile() throws IOException {
    List<String> lines = new ArrayList<>();
    new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.javacdk.api")
            .stream()
            .map(JavaClass::reflect)
            .filter(PublicApiTest::isVisible)
            .sorted((a, b) -> a.getName().compareTo(b.getName()))
            .forEach(type -> describe(type, lines));
    String actual = String.join("\n", lines) + "\n";
    if (Boolean.getBoolean("api.accept")) {
      Files.writeString(GOLDEN, actual);
    }
    assertThat(lines.size()).as("lines of the API").isGreaterThan(200);
    assertThat(actual).isEqualTo(Files.readString(GOLDEN));
  }

  private static boolean isVisible(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
  }

  private static void describe(Class<?> type, List<String> lines) {
    // Only newer JDKs say what is sealed.
    lines.add(type.toGenericString().replaceAll("dev\\.javacdk\\.api\\.|(non-)?sealed ", ""));
    Stream<String> members =
        Stream.of(
                Arrays.stream(type.getDeclaredConstructors()),
                Arrays.stream(type.getDeclaredMethods()),
                Arrays.stream(type.getDeclaredFields()))
            .flatMap(all -> all)
            .filter(member -> Modifier.isPublic(member.getModifiers()) && !member.isSynthetic())
            .map(PublicApiTest::signature);
    members.sorted().forEach(member -> lines.add("  " + member));
  }

  private static String signature(Object member) {
    String text;
    if (member instanceof Method method) {
      text = method.toGenericString();
    } else if (member instanceof Constructor<?> constructor) {
      text = ((Executable) constructor).toGenericString();
    } else {
      text = ((Field) member).toGenericString();
    }
    return text.replaceAll("\\b(?:[a-z_0-9]+\\.)+([A-Z])", "$1").replaceAll("\\b[A-Z]\\w*\\$", "");
  }
}
