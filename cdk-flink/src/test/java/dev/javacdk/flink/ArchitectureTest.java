package dev.javacdk.flink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.javacdk.rules.KitRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends KitRules {

  ArchitectureTest() {
    sees(9, 57);
    knows("api", "core");
    uses(
        "tools.jackson..",
        "org.slf4j..",
        "com.google.errorprone..",
        "org.apache.flink..",
        "io.vavr..",
        "io.github.bucket4j..",
        "picocli..");
    prints("SavepointState");
  }

  @Test
  void threadsAreBornInOneClass() {
    noClasses()
        .that()
        .doNotHaveSimpleName("PageThread")
        .should()
        .callConstructor(Thread.class, Runnable.class)
        .orShould()
        .callConstructor(Thread.class, Runnable.class, String.class)
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\.concurrent\\.(Executor.*|ForkJoin.*)")
        .check(classes);
  }

  @Test
  void theTwoSidesKnowOnlyWhatTravelsBetweenThem() {
    noClasses()
        .that()
        .resideInAPackage("..flink.reader..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..flink.enumerator..")
        .check(classes);
    noClasses()
        .that()
        .resideInAPackage("..flink.enumerator..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..flink.reader..")
        .check(classes);
  }
}
