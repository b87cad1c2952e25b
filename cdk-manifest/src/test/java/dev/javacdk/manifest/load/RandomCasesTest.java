package dev.javacdk.manifest.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.error.ConfigError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Cases that {@code random_cases.py} made by chance: {@code -DrandomYaml=FILE}, {@code
 * -DrandomTrees=FILE}. What Python reads must be read alike; what it refuses may be read.
 */
class RandomCasesTest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  @Test
  @EnabledIfSystemProperty(named = "randomYaml", matches = ".+")
  void yamlIsReadAsPythonReadsIt() throws IOException {
    compare(
        "randomYaml",
        text -> {
          JsonNode read = new YamlTree("case", new Lines(), new ArrayList<>()).read(text);
          return read == null ? JSON.nullNode() : read;
        });
  }

  @Test
  @EnabledIfSystemProperty(named = "randomTrees", matches = ".+")
  void treesAreResolvedAsPythonResolvesThem() throws IOException {
    compare("randomTrees", text -> ManifestFile.parse("case", text).tree());
  }

  private static void compare(String property, Function<String, JsonNode> reader)
      throws IOException {
    Map<String, Integer> outcomes = new TreeMap<>();
    List<String> different = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(System.getProperty(property)))) {
      JsonNode expected = JSON.readTree(line);
      String text = expected.get("text").stringValue();
      JsonNode theirs = expected.get("json");
      JsonNode ours = read(reader, text);
      if (theirs != null && !theirs.equals(ours)) {
        outcomes.merge("different", 1, Integer::sum);
        different.add(text + "\n--- Python: " + theirs + "\n--- here: " + ours);
      } else if (theirs != null) {
        outcomes.merge("same", 1, Integer::sum);
      } else {
        outcomes.merge(ours == null ? "both refuse" : "only Python refuses", 1, Integer::sum);
      }
    }
    System.out.println(property + ": " + outcomes);
    assertThat(different.stream().limit(20)).isEmpty();
  }

  private static @Nullable JsonNode read(Function<String, JsonNode> reader, String text) {
    try {
      return reader.apply(text);
    } catch (ConfigError e) {
      return null;
    }
  }
}
