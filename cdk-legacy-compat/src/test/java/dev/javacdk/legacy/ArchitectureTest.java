package dev.javacdk.legacy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** How this module hangs together, and on what it leans. */
class ArchitectureTest {

  private static final String ROOT = "dev.javacdk.legacy";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_PACKAGE_INFOS)
          .importPackages(ROOT);

  @Test
  void theModuleIsSeenAtAll() {
    assertThat(CLASSES.size()).isGreaterThanOrEqualTo(10);
  }

  @Test
  void itLeansOnTheApiAndTheRuntimeOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "..",
            "dev.javacdk.api..",
            "dev.javacdk.core..",
            "java..",
            "org.jspecify..",
            "org.slf4j..",
            "tools.jackson..")
        .check(CLASSES);
  }

  @Test
  void streamsAndStatesKnowNothingOfEachOther() {
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".state")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".state")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT)
        .check(CLASSES);
  }

  @Test
  void packagesAreNullMarkedAndNoneIsCalledUtil() throws ReflectiveOperationException {
    noClasses().should().resideInAnyPackage("..util..", "..impl..", "..helper..").check(CLASSES);
    Set<String> packages =
        CLASSES.stream()
            .map(c -> c.getPackageName())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(packages).containsExactly(ROOT, ROOT + ".state");
    for (String name : packages) {
      Class<?> info = Class.forName(name + ".package-info");
      assertThat(info.isAnnotationPresent(NullMarked.class)).as(name).isTrue();
    }
  }
}
