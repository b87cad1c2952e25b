package dev.javacdk.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What earlier runs have found, the last of each thing that was measured. Two findings differ where
 * their quartiles do not meet: what lies between is noise.
 */
final class Earlier {

  /** A finding, and of which run it is. */
  private record Found(String run, double ratio, double low, double high) {}

  private final Map<String, Found> last = new HashMap<>();

  private Earlier() {}

  /**
   * All that lies in a folder.
   *
   * @param ending of the names of the files that are of the same JVM and scale: {@code -17.json}
   */
  static Earlier in(Path folder, String ending) throws IOException {
    Earlier earlier = new Earlier();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(ending)).sorted().toList()) {
          earlier.add(file);
        }
      }
    }
    return earlier;
  }

  private void add(Path file) throws IOException {
    String run = String.valueOf(file.getFileName()).replace(".json", "");
    JsonNode report = JsonMapper.shared().readTree(Files.readString(file));
    for (JsonNode finding : report.path("findings")) {
      last.put(
          key(finding.path("what").asString(), finding.path("beside").asString()),
          new Found(
              run,
              finding.path("ratio").asDouble(),
              finding.path("low").asDouble(),
              finding.path("high").asDouble()));
    }
  }

  private static String key(String what, String beside) {
    return what + " beside " + beside;
  }

  /** What is slower or faster than it was, in words, slower things first. */
  List<String> changes(List<Finding> findings) {
    return Stream.concat(
            findings.stream().flatMap(finding -> slower(finding).stream()),
            findings.stream().flatMap(finding -> faster(finding).stream()))
        .toList();
  }

  private Optional<String> slower(Finding now) {
    return found(now).filter(was -> now.high() < was.low()).map(was -> words("slower", now, was));
  }

  private Optional<String> faster(Finding now) {
    return found(now).filter(was -> now.low() > was.high()).map(was -> words("faster", now, was));
  }

  private Optional<Found> found(Finding now) {
    return Optional.ofNullable(last.get(key(now.what(), now.beside())));
  }

  private static String words(String how, Finding now, Found was) {
    return String.format(
        Locale.ROOT,
        "%s than in %s: %s, %.2f times (%.2f to %.2f), was %.2f (%.2f to %.2f)",
        how,
        was.run(),
        key(now.what(), now.beside()),
        now.ratio(),
        now.low(),
        now.high(),
        was.ratio(),
        was.low(),
        was.high());
  }
}
