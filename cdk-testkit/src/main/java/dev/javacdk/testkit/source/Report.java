package dev.javacdk.testkit.source;

/**
 * What suites that pass have done, on standard output: a test that says nothing may have done
 * nothing.
 */
final class Report {

  private Report() {}

  static void say(String what) {
    System.out.println(what);
  }
}
