package dev.javacdk.concurrent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.javacdk.core.ledger.PartitionLedger;
import dev.javacdk.core.state.StateManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules that docs/concurrency.md promises, as far as dependencies can show them. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.javacdk.concurrent");

  @Test
  void thereIsSomethingToLookAt() {
    assertThat(CLASSES.size()).isGreaterThan(25);
  }

  @Test
  void packagesFollowTheDataAndNeverGoBack() {
    slices().matching("dev.javacdk.concurrent.(*)..").should().beFreeOfCycles().check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("..concurrent.worker..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..concurrent.coordinator..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCoordinatorKnowsStatesAndLedgers() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..concurrent.coordinator..")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(StateManager.class, PartitionLedger.class)
        .check(CLASSES);
  }

  @Test
  void threadsAreBornInOneClass() {
    noClasses()
        .that()
        .doNotHaveSimpleName("WorkerThreads")
        .should()
        .callConstructor(Thread.class, Runnable.class)
        .orShould()
        .callConstructor(Thread.class, Runnable.class, String.class)
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\.concurrent\\.(Executor.*|ForkJoin.*|CompletableFuture)")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(CLASSES.stream().map(c -> c.getPackageName()).distinct())
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(name ->
            assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
                .as(name)
                .isTrue());
  }

  @Test
  void noFileIsADumpingGround() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".java")))
          .hasSizeGreaterThan(20)
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
}
