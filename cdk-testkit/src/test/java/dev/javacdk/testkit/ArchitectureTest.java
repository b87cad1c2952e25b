package dev.javacdk.testkit;

import dev.javacdk.rules.KitRules;

class ArchitectureTest extends KitRules {

  ArchitectureTest() {
    sees(4, 50);
    uses("tools.jackson..", "com.sun.net.httpserver..");
    prints("HubSpotServer");
  }
}
