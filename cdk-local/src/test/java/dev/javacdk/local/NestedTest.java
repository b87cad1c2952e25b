package dev.javacdk.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.spec.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Objects and arrays that keep their shape. */
class NestedTest extends InProcessSync {

  private static final Schema ORDER =
      schema(
          """
          {"type":"object","properties":{
            "id":{"type":"integer"},
            "to":{"type":["null","object"],"properties":{
              "city":{"type":"string"},
              "zip code":{"type":"integer"},
              "since":{"type":"string","format":"date-time"}}},
            "lines":{"type":"array","items":{"type":"object","properties":{
              "sku":{"type":"string"},
              "price":{"type":"number"},
              "tags":{"type":"array","items":{"type":"string"}}}}},
            "more":{"type":"object"},
            "twice":{"type":"object","properties":{"a":{"type":"string"},"A":{"type":"string"}}}}}\
          """);

  private static final String TYPES =
      "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'orders' ORDER BY ordinal_position";

  private static Schema schema(String json) {
    return Schema.of((ObjectNode) JSON.readTree(json));
  }

  private static Stream orders(Schema schema, String... records) {
    return Streams.paged("orders", pages(page -> List.of(records), 1)).schema(schema);
  }

  @Test
  void objectsAndArraysBecomeStructsAndLists() throws Exception {
    Ran ran =
        sync(
            orders(
                ORDER,
                """
                {"id":1,"to":{"city":"Ulm","zip code":89073,"since":"2026-08-01T02:00:00+02:00"},"lines":[{"sku":"a","price":1,"tags":["x","y"]},{"price":2.5},null],"more":{"any":[1]},"twice":{"a":"b"}}\
                """,
                "{\"id\":2,\"to\":null,\"lines\":[]}",
                "{\"id\":3,\"to\":{\"zip code\":null}}"),
            "--nested");
    assertThat(ran.exit()).as(ran.stderr()).isZero();
    assertThat(rows(TYPES))
        .contains(
            "to|STRUCT(city VARCHAR, \"zip code\" BIGINT, since TIMESTAMP WITH TIME ZONE)",
            "lines|STRUCT(sku VARCHAR, price DOUBLE, tags VARCHAR[])[]",
            "more|JSON",
            "twice|JSON");
    assertThat(
            rows(
                "SELECT \"to\".city, \"to\".\"zip code\", \"to\".since, len(lines), list_sum([l.price for l in lines]), lines[1].tags[2], more, _raw FROM orders ORDER BY id"))
        .containsExactly(
            "Ulm|89073|2026-08-01T00:00Z|3|3.5|y|{\"any\":[1]}|null",
            "null|null|null|0|null|null|null|null",
            "null|null|null|null|null|null|null|null");
    assertThat(ran.stderr()).doesNotContain("WARN orders");
  }

  @Test
  void whatDoesNotFitAShapeIsKeptWhole() throws Exception {
    List<String> odd =
        List.of(
            "{\"id\":1,\"to\":{\"city\":\"Ulm\",\"country\":\"DE\"}}",
            "{\"id\":2,\"to\":[\"Ulm\"]}",
            "{\"id\":3,\"to\":{\"zip code\":\"D-89073\"}}",
            "{\"id\":4,\"to\":{\"zip code\":89073.5}}",
            "{\"id\":5,\"to\":{\"zip code\":18446744073709551615}}",
            "{\"id\":6,\"to\":\"Ulm\"}",
            "{\"id\":7,\"lines\":{\"sku\":\"a\"}}",
            "{\"id\":8,\"lines\":[{\"sku\":\"a\",\"gift\":true}]}",
            "{\"id\":9,\"lines\":[{\"price\":12345678901234567.25}]}",
            "{\"id\":10,\"lines\":[{\"tags\":\"x\"}]}");
    Ran ran = sync(orders(ORDER, odd.toArray(String[]::new)), "--nested");
    assertThat(ran.exit()).as(ran.stderr()).isZero();
    assertThat(rows("SELECT count(*) FROM orders WHERE \"to\" IS NULL AND lines IS NULL"))
        .containsExactly("10");
    assertThat(rows("SELECT _raw FROM orders ORDER BY id")).containsExactlyElementsOf(odd);
    assertThat(ran.stderr()).contains("6 values of 'to'", "4 values of 'lines'");
  }

  @Test
  void tableKeepsItsColumnsAndAShapeThatIsNoLongerSaidBecomesJson() throws Exception {
    String order = "{\"id\":1,\"to\":{\"city\":\"Ulm\"}}";
    Schema other =
        schema(
            """
            {"type":"object","properties":{"id":{"type":"integer"},"at":{"type":"string"},
              "to":{"type":"object","properties":{"city":{"type":"string"},"land":{"type":"string"}}}}}\
            """);
    for (int sync = 0; sync < 3; sync++) {
      Schema schema = sync < 2 ? ORDER : other;
      Stream stream =
          Streams.records("orders", (slice, output, context) -> output.emit(JSON.readTree(order)))
              .schema(schema)
              .key("id")
              .cursor(Cursor.number("id"));
      Ran ran = sync(stream, sync < 2 ? "--nested" : "--debug");
      assertThat(ran.exit()).as(ran.stderr()).isZero();
    }
    assertThat(rows(TYPES)).contains("to|JSON");
    assertThat(rows("SELECT \"to\"->>'$.city', count(*) FROM orders GROUP BY 1"))
        .containsExactly("Ulm|1");
  }
}
