package dev.javacdk.api.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScanTest {

  private final JsonScan scan = new JsonScan();

  @BeforeEach
  void largeLimits() {
    scan.within(1_000, 1_000_000, 100_000, 1 << 26);
  }

  @ParameterizedTest
  @MethodSource("dev.javacdk.api.internal.JsonCases#allowed")
  void whatTheRfcAllowsIsTakenToItsEnd(byte[] json) {
    assertThat(skip(json)).isTrue();
    assertThat(copyInside(json)).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("dev.javacdk.api.internal.JsonCases#forbidden")
  void whatTheRfcForbidsIsNotJudged(byte[] json) {
    assertThat(skip(json)).isFalse();
    assertThat(copyInside(json)).isNull();
  }

  @ParameterizedTest
  @MethodSource("dev.javacdk.api.internal.JsonCases#open")
  void whatParsersDifferOverIsNotJudged(byte[] json) {
    assertThat(skip(json)).isFalse();
    assertThat(copyInside(json)).isNull();
  }

  /** Whether the whole of it is one value. */
  private boolean skip(byte[] json) {
    int begin = JsonScan.space(json, 0, json.length);
    int end = scan.skip(json, begin, json.length, 0);
    return end >= 0 && JsonScan.space(json, end, json.length) == json.length;
  }

  private @Nullable String copyInside(byte[] json) {
    return copy("{\"v\":" + latin(json) + "}", null);
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /**
   * The copy of a whole text, in which each character stands for a byte; null where there is none.
   */
  private @Nullable String copy(String json, @Nullable String watched) {
    byte[] bytes = json.getBytes(StandardCharsets.ISO_8859_1);
    byte[] name = watched == null ? null : watched.getBytes(StandardCharsets.UTF_8);
    if (scan.copy(bytes, 0, bytes.length, name) != bytes.length) {
      return null;
    }
    byte[] target = new byte[scan.copiedBytes() + 2];
    scan.putCopy(bytes, target, 1);
    assertThat(target[0]).isZero();
    assertThat(target[target.length - 1]).isZero();
    return latin(target).substring(1, target.length - 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\":\"\\/\\u002F\"} | {\"a\":\"//\"}",
        "{\"a\":\"\\u0022\\u005C\"} | {\"a\":\"\\\"\\\\\"}",
        "{\"a\":\"\\u0008\\u000c\\u000a\\u000D\\u0009\"} | {\"a\":\"\\b\\f\\n\\r\\t\"}",
        "{\"a\":\"\\u001f\\u0000\"} | {\"a\":\"\\u001F\\u0000\"}",
        "{\"a\":\"\\u00e9\"} | {\"a\":\"\u00c3\u00a9\"}",
        "{\"a\":\"\\u20AC\"} | {\"a\":\"\u00e2\u0082\u00ac\"}",
        "{\"a\":\"x\\ud83D\\uDe00y\"} | {\"a\":\"x\u00f0\u009f\u0098\u0080y\"}",
        "{ \"a\" :\t[ 1 ,{ } , [\t] ] , \"b\": \" x \" } | {\"a\":[1,{},[]],\"b\":\" x \"}",
        "{\"a\":1.10E+05,\"b\":-0} | {\"a\":1.10E+05,\"b\":-0}"
      })
  void aCopyIsCompactAndItsEscapesAreTheFewest(String json, String copy) {
    assertThat(copy(json, null)).isEqualTo(copy);
  }

  @Test
  void aCopyEndsBehindTheObject() {
    byte[] bytes = "  {\"a\": 1} , {}".getBytes(StandardCharsets.US_ASCII);
    assertThat(scan.copy(bytes, 2, bytes.length, null)).isEqualTo(10);
    assertThat(scan.copiedBytes()).isEqualTo(7);
    assertThat(scan.copy(bytes, 1, bytes.length, null)).isNegative();
    assertThat(scan.copy(bytes, 2, 9, null)).isNegative();
    assertThat(scan.copy(bytes, bytes.length, bytes.length, null)).isNegative();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"u\":12,\"x\":1} | 12",
        "{\"x\":{\"u\":1}, \"u\" : \"a\\u0062\" } | \"a\\u0062\"",
        "{\"uu\":0,\"u\":null} | null",
        "{\"x\":[{\"u\":1}],\"u\":true} | true",
      })
  void theWatchedValueIsThatAtTheTop(String json, String value) {
    assertThat(copy(json, "u")).isNotNull();
    assertThat(json.substring(scan.watchedFrom(), scan.watchedTo())).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"x\":1}", "{\"u\":{\"a\":1}}", "{\"u\":[1]}", "{\"u\":{}}"})
  void whatIsNoScalarIsNotWatched(String json) {
    assertThat(copy("{\"u\":1}", "u")).isNotNull();
    assertThat(copy(json, "u")).isNotNull();
    assertThat(scan.watchedFrom()).isNegative();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"b\":2,\"a\":{}}",
        "{\"\":1,\"\":1}",
        "{\"x\":[{\"abcdefghijk\":1,\"abcdefghijk\":1}]}",
        "{\"\u00c3\u00a9\":1,\"\u00c3\u00a9\":1}",
        "{\"a\":{\"a\":{}},\"b\":[{\"c\":1}],\"a\":1}",
        "{\"\\u0061\":1}",
      })
  void namesThatStandTwiceOrHaveEscapesAreNotJudged(String json) {
    assertThat(copy(json, null)).isNull();
    assertThat(skip(json.getBytes(StandardCharsets.ISO_8859_1))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"a\":{\"a\":1}}}",
        "{\"x\":[{\"a\":1},{\"a\":1}],\"a\":1}",
        "{\"a\":1,\"aa\":1,\"aaaaaaaa\":1,\"aaaaaaaaa\":1}",
      })
  void ofDifferentObjectsNamesAreDifferent(String json) {
    assertThat(copy(json, null)).isEqualTo(json);
  }

  @Test
  void ofManyNamesEachIsKnown() {
    String names =
        IntStream.range(0, 5_000)
            .mapToObj(i -> "\"name" + i + "\":" + i)
            .reduce((a, b) -> a + "," + b)
            .orElseThrow();
    assertThat(copy("{" + names + "}", null)).isEqualTo("{" + names + "}");
    for (int again : new int[] {0, 1, 63, 64, 2_500, 4_999}) {
      assertThat(copy("{" + names + ",\"name" + again + "\":0}", null)).isNull();
    }
    assertThat(copy("{\"name1\":1}", null)).isEqualTo("{\"name1\":1}");
  }

  @Test
  void anotherBodyLeavesNothingOfTheOneBefore() {
    assertThat(copy("{ \"a\":\"\\u0041\", \"a\":1}", null)).isNull();
    assertThat(copy("{\"a\":\"A\"}", null)).isEqualTo("{\"a\":\"A\"}");
    assertThat(copy("{\"a\": \"\\/", null)).isNull();
    assertThat(copy("{\"b\": 1}", null)).isEqualTo("{\"b\":1}");
  }

  @Test
  void whatIsBeyondALimitIsNotJudged() {
    scan.within(3, 50, 5, 6);
    assertThat(copy("{\"a\":[[1]]}", null)).isNotNull();
    assertThat(copy("{\"a\":[[[]]]}", null)).isNull();
    assertThat(copy("{\"a\":12345}", null)).isNotNull();
    assertThat(copy("{\"a\":1234.5}", null)).isNull();
    assertThat(copy("{\"a\":\"123456\"}", null)).isNotNull();
    assertThat(copy("{\"a\":\"1234567\"}", null)).isNull();
    scan.within(3, 50, 5, 100);
    String longest = "n".repeat(17);
    assertThat(copy("{\"" + longest + "\":1}", null)).isNotNull();
    assertThat(copy("{\"" + longest + "n\":1}", null)).isNull();
    byte[] name = ("\"" + longest + "n\"").getBytes(StandardCharsets.US_ASCII);
    assertThat(scan.name(name, 0, name.length)).isNegative();
    byte[] nested = "[[[1]]]".getBytes(StandardCharsets.US_ASCII);
    assertThat(scan.skip(nested, 0, nested.length, 0)).isEqualTo(nested.length);
    assertThat(scan.skip(nested, 0, nested.length, 1)).isNegative();
  }

  @Test
  void aNameAloneIsRead() {
    byte[] json = "\"ab\":1 \"a\\u0062\":".getBytes(StandardCharsets.US_ASCII);
    assertThat(scan.name(json, 0, json.length)).isEqualTo(4);
    assertThat(scan.name(json, 7, json.length)).isNegative();
    assertThat(scan.name(json, 5, json.length)).isNegative();
    assertThat(scan.name(json, json.length, json.length)).isNegative();
  }

  /** Nothing behind the end may be looked at, wherever the end is. */
  @Test
  void noPrefixIsTakenAndNothingBehindItIsRead() {
    byte[] json =
        "{\"abcdefghijkl\":[1.5e3,true,\"x\\u00e9\\ud83d\\ude00\u00e9\"],\"n\":{\"m\":null},\"z\":false}"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(scan.copy(json, 0, json.length, null)).isEqualTo(json.length);
    for (int to = 0; to < json.length; to++) {
      assertThat(scan.copy(json, 0, to, null)).isNegative();
      assertThat(scan.skip(json, 0, to, 0)).isNegative();
      byte[] cut = Arrays.copyOf(json, to);
      assertThat(scan.copy(cut, 0, to, null)).isNegative();
    }
  }
}
