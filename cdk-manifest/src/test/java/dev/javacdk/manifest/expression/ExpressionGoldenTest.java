package dev.javacdk.manifest.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Any file of golden cases: {@code mvn test -pl cdk-manifest -am -Dtest=ExpressionGoldenTest
 * -Dgolden.file=cases.jsonl}. Writes the cases that differ beside it.
 */
@EnabledIfSystemProperty(named = "golden.file", matches = ".+")
class ExpressionGoldenTest {

  private static final double LEAST_SHARE = 0.995;

  @Test
  void theFileThatIsNamedComesOutAsPythonHasIt() throws IOException {
    Path file = Path.of(System.getProperty("golden.file"));
    int unequal = 0;
    List<String> different = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines) {
      GoldenCase one = GoldenCase.of(line);
      Map<String, String> differences = one.differences();
      if (!differences.isEmpty()) {
        different.add(one.template() + "\n  given " + one.context());
        differences.forEach((use, words) -> different.add("  " + use + ": " + words));
        unequal++;
      }
    }
    Files.write(Path.of(file + ".different"), different);
    double share = 1 - unequal / (double) lines.size();
    String summary = "%.3f %% of %d cases are equal".formatted(share * 100, lines.size());
    Files.writeString(Path.of(file + ".summary"), summary + "\n");
    assertThat(share).as(summary).isGreaterThanOrEqualTo(LEAST_SHARE);
  }
}
