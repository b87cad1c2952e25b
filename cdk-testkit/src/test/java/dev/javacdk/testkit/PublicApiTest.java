package dev.javacdk.testkit;

import dev.javacdk.rules.GoldenApi;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PublicApiTest {

  @Test
  void publicSignaturesAreThoseOfTheGoldenFile() throws IOException {
    GoldenApi golden = new GoldenApi(getClass());
    golden.assertIs("public-api.txt", 100, golden.publicTypesOf("testkit"));
  }
}
