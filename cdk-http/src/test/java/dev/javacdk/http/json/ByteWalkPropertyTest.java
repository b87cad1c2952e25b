package dev.javacdk.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.internal.JsonMutator;
import dev.javacdk.api.read.JsonLimits;
import dev.javacdk.http.fake.ScanningOutput;
import dev.javacdk.http.response.Answer;
import dev.javacdk.http.response.Format;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;

/**
 * Pages whose records are taken where they lie, beside the same pages from a parser: the records,
 * what stood beside them, where they stood, and what is wrong with the page are the same.
 */
class ByteWalkPropertyTest {

  private static final int PAGES = Boolean.getBoolean("javacdk.full") ? 1_000_000 : 10_000;

  private static final List<JsonLimits> LIMITS =
      List.of(
          JsonLimits.DEFAULT,
          new JsonLimits(2, 1_000, 1_000, 100_000),
          new JsonLimits(5, 1_000, 1_000, 100_000),
          new JsonLimits(1_000, 40, 1_000, 100_000),
          new JsonLimits(1_000, 1_000, 10, 100_000),
          new JsonLimits(1_000, 1_000, 1_000, 30));

  private static final List<Place> PLACES =
      List.of(
          Place.of("/items"),
          Place.of("/data/items"),
          Place.of("/data/items").maybe(),
          Place.of("/list/1/items"),
          Place.of(""),
          Place.arrayOrObject("/items"),
          Place.of("/items").orInEachElement(),
          Place.arrayOrObject("/items").maybe().orInEachElement(),
          Place.of("/*/items"),
          Place.one("/items"));

  private static final List<String> CAPTURES =
      List.of("/meta/next", "/meta", "/total", "/data/total", "/list/0", "/meta/sizes/1", "/a~1b");

  private int ended;
  private int copied;
  private int read;

  @Test
  void ofPagesThatWereMutatedAnywhere() throws IOException {
    Random random = new Random(Long.getLong("javacdk.seed", 1));
    for (int i = 0; i < PAGES; i++) {
      Place place = PLACES.get(random.nextInt(PLACES.size()));
      byte[] page = page(random, place);
      int times = Math.max(0, random.nextInt(5) - 1);
      for (int time = 0; time < times; time++) {
        page = JsonMutator.mutated(page, random);
      }
      List<Pointer> captures = new ArrayList<>();
      for (String capture : CAPTURES) {
        if (random.nextInt(3) == 0) {
          captures.add(Pointer.of(capture));
        }
      }
      if (random.nextInt(50) == 0) {
        captures.add(Pointer.of("/items/0/id"));
      }
      compare(page, place, captures, LIMITS.get(Math.max(0, random.nextInt(18) - 12)));
    }
    if (Boolean.getBoolean("javacdk.show")) {
      System.out.printf(
          "%d pages: %d read, %d of them over bytes, %d records copied%n",
          PAGES, read, ended, copied);
    }
    assertThat(read).as("pages that could be read").isGreaterThan(PAGES / 3);
    assertThat(ended).as("walked over bytes to the end").isGreaterThan(PAGES / 7);
    assertThat(copied).as("records copied").isGreaterThan(PAGES / 2);
  }

  private void compare(byte[] page, Place place, List<Pointer> captures, JsonLimits limits)
      throws IOException {
    String text = new String(page, StandardCharsets.ISO_8859_1);
    ScanningOutput parsed = new ScanningOutput();
    Outcome byParser = read(page, limits, place, captures, parsed::emit);
    parsed.lines.release();
    ScanningOutput scanned = new ScanningOutput();
    Counting sink = new Counting(ByteSink.to(scanned));
    Outcome byBytes = read(page, limits, place, captures, sink);
    scanned.lines.release();
    if (byBytes.refusesBytes() && !isUtf8(page)) {
      // Jackson takes a name for one that it knows if it only has a byte 0xFF more.
      return;
    }
    assertThat(byBytes).as("%s within %s", text, limits).isEqualTo(byParser);
    assertThat(scanned.lines.released).as(text).isEqualTo(parsed.lines.released);
    read += byParser.content == null ? 0 : 1;
    ended += byParser.content != null && sink.inBytes > 0 && sink.fromParser == 0 ? 1 : 0;
    copied += scanned.copied;
  }

  /** What came of a page. */
  private record Outcome(Format.@Nullable Content content, @Nullable String error) {
    boolean refusesBytes() {
      return error != null && error.contains("Invalid UTF-8");
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    return Arrays.equals(
        new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), bytes);
  }

  private static Outcome read(
      byte[] page, JsonLimits limits, Place place, List<Pointer> captures, RecordSink sink)
      throws IOException {
    Answer answer =
        Answer.of(
            200,
            URI.create("http://localhost"),
            header -> List.of(),
            new ByteArrayInputStream(page),
            1 << 20);
    answer.within(limits);
    try {
      return new Outcome(Format.JSON.read(answer, place, captures, sink), null);
    } catch (RuntimeException e) {
      return new Outcome(null, e.toString());
    }
  }

  /** Counts how records were taken. */
  private static final class Counting implements ByteSink {
    private final ByteSink sink;
    private int inBytes;
    private int fromParser;

    Counting(ByteSink sink) {
      this.sink = sink;
    }

    @Override
    public void take(JsonParser parser) {
      fromParser++;
      sink.take(parser);
    }

    @Override
    public int take(byte[] json, int from, int to, JsonLimits limits) {
      int end = sink.take(json, from, to, limits);
      inBytes++;
      return end;
    }

    @Override
    public void pass(JsonParser parser) {
      fromParser++;
      sink.pass(parser);
    }
  }

  private static byte[] page(Random random, Place place) {
    String items = items(random);
    if (place.pointer().depth() == 0) {
      return items.getBytes(StandardCharsets.UTF_8);
    }
    List<String> fields =
        new ArrayList<>(
            List.of(
                "\"meta\":{\"next\":\"n\\u00e9\",\"sizes\":[1,2.50,{\"x\":null}]}",
                "\"total\":" + random.nextInt(1_000),
                "\"noise\" : [[ ], {\"items\":[1]}, \"]}\\\"\"]",
                "\"a/b\":1e5",
                place.pointer().segments().get(0).equals("list")
                    ? "\"list\":[{\"total\":1}, {\"items\":" + items + "}]"
                    : "\"data\":{\"total\":3 , \"items\":" + items + ",\"x\":{}}"));
    if (place.pointer().depth() == 1) {
      fields.add("\"items\" :" + items);
    }
    if (random.nextInt(10) == 0) {
      fields.add("\"items\":" + items(random));
      fields.add("\"total\":\"again\"");
    }
    Collections.shuffle(fields, random);
    return ("{" + String.join(random.nextBoolean() ? "," : " ,\n", fields) + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String items(Random random) {
    ByteArrayOutputStream items = new ByteArrayOutputStream();
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      items.writeBytes(
          (i == 0 ? "" : random.nextBoolean() ? "," : " , ").getBytes(StandardCharsets.US_ASCII));
      items.writeBytes(JsonMutator.record(random));
    }
    return "[" + items.toString(StandardCharsets.UTF_8) + "]";
  }

  @Test
  void whatIsNoPlainListIsLeftToTheParser() {
    Pointer next = Pointer.of("/next");
    assertThat(ByteWalk.finds(Place.of("/items"), List.of(next))).isTrue();
    assertThat(ByteWalk.finds(Place.of(""), List.of())).isTrue();
    assertThat(ByteWalk.finds(Place.of(""), List.of(next))).isFalse();
    assertThat(ByteWalk.finds(Place.of("/a/*/items"), List.of())).isFalse();
    assertThat(ByteWalk.finds(Place.one("/items"), List.of())).isFalse();
    assertThat(ByteWalk.finds(Place.of("/items").orInEachElement(), List.of())).isTrue();
    assertThat(ByteWalk.finds(Place.of("/items"), List.of(Pointer.of("/items/0/id")))).isFalse();
    assertThat(ByteWalk.finds(Place.of("/data/items"), List.of(Pointer.of("/data")))).isFalse();
    assertThat(ByteWalk.finds(Place.of("/data/items"), List.of(Pointer.of("/data/n")))).isTrue();
  }

  @Test
  void aWalkSaysWhatItHasMet() {
    byte[] page =
        "{\"n\":{\"t\":1},\"d\":{\"items\":[{\"id\":1} , {\"id\":2}]},\"x\":[]} "
            .getBytes(StandardCharsets.US_ASCII);
    ScanningOutput output = new ScanningOutput();
    Place place = Place.of("/d/items");
    Pointer token = Pointer.of("/n/t");
    ByteWalk walk =
        ByteWalk.of(page, JsonLimits.DEFAULT, place, List.of(token), ByteSink.to(output));
    assertThat(walk.ended()).isTrue();
    assertThat(walk.records()).isEqualTo(2);
    assertThat(walk.reached()).isEqualTo(2);
    assertThat(walk.captured()).isEqualTo(Map.of(token, Json.mapper().readTree("1")));
    assertThat(walk.regions()).containsExactly(new Region(26, 47));
    assertThat(output.copied).isEqualTo(2);
  }
}
