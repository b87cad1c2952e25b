package dev.javacdk.manifest;

import dev.javacdk.rules.KitRules;

class ArchitectureTest extends KitRules {

  ArchitectureTest() {
    sees(5, 100);
    knows("api", "core", "http");
    uses("com.google..", "tools.jackson..", "org.slf4j..", "picocli..", "javax.crypto..");
    uses("org.yaml.snakeyaml..");
    prints("ManifestMain");
  }
}
