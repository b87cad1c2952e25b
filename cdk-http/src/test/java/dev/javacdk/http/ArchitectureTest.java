package dev.javacdk.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** How the packages of this module hang together. */
class ArchitectureTest {

  private static final String ROOT = "dev.javacdk.http";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void theModuleIsSeenAtAll() {
    assertThat(CLASSES.size()).isGreaterThan(60);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nothingDependsOnTheStreamsOnTop() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT)
        .check(CLASSES);
  }

  @Test
  void onlyTheExchangeKnowsHttpClientRetriesAndBudgets() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".exchange..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "dev.failsafe..", "io.github.bucket4j..")
        .check(CLASSES);
  }

  @Test
  void theKitsOtherModulesAreNotKnown() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "..",
            "dev.javacdk.api..",
            "java..",
            "javax.net.ssl..",
            "org.jspecify..",
            "org.slf4j..",
            "tools.jackson..",
            "dev.failsafe..",
            "io.github.bucket4j..",
            "de.siegmar.fastcsv..")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() throws ReflectiveOperationException {
    Set<String> packages =
        CLASSES.stream()
            .map(c -> c.getPackageName())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(packages).hasSizeGreaterThan(6);
    for (String name : packages) {
      Class<?> info = Class.forName(name + ".package-info");
      assertThat(info.isAnnotationPresent(NullMarked.class)).as(name).isTrue();
    }
  }
}
