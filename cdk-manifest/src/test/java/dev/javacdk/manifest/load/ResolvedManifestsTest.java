package dev.javacdk.manifest.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares {@code tangled.yaml}, and every manifest of a folder ({@code -Dmanifests=FOLDER}) with
 * what the Python kit makes of it ({@code -Dresolved=FOLDER}, written by {@code
 * resolve_manifests.py}).
 */
class ResolvedManifestsTest {

  private final List<String> different = new ArrayList<>();

  @Test
  void aTangledManifestIsWhatPythonMakesOfIt() throws IOException {
    try (InputStream yaml = resource("tangled.yaml");
        InputStream json = resource("tangled.json")) {
      JsonNode ours = ManifestFile.load("tangled.yaml", yaml).tree();
      compare("tangled", ours, JsonMapper.shared().readTree(json));
    }
    assertThat(different).isEmpty();
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(ResolvedManifestsTest.class.getResourceAsStream(name));
  }

  @Test
  @EnabledIfSystemProperty(named = "resolved", matches = ".+")
  void everyManifestIsWhatPythonMakesOfIt() throws IOException {
    Path folder = Path.of(System.getProperty("manifests"));
    Path resolved = Path.of(System.getProperty("resolved"));
    int seen = 0;
    long nanos = 0;
    for (Path file : files(folder)) {
      String name = Objects.requireNonNull(file.getFileName()).toString();
      String json = Files.readString(resolved.resolve(name.replace(".yaml", ".json")));
      long start = System.nanoTime();
      LoadedManifest loaded = ManifestFile.load(file);
      nanos += System.nanoTime() - start;
      loaded.notes().forEach(note -> System.out.println(name + ": " + note));
      compare(name, loaded.tree(), JsonMapper.shared().readTree(json));
      seen++;
    }
    System.out.printf(
        "%d manifests in %d ms, %d places differ%n", seen, nanos / 1_000_000, different.size());
    assertThat(different).isEmpty();
  }

  private void compare(String place, JsonNode ours, JsonNode theirs) {
    if (ours.equals(theirs) || different.size() > 200) {
      return;
    }
    if (ours.isObject() && theirs.isObject() && names(ours).equals(names(theirs))) {
      ours.propertyNames()
          .forEach(name -> compare(place + "." + name, ours.get(name), theirs.get(name)));
    } else if (ours.isArray() && theirs.isArray() && ours.size() == theirs.size()) {
      for (int i = 0; i < ours.size(); i++) {
        compare(place + "[" + i + "]", ours.get(i), theirs.get(i));
      }
    } else {
      different.add(place + ": " + shortened(ours) + ", and Python has " + shortened(theirs));
    }
  }

  private static List<String> names(JsonNode object) {
    return object.propertyNames().stream().sorted().toList();
  }

  private static String shortened(JsonNode value) {
    String text = value.toString();
    return text.length() > 200 ? text.substring(0, 200) + "..." : text;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
