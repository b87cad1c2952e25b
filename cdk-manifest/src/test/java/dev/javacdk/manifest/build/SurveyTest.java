package dev.javacdk.manifest.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.core.problem.Problem;
import dev.javacdk.manifest.load.LoadedManifest;
import dev.javacdk.manifest.load.ManifestFile;
import dev.javacdk.manifest.model.Manifest;
import dev.javacdk.manifest.model.StreamDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What of a folder of manifests can be built: {@code -Dmanifests=FOLDER}. */
@EnabledIfSystemProperty(named = "manifests", matches = ".+")
class SurveyTest {

  @Test
  void everyRefusalNamesTypeAndPlace() throws Exception {
    Map<String, Integer> reasons = new TreeMap<>();
    List<String> whole = new ArrayList<>();
    int streams = 0;
    int readable = 0;
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("manifests")))) {
      files = all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    for (Path file : files) {
      LoadedManifest loaded = ManifestFile.load(file);
      List<Problem> problems = ManifestSource.problems(loaded);
      problems.forEach(problem -> {
        assertThat(problem.place().path()).as(file + ": " + problem).isNotEmpty();
        reasons.merge(problem.what().replaceAll("\\(line.*|'[^']*'", ""), 1, Integer::sum);
      });
      for (StreamDefinition stream : Manifest.read(loaded).streams()) {
        streams++;
        readable += Unsupported.of(stream, Replacements.found()).isEmpty() ? 1 : 0;
      }
      if (problems.isEmpty()) {
        whole.add(file.getFileName().toString());
      }
    }
    System.out.printf(
        "%d of %d manifests whole, %d of %d streams%n",
        whole.size(), files.size(), readable, streams);
    reasons.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(reason -> System.out.println(reason.getValue() + "  " + reason.getKey()));
    System.out.println(String.join(" ", whole));
  }
}
