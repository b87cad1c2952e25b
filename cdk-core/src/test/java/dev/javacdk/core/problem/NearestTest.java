package dev.javacdk.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

  private static final List<String> KNOWN = List.of("base_url", "access_token", "id");

  @Test
  void slipsOfTheFingerAreKnownAndOtherWordsAreNot() {
    assertThat(Nearest.of("base_urll", KNOWN)).contains("base_url");
    assertThat(Nearest.of("baseUrl", KNOWN)).contains("base_url");
    assertThat(Nearest.of("acces_tokne", KNOWN)).contains("access_token");
    assertThat(Nearest.of("ld", KNOWN)).contains("id");
    assertThat(Nearest.of("region", KNOWN)).isEmpty();
    assertThat(Nearest.of("", KNOWN)).isEmpty();
    assertThat(Nearest.question("base_urll", KNOWN)).isEqualTo("; did you mean 'base_url'?");
  }
}
