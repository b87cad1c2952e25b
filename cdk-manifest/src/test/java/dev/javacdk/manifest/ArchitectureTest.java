package dev.javacdk.manifest;

import dev.javacdk.rules.KitRules;

class ArchitectureTest extends KitRules {

  ArchitectureTest() {
    sees(1, 1);
    knows("api", "core", "http");
    uses("com.google..", "tools.jackson..", "picocli..", "org.yaml.snakeyaml..");
  }
}
