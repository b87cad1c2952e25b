package dev.javacdk.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_PACKAGE_INFOS)
          .importPackages("dev.javacdk.core");

  @Test
  void knowsTheApiAndNoOtherModuleOfTheKit() {
    assertThat(CLASSES.size()).isGreaterThan(60);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.javacdk.http..",
            "dev.javacdk.testkit..",
            "dev.javacdk.concurrent..",
            "dev.javacdk.legacy..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.javacdk.core.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theLedgerAndTheWalkArePure() {
    List<String> pure = List.of("dev.javacdk.core.ledger..", "dev.javacdk.core.walk..");
    for (String name : pure) {
      noClasses()
          .that()
          .resideInAPackage(name)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io..", "java.nio..", "java.util.concurrent..")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Thread.class, Clock.class)
          .check(CLASSES);
    }
  }

  @Test
  void onlyTheLogRouteAndTheCommandLineKnowSystemOutAndErr() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.javacdk.core.log..", "dev.javacdk.core.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void noPackageIsCalledUtil() {
    noClasses().should().resideInAnyPackage("..util..", "..impl..", "..helper..").check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(CLASSES.stream().map(c -> c.getPackageName()).distinct())
        .hasSizeGreaterThanOrEqualTo(9)
        .allSatisfy(name ->
            assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
                .as(name)
                .isTrue());
  }

  @Test
  void noFileIsADumpingGround() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".java")))
          .hasSizeGreaterThan(50)
          .allSatisfy(file -> assertThat(lines(file)).as(file.toString()).isLessThanOrEqualTo(400));
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void valuesOfTheReadLoopAreRecordsOrFinal() {
    classes()
        .that()
        .resideInAPackage("dev.javacdk.core.message..")
        .and()
        .areTopLevelClasses()
        .and()
        .areNotInterfaces()
        .should()
        .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
        .check(CLASSES);
  }
}
