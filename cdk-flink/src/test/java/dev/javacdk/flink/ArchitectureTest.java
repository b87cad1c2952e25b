package dev.javacdk.flink;

import dev.javacdk.rules.KitRules;

class ArchitectureTest extends KitRules {

  ArchitectureTest() {
    sees(5, 25);
    knows("api", "core");
    uses("tools.jackson..", "org.slf4j..", "org.apache.flink..", "io.vavr..");
  }
}
