package dev.javacdk.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What others may call, as a text file beside a test, so that a change of it is seen in review: a
 * line for each public type and, below it, for each of its public members. To accept a change, run
 * the test with {@code -Dapi.accept=true}.
 */
public final class GoldenApi {

  private final String kit;
  private final Path folder;

  /** Without tests, whether they lie in a folder or in a jar. */
  private final ClassFileImporter importer =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"));

  /** The golden files of a test, which lies in the root package of its module. */
  public GoldenApi(Class<?> test) {
    String root = test.getPackageName();
    this.kit = root.substring(0, root.lastIndexOf('.') + 1);
    this.folder = Path.of("src/test/resources").resolve(root.replace('.', '/'));
  }

  /** All classes of the kit that are on the class path. */
  public JavaClasses allOfTheKit() {
    return importer.importPackages(kit.substring(0, kit.length() - 1));
  }

  /** All public types of a module, by the first word of its packages. */
  public List<Class<?>> publicTypesOf(String module) {
    return importer.importPackages(kit + module).stream()
        .<Class<?>>map(JavaClass::reflect)
        .filter(GoldenApi::isVisible)
        .toList();
  }

  /** The types of a module that others name in their code. */
  public List<Class<?>> typesUsed(String module, String... others) {
    JavaClasses users =
        importer.importPackages(Arrays.stream(others).map(name -> kit + name).toList());
    return users.stream()
        .flatMap(user -> user.getDirectDependenciesFromSelf().stream())
        .map(Dependency::getTargetClass)
        .map(JavaClass::getBaseComponentType)
        .filter(target -> target.getName().startsWith(kit + module + "."))
        .distinct()
        .<Class<?>>map(JavaClass::reflect)
        .toList();
  }

  /** These types have the signatures that the file has. */
  public void assertIs(String file, int leastLines, List<Class<?>> types) throws IOException {
    List<String> lines =
        types.stream()
            .sorted(Comparator.comparing(Class::getName))
            .flatMap(this::described)
            .toList();
    String actual = String.join("\n", lines) + "\n";
    Path golden = folder.resolve(file);
    if (Boolean.getBoolean("api.accept")) {
      Files.createDirectories(folder);
      Files.writeString(golden, actual);
    }
    assertThat(lines).hasSizeGreaterThanOrEqualTo(leastLines);
    assertThat(actual)
        .as("%s; -Dapi.accept=true writes it anew", golden)
        .isEqualTo(Files.readString(golden));
  }

  private static boolean isVisible(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
  }

  private Stream<String> described(Class<?> type) {
    // Only newer JDKs say what is sealed.
    String head = type.toGenericString().replaceAll("(non-)?sealed ", "");
    List<String> lines = new ArrayList<>();
    Stream.concat(
            Arrays.stream(type.getDeclaredConstructors()),
            withWhatIsHidden(type).flatMap(GoldenApi::members))
        .filter(member -> Modifier.isPublic(member.getModifiers()) && !member.isSynthetic())
        .map(member -> "  " + signature(member))
        .sorted()
        .forEach(lines::add);
    lines.add(0, head.replaceAll("\\b" + kit.replace(".", "\\.") + "[a-z]+\\.", ""));
    return lines.stream();
  }

  /** The type, and what it inherits from that nobody outside sees: its members are the type's. */
  private static Stream<Class<?>> withWhatIsHidden(Class<?> type) {
    return Stream.concat(
        Stream.of(type),
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
            .filter(above -> !isVisible(above))
            .flatMap(GoldenApi::withWhatIsHidden));
  }

  private static Stream<Member> members(Class<?> type) {
    return Stream.of(type.getDeclaredMethods(), type.getDeclaredFields()).flatMap(Arrays::stream);
  }

  private static String signature(Member member) {
    String text;
    if (member instanceof Method method) {
      text = method.toGenericString();
    } else if (member instanceof Constructor<?> constructor) {
      text = constructor.toGenericString();
    } else {
      text = ((Field) member).toGenericString();
    }
    return text.replaceAll("\\b(?:[a-z_0-9]+\\.)+([A-Z])", "$1").replaceAll("\\b[A-Z]\\w*\\$", "");
  }
}
