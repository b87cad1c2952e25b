package dev.javacdk.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.javacdk.rules.KitRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends KitRules {

  ArchitectureTest() {
    sees(8, 100);
    knows("api");
    uses(
        "tools.jackson..",
        "javax.net.ssl..",
        "org.slf4j..",
        "dev.failsafe..",
        "io.github.bucket4j..",
        "de.siegmar.fastcsv..");
  }

  @Test
  void nothingDependsOnTheStreamsOnTop() {
    noClasses()
        .that()
        .resideInAPackage("..http.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(getClass().getPackageName())
        .check(classes);
  }

  @Test
  void onlyExchangeAndTransportKnowHttpClientRetriesAndBudgets() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..http.exchange..", "..http.transport..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "dev.failsafe..", "io.github.bucket4j..")
        .check(classes);
  }
}
