package dev.javacdk.concurrent.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/**
 * What suites say, test by test; nothing of tests that pass.
 *
 * @param failures by the name of the test
 */
record Said(Map<String, String> failures) {

  static Said by(Stream<DynamicNode> suite) {
    Map<String, String> failures = new TreeMap<>();
    suite.forEach(node -> {
      try {
        ((DynamicTest) node).getExecutable().execute();
      } catch (TestAbortedException e) {
        // It says nothing: another test has failed for it.
      } catch (Throwable e) {
        failures.put(node.getDisplayName(), String.valueOf(e.getMessage()));
      }
    });
    return new Said(failures);
  }

  void assertNothing() {
    assertThat(failures).isEmpty();
  }

  /** A test of which the name has {@code by} fails, and what is said has all these words. */
  void assertCaught(String by, String... words) {
    assertThat(failures)
        .anySatisfy((name, text) -> {
          assertThat(name).contains(by);
          assertThat(text).contains(words);
        });
  }
}
