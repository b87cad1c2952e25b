package dev.javacdk.concurrent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.javacdk.core.ledger.PartitionLedger;
import dev.javacdk.core.state.StateManager;
import dev.javacdk.rules.KitRules;
import org.junit.jupiter.api.Test;

/** The rules that docs/concurrency.md promises, as far as dependencies can show them. */
class ArchitectureTest extends KitRules {

  ArchitectureTest() {
    sees(4, 26);
    knows("api", "core");
    uses("tools.jackson..", "com.google.errorprone..", "org.slf4j..", "io.vavr..");
  }

  @Test
  void workersDoNotKnowTheCoordinator() {
    noClasses()
        .that()
        .resideInAPackage("..concurrent.worker..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..concurrent.coordinator..")
        .check(classes);
  }

  @Test
  void onlyTheCoordinatorKnowsStatesAndLedgers() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..concurrent.coordinator..")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(StateManager.class, PartitionLedger.class)
        .check(classes);
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
        .check(classes);
  }
}
