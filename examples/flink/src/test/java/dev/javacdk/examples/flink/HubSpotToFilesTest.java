package dev.javacdk.examples.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.testkit.hubspot.HubSpotApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubSpotToFilesTest {

  @TempDir Path folder;

  @Test
  void eachRecordIsInTheFilesOnce() throws Exception {
    try (HubSpotApi api =
        HubSpotApi.builder().contacts(250).notes(contact -> contact % 3).token("pat").start()) {
      Path config =
          Files.writeString(
              folder.resolve("config.json"),
              "{\"access_token\":\"pat\",\"base_url\":\"" + api.baseUrl() + "\"}");
      Path into = folder.resolve("out");
      HubSpotToFiles.main(new String[] {config.toString(), into.toString()});
      List<String> lines = lines(into);
      assertThat(lines).doesNotHaveDuplicates();
      assertThat(lines).filteredOn(line -> line.contains("\"stream\":\"contacts\"")).hasSize(250);
      assertThat(lines).filteredOn(line -> line.contains("\"stream\":\"notes\"")).hasSize(249);
      assertThat(Files.readAllLines(into.resolve("states.jsonl")))
          .filteredOn(line -> line.contains("__ab_full_refresh_sync_complete"))
          .anyMatch(line -> line.contains("\"contacts\""))
          .anyMatch(line -> line.contains("\"notes\""));
    }
  }

  private static List<String> lines(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("part-")).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }
}
