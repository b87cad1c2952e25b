package dev.javacdk.benchmarks.process;

import tools.jackson.databind.json.JsonMapper;

/** Parses one JSON object and prints it: the least that a JVM with Jackson can do. */
public final class ParseOne {

  private ParseOne() {}

  public static void main(String[] args) {
    System.out.println(JsonMapper.shared().readTree("{\"type\":\"SPEC\",\"spec\":{}}"));
  }
}
