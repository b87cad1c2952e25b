package dev.javacdk.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole processes run once, in small. What they measure here means nothing. */
class ProcessesTest {

  @TempDir Path folder;

  private final List<Finding> findings = new ArrayList<>();

  @Test
  void everyProcessRuns() throws IOException {
    new Processes(folder, Scale.SMOKE, findings::add).run();
    assertThat(findings).hasSize(9);
    assertThat(findings).allSatisfy(finding -> assertThat(finding.ratio()).isPositive());
    assertThat(Report.of(Scale.SMOKE, findings)).contains("\"findings\"", "\"cpu\"", "\"jvm\"");
  }

  @Test
  void peersThatAreNotInstalledAreLeftOut() throws IOException {
    new Peers(folder, folder, Scale.SMOKE, findings::add).run();
    new Expressions(folder, Scale.SMOKE, findings::add).run();
    new Manifests(folder, folder, Scale.SMOKE, findings::add).run();
    assertThat(findings).isEmpty();
  }

  @Test
  void theKitReadsOverHttpWhereNoPeerIsInstalled() throws IOException {
    new Wire(folder, folder, Scale.SMOKE, findings::add).run();
    assertThat(findings)
        .singleElement()
        .satisfies(finding -> assertThat(finding.ratio()).isPositive());
  }

  @Test
  void listingsAreReadAheadAndNot() throws IOException {
    new ReadAhead(folder, Scale.SMOKE, findings::add).run();
    assertThat(findings).hasSize(2);
    assertThat(findings).allSatisfy(finding -> assertThat(finding.ratio()).isPositive());
  }

  @Test
  void syncRunsBesideRead() throws IOException {
    new Syncs(folder, folder, Scale.SMOKE, findings::add).run();
    assertThat(findings)
        .singleElement()
        .satisfies(finding -> assertThat(finding.ratio()).isPositive());
  }
}
