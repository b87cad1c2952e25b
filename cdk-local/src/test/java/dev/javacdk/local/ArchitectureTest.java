package dev.javacdk.local;

import dev.javacdk.rules.KitRules;

class ArchitectureTest extends KitRules {

  ArchitectureTest() {
    sees(1, 8);
    knows("api", "core");
    uses("com.google..", "tools.jackson..", "picocli..", "org.duckdb..", "javax.sql..");
  }
}
