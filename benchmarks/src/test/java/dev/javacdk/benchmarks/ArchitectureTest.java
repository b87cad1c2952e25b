package dev.javacdk.benchmarks;

import dev.javacdk.rules.KitRules;

class ArchitectureTest extends KitRules {

  ArchitectureTest() {
    sees(5, 30);
    knows("api", "core", "concurrent", "http", "manifest");
    uses("tools.jackson..", "com.sun..", "org.openjdk.jmh..", "org.slf4j..");
    prints(
        "CannedApi",
        "Contestant",
        "ManifestApi",
        "PairRun",
        "ParkedPartitions",
        "ParseOne",
        "Program",
        "Run",
        "ShopApi");
  }
}
