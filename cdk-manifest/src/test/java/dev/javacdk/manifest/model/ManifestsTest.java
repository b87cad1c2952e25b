package dev.javacdk.manifest.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.core.problem.Problem;
import dev.javacdk.manifest.load.ManifestFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Loads and models every manifest of a folder, {@code -Dmanifests=FOLDER}: prints a line for each
 * and a table of what refused streams. With {@code -Dreplaced=true} no Python code does.
 */
@EnabledIfSystemProperty(named = "manifests", matches = ".+")
class ManifestsTest {

  private static final Pattern TYPE = Pattern.compile("(?:type|is a) '?(\\w+)'?");

  private final Map<String, Integer> refused = new TreeMap<>();
  private final Map<String, Integer> refusingManifests = new TreeMap<>();
  private final boolean replaced = Boolean.getBoolean("replaced");
  private int streams;
  private int refusedStreams;
  private int sound;

  @Test
  void everyManifestIsReadAndEveryRefusalNamesItsPlace() throws IOException {
    Path folder = Path.of(System.getProperty("manifests"));
    int seen = 0;
    long start = System.nanoTime();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        report(file, Manifest.read(ManifestFile.load(file), name -> replaced));
        seen++;
      }
    }
    System.out.printf(
        "%d manifests in %d ms, %d without a problem; %d streams, %d of them refused%n",
        seen, (System.nanoTime() - start) / 1_000_000, sound, streams, refusedStreams);
    refused.forEach((type, count) ->
        System.out.printf(
            "%6d problems in %3d manifests: %s%n", count, refusingManifests.get(type), type));
    assertThat(seen).isPositive();
  }

  private void report(Path file, Manifest manifest) {
    long bad =
        manifest.streams().stream().filter(StreamDefinition.Refused.class::isInstance).count();
    streams += manifest.streams().size();
    refusedStreams += (int) bad;
    Map<String, Integer> here = new TreeMap<>();
    for (Problem problem : manifest.allProblems()) {
      here.merge(kind(problem), 1, Integer::sum);
      if (!manifest.problems().contains(problem)) {
        assertThat(problem.place().path()).as("%s", problem).matches("(dynamic_)?streams\\[.*");
      }
    }
    here.forEach((type, count) -> refused.merge(type, count, Integer::sum));
    here.keySet().forEach(type -> refusingManifests.merge(type, 1, Integer::sum));
    sound += here.isEmpty() ? 1 : 0;
    System.out.printf(
        "%-28s %3d streams, %3d refused, %2d dynamic, %s%n",
        file.getFileName(),
        manifest.streams().size(),
        bad,
        manifest.dynamicStreams().size(),
        here.isEmpty() ? "ok" : manifest.allProblems().get(0));
  }

  private static String kind(Problem problem) {
    Matcher type = TYPE.matcher(problem.what());
    return type.find() ? type.group(1) : problem.what().replaceAll(" \\(line \\d+\\)", "");
  }
}
