package dev.javacdk.manifest.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.javacdk.core.problem.Problem;
import dev.javacdk.manifest.load.LoadedManifest;
import dev.javacdk.manifest.load.ManifestFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever stands somewhere in {@code everything.yaml}, it is read, and only its stream suffers.
 */
class ManifestPropertyTest {

  private static final List<String> OTHERS =
      List.of("null", "5", "1.5", "\"x\"", "true", "[]", "{}", "[[]]", "{\"type\":\"X\"}", "[5]");

  private final long seed = Long.getLong("seed", 20261128);
  private final Random random = new Random(seed);

  @Test
  void nothingThatStandsAnywhereIsThrown() throws IOException {
    ObjectNode tree = everything();
    List<Runnable[]> changes = new ArrayList<>();
    collect(tree, "", changes);
    assertThat(changes).hasSizeGreaterThan(1000);
    for (Runnable[] change : changes) {
      change[0].run();
      check(tree);
      change[1].run();
    }
    assertThat(read(tree).allProblems()).isEmpty();
  }

  private void check(ObjectNode tree) {
    try {
      Manifest manifest = read(tree);
      for (Problem problem : manifest.allProblems()) {
        assertThat(problem.what()).isNotEmpty();
      }
      long refused =
          manifest.streams().stream().filter(StreamDefinition.Refused.class::isInstance).count();
      assertThat(refused).as("seed %d", seed).isLessThanOrEqualTo(1);
    } catch (RuntimeException e) {
      fail("seed " + seed, e);
    }
  }

  /** Each with what undoes it. */
  private void collect(JsonNode at, String field, List<Runnable[]> changes) {
    if (field.equals("definitions") || field.equals("$parameters")) {
      return;
    }
    if (at instanceof ObjectNode object) {
      for (String name : List.copyOf(object.propertyNames())) {
        JsonNode value = object.get(name);
        JsonNode other = other();
        changes.add(new Runnable[] {() -> object.set(name, other), () -> object.set(name, value)});
        changes.add(new Runnable[] {() -> object.remove(name), () -> object.set(name, value)});
        collect(value, name, changes);
      }
    } else if (at instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        JsonNode value = array.get(i);
        JsonNode other = other();
        changes.add(new Runnable[] {() -> array.set(index, other), () -> array.set(index, value)});
        collect(value, "", changes);
      }
    }
  }

  private JsonNode other() {
    return JsonMapper.shared().readTree(OTHERS.get(random.nextInt(OTHERS.size())));
  }

  private static Manifest read(ObjectNode tree) {
    return Manifest.read(ManifestFile.of("everything", tree));
  }

  private static ObjectNode everything() throws IOException {
    try (InputStream in = ManifestPropertyTest.class.getResourceAsStream("everything.yaml")) {
      LoadedManifest loaded = ManifestFile.load("everything", Objects.requireNonNull(in));
      ObjectNode tree = loaded.tree();
      tree.remove("definitions");
      return tree;
    }
  }
}
