package dev.javacdk.legacy;

import dev.javacdk.rules.GoldenApi;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** It stands here since this module sees all that build on the runtime. */
class CoreSpiTest {

  @Test
  void whatTheOtherModulesUseOfTheRuntimeIsInTheGoldenFile() throws IOException {
    GoldenApi golden = new GoldenApi(getClass());
    golden.assertIs("core-spi.txt", 100, golden.typesUsed("core", "concurrent", "legacy"));
  }
}
