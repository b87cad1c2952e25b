package dev.javacdk.api;

import dev.javacdk.rules.KitRules;

class ArchitectureTest extends KitRules {

  ArchitectureTest() {
    sees(3, 41);
    uses("tools.jackson..", "com.fasterxml.jackson.annotation..", "org.slf4j..");
  }
}
