package dev.javacdk.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierTest {

  @TempDir Path folder;

  private static Finding finding(String what, double low, double ratio, double high) {
    return new Finding(what, "rival", ratio, low, high, 0, "");
  }

  private void ran(String name, Finding... findings) throws IOException {
    Files.writeString(folder.resolve(name), Report.of(Scale.FULL, List.of(findings)));
  }

  @Test
  void namesWhatIsOutsideTheNoiseOfBothRuns() throws IOException {
    ran("2026-01-01-17.json", finding("slow", 9, 10, 11), finding("old", 9, 10, 11));
    ran("2026-01-02-17.json", finding("slow", 0.9, 1, 1.1), finding("fast", 0.9, 1, 1.1));
    ran("2026-01-03-17-quick.json", finding("slow", 90, 100, 110));
    List<String> changes =
        Earlier.in(folder, "-17.json")
            .changes(
                List.of(
                    finding("fast", 1.2, 1.5, 1.6),
                    finding("slow", 0.5, 0.7, 0.89),
                    finding("old", 8, 8.5, 9.1),
                    finding("new", 1, 1, 1)));
    assertThat(changes)
        .containsExactly(
            "slower than in 2026-01-02-17: slow beside rival, 0.70 times (0.50 to 0.89), was 1.00 (0.90 to 1.10)",
            "faster than in 2026-01-02-17: fast beside rival, 1.50 times (1.20 to 1.60), was 1.00 (0.90 to 1.10)");
  }

  @Test
  void whereNothingWasRecordedNothingHasChanged() throws IOException {
    assertThat(
            Earlier.in(folder.resolve("none"), "-17.json").changes(List.of(finding("a", 1, 1, 1))))
        .isEmpty();
  }
}
