package dev.javacdk.flink;

import dev.javacdk.rules.KitRules;

class ArchitectureTest extends KitRules {

  ArchitectureTest() {
    sees(5, 25);
    knows("api", "core");
    uses(
        "tools.jackson..",
        "org.slf4j..",
        "com.google.errorprone..",
        "org.apache.flink..",
        "io.vavr..");
  }
}
