package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A response that is much larger than the memory of the process that reads it. */
class LargeBodyTest {

  @Test
  void aResponseLargerThanTheHeapIsRead() throws Exception {
    assertThat(read(100)).isEqualTo(LargeBody.records(100) + " records\n");
  }

  @Test
  @Tag("full")
  void aResponseOfHalfAGigabyteIsReadWith64MegabytesOfHeap() throws Exception {
    assertThat(read(500)).isEqualTo(LargeBody.records(500) + " records\n");
  }

  private static String read(int megabytes) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                LargeBody.class.getName(),
                Integer.toString(megabytes))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isZero();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }
}
