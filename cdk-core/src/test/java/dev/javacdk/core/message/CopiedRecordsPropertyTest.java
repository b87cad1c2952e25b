package dev.javacdk.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.internal.ForeignJson;
import dev.javacdk.api.internal.JsonCases;
import dev.javacdk.api.internal.JsonMutator;
import dev.javacdk.api.read.JsonLimits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * Whatever is copied without being parsed, a parser takes as well, ends at the same byte, and gives
 * the same line and the same value of the watched field.
 */
class CopiedRecordsPropertyTest {

  private static final int MUTATIONS =
      Integer.getInteger(
          "javacdk.mutations", Boolean.getBoolean("javacdk.full") ? 10_000_000 : 20_000);

  private static final String WATCHED = "updated";

  private final RecordEncoder copied = encoder();
  private final RecordEncoder parsed = encoder();
  private long taken;
  private long wellFormed;

  private static RecordEncoder encoder() {
    return new RecordEncoder(new StreamId("s", Optional.empty()));
  }

  private static final List<JsonLimits> LIMITS =
      List.of(
          JsonLimits.DEFAULT,
          new JsonLimits(3, 1_000, 1_000, 100_000),
          new JsonLimits(1_000, 60, 1_000, 100_000),
          new JsonLimits(1_000, 1_000, 12, 100_000),
          new JsonLimits(1_000, 1_000, 1_000, 40));

  @Test
  void ofWhatParsersAreTestedWith() {
    for (byte[] json : JsonCases.all()) {
      String value = latin(json);
      for (String record :
          List.of(
              "{\"updated\":" + value + "}",
              "{\"a\":[" + value + " , " + value + "],\"updated\":1}",
              "{\"a\":{\"b\":" + value + "},\"updated\":null} ,",
              "{" + value + ":1}",
              value)) {
        for (JsonLimits limits : LIMITS) {
          compare(bytes(record), limits);
        }
      }
    }
    assertThat(taken).isGreaterThan(1_000);
  }

  @Test
  void ofRecordsThatWereMutatedAnywhere() {
    Random random = new Random(Long.getLong("javacdk.seed", 1));
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] json = JsonMutator.record(random);
      int times = random.nextInt(4);
      for (int time = 0; time < times; time++) {
        json = JsonMutator.mutated(json, random);
      }
      compare(json, LIMITS.get(random.nextInt(6) == 0 ? random.nextInt(LIMITS.size()) : 0));
    }
    assertThat(wellFormed)
        .as("well-formed")
        .isBetween(MUTATIONS * 45L / 100, MUTATIONS * 95L / 100);
    assertThat(taken).as("of %d, taken", wellFormed).isGreaterThan(wellFormed * 8 / 10);
    if (Boolean.getBoolean("javacdk.show")) {
      System.out.printf("%d mutations: %d well-formed, %d taken%n", MUTATIONS, wellFormed, taken);
    }
  }

  private void compare(byte[] json, JsonLimits limits) {
    Read byParser = parse(json, limits);
    Read byCopy = copy(json, limits);
    wellFormed += byParser == null ? 0 : 1;
    if (byCopy == null) {
      assertThat(copied.size()).as(latin(json)).isZero();
    } else {
      taken++;
      assertThat(byCopy).as("of %s within %s", latin(json), limits).isEqualTo(byParser);
    }
  }

  /** What became of a record; null where it was not taken. */
  private record Read(String line, @Nullable JsonNode watched, int end) {}

  private @Nullable Read copy(byte[] json, JsonLimits limits) {
    int end = copied.copy(json, 0, json.length, limits, WATCHED);
    return end < 0 ? null : new Read(latin(copied.take()), copied.watchedValue(), end);
  }

  private @Nullable Read parse(byte[] json, JsonLimits limits) {
    try (JsonParser parser =
        ForeignJson.mapper(
                limits.depth(), limits.nameLength(), limits.numberLength(), limits.recordBytes())
            .createParser(json)) {
      parser.nextToken();
      JsonNode watched = parsed.encode(parser, WATCHED);
      JsonNode scalar = watched == null || watched.isContainer() ? null : watched;
      int end = (int) parser.currentLocation().getByteOffset();
      return new Read(latin(parsed.take()), scalar, end);
    } catch (JacksonException | IllegalArgumentException e) {
      parsed.clear();
      return null;
    }
  }

  @Test
  void aRecordLargerThanTheLimitIsLeftToTheParser() {
    RecordEncoder small = new RecordEncoder(new StreamId("s", Optional.empty()), 200);
    byte[] fits = bytes("{\"a\":\"" + "x".repeat(90) + "\"}");
    byte[] tooLarge = bytes("{\"a\":\"" + "x".repeat(190) + "\"}");
    assertThat(small.copy(fits, 0, fits.length, JsonLimits.DEFAULT, null)).isEqualTo(fits.length);
    int size = small.size();
    assertThat(small.copy(tooLarge, 0, tooLarge.length, JsonLimits.DEFAULT, null)).isNegative();
    assertThat(small.size()).isEqualTo(size);
  }

  @Test
  void theRecordCopiedLastIsThatOfTheSpan() {
    byte[] json = bytes("[{\"a\":1} , { \"b\" : 2 }]");
    assertThat(copied.copy(json, 1, json.length, JsonLimits.DEFAULT, null)).isEqualTo(8);
    assertThat(copied.copy(json, 11, json.length, JsonLimits.DEFAULT, null)).isEqualTo(22);
    assertThat(copied.lastRecord()).hasToString("{\"b\":2}");
    copied.dropLast();
    assertThat(latin(copied.take())).contains("\"data\":{\"a\":1},").doesNotContain("\"b\"");
  }

  @Test
  void aWatchedNameWithHalfACharacterIsLeftToTheParser() {
    byte[] json = bytes("{\"?\":1}");
    assertThat(copied.copy(json, 0, json.length, JsonLimits.DEFAULT, "\ud800")).isNegative();
    assertThat(copied.copy(json, 0, json.length, JsonLimits.DEFAULT, "?")).isEqualTo(7);
    assertThat(copied.watchedValue()).hasToString("1");
    assertThat(copied.copy(json, 0, json.length, JsonLimits.DEFAULT, null)).isEqualTo(7);
    assertThat(copied.watchedValue()).isNull();
    assertThat(Arrays.asList(latin(copied.take()).split("\n"))).hasSize(2);
  }

  private static byte[] bytes(String latin) {
    return latin.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
