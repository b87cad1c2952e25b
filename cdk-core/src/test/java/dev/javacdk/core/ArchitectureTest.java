package dev.javacdk.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import dev.javacdk.rules.KitRules;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends KitRules {

  ArchitectureTest() {
    sees(11, 121);
    knows("api");
    uses(
        "tools.jackson..",
        "com.google..",
        "com.networknt..",
        "org.slf4j..",
        "picocli..",
        "io.vavr..");
    prints("CoreRuntime", "LogRoute");
  }

  @Test
  void theLedgerAndTheWalkArePure() {
    noClasses()
        .that()
        .resideInAnyPackage("..core.ledger..", "..core.walk..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio..", "java.util.concurrent..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Thread.class, Clock.class)
        .check(classes);
  }

  @Test
  void valuesOfTheReadLoopAreRecordsOrFinal() {
    classes()
        .that()
        .resideInAPackage("..core.message..")
        .and()
        .areTopLevelClasses()
        .and()
        .areNotInterfaces()
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(classes);
  }
}
