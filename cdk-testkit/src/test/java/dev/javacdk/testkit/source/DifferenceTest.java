package dev.javacdk.testkit.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class DifferenceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":[1,{\"b\":2}]} | {\"a\":[1,{\"b\":3}]} | at /a/1/b: 3 in place of 2",
        "{\"a\":1} | {\"a\":1,\"b\":2} | at /b: 2 in place of nothing",
        "{\"a\":1} | {} | at /a: nothing in place of 1",
        "[1,2] | [1] | at its root: [1] in place of [1,2]",
        "{\"a\":1} | {\"a\":1} | in nothing",
      })
  void namesThePlaceAndBothValues(String expected, String found, String words) {
    assertThat(
            Difference.between(
                JsonMapper.shared().readTree(expected), JsonMapper.shared().readTree(found)))
        .isEqualTo(words);
  }
}
