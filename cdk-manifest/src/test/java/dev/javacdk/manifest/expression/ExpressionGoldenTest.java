package dev.javacdk.manifest.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What Python's kit makes of templates, as {@code src/test/python/golden.py} wrote it down.
 *
 * <p>Of any other file: {@code mvn test -pl cdk-manifest -am -Dtest=ExpressionGoldenTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.file=cases.jsonl}; what differs is written
 * beside it.
 */
class ExpressionGoldenTest {

  private static final double LEAST_SHARE = 0.995;

  /** The cases that differ, of one file. */
  private static final class Comparison {

    private final Set<String> templates = new LinkedHashSet<>();
    private final List<String> words = new ArrayList<>();
    private int cases;
    private int unequal;

    Comparison(List<String> lines) {
      for (String line : lines) {
        GoldenCase one = GoldenCase.of(line);
        Map<String, String> differences = one.differences();
        cases++;
        if (!differences.isEmpty()) {
          unequal++;
          templates.add(one.template());
          words.add(one.template().replace("\n", "\\n") + "\n  given " + one.context());
          differences.forEach((use, difference) -> words.add("  " + use + ": " + difference));
        }
      }
    }

    double share() {
      return 1 - unequal / (double) cases;
    }

    String summary() {
      return "%.3f %% of %d cases are equal".formatted(share() * 100, cases);
    }
  }

  @Test
  void theCommittedCasesComeOutAsPythonHasThemButForTheListedOnes() throws IOException {
    Comparison comparison = new Comparison(resource("golden.jsonl"));

    assertThat(comparison.cases).isGreaterThan(1_000);
    assertThat(comparison.share()).as(comparison.summary()).isGreaterThanOrEqualTo(LEAST_SHARE);
    Set<String> listed = new TreeSet<>(resource("golden-differences.txt"));
    listed.removeIf(line -> line.startsWith("#"));
    assertThat(new TreeSet<>(comparison.templates))
        .as(String.join("\n", comparison.words))
        .isEqualTo(listed);
  }

  @Test
  @EnabledIfSystemProperty(named = "golden.file", matches = ".+")
  void theFileThatIsNamedComesOutAsPythonHasIt() throws IOException {
    Path file = Path.of(System.getProperty("golden.file"));
    Comparison comparison = new Comparison(Files.readAllLines(file));

    Files.write(Path.of(file + ".different"), comparison.words);
    Files.writeString(Path.of(file + ".summary"), comparison.summary() + "\n");
    assertThat(comparison.share()).as(comparison.summary()).isGreaterThanOrEqualTo(LEAST_SHARE);
  }

  private static List<String> resource(String name) throws IOException {
    try (InputStream in = ExpressionGoldenTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
