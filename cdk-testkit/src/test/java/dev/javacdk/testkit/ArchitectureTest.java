package dev.javacdk.testkit;

import dev.javacdk.rules.KitRules;

class ArchitectureTest extends KitRules {

  ArchitectureTest() {
    sees(4, 50);
    knows("api");
    uses(
        "tools.jackson..",
        "com.sun.net.httpserver..",
        "org.junit.jupiter.api..",
        "org.assertj..",
        "org.opentest4j..");
    prints("HubSpotServer", "Report");
  }
}
