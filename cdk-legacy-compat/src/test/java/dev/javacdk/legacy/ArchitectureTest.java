package dev.javacdk.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.javacdk.rules.KitRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends KitRules {

  private static final String STREAMS = ArchitectureTest.class.getPackageName();
  private static final String STATES = STREAMS + ".state";

  ArchitectureTest() {
    sees(2, 10);
    knows("api", "core");
    uses("tools.jackson..", "org.slf4j..");
  }

  @Test
  void streamsAndStatesKnowNothingOfEachOther() {
    assertThat(classes).extracting(JavaClass::getPackageName).containsOnly(STREAMS, STATES);
    assertThat(classes)
        .flatExtracting(JavaClass::getDirectDependenciesFromSelf)
        .filteredOn(d -> !d.getOriginClass().getPackage().equals(d.getTargetClass().getPackage()))
        .extracting(d -> d.getTargetClass().getPackageName())
        .doesNotContain(STREAMS, STATES);
  }
}
