package dev.javacdk.core.message;

import static dev.javacdk.api.state.Progress.complete;
import static dev.javacdk.api.state.Progress.next;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.TestSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Every kind of message against the protocol's own schema, where a copy of it is at hand: {@code
 * -Djavacdk.protocol=airbyte_protocol.yaml}.
 */
@EnabledIfSystemProperty(named = "javacdk.protocol", matches = ".+")
class ProtocolSchemaTest {

  private static ObjectNode row(long id) {
    return JsonNodeFactory.instance.objectNode().put("id", id);
  }

  private static List<JsonNode> messages() {
    Stream pages =
        Streams.paged(
                "pages",
                (slice, output, context) -> {
                  context.estimate(2);
                  context.updateConfig(config -> config.put("token", "new"));
                  output.emit(row(1));
                  return slice.cursor().isStart() ? next("after", "1") : complete();
                })
            .namespace("crm")
            .key("id");
    Stream notes =
        Streams.records("notes", (slice, output, context) -> output.emit(row(1)))
            .partitions(Partitions.each(pages, "id"));
    Stream changes =
        Streams.records("changes", (slice, output, context) -> output.emit(row(7)))
            .cursor(Cursor.number("id"));
    Stream failing =
        Streams.records(
            "failing",
            (slice, output, context) -> {
              LoggerFactory.getLogger("library").warn("about to fail", new RuntimeException("no"));
              throw new IllegalStateException("broken");
            });
    TestSource source = new TestSource(pages, notes, changes, failing);
    List<JsonNode> messages = new ArrayList<>();
    ConnectorRun run = ConnectorRun.of(source);
    String config = run.file("config.json", "{}");
    messages.addAll(run.args("check", "--config", config).run().messages());
    messages.addAll(ConnectorRun.of(source).args("spec").run().messages());
    messages.addAll(ConnectorRun.of(source).args("discover", "--config", config).run().messages());
    String catalog = ConnectorRun.catalogOf("notes", "changes", "failing", "missing");
    messages.addAll(ConnectorRun.of(source).read("{}", catalog, null).messages());
    messages.addAll(
        ConnectorRun.of(source)
            .read(
                "{}",
                "{\"streams\":[{\"stream\":{\"name\":\"pages\",\"namespace\":\"crm\"}}]}",
                null)
            .messages());
    messages.addAll(ConnectorRun.of(source).read("{}", "[]", null).messages());
    return messages;
  }

  @Test
  void everyMessageIsOneOfTheProtocol() throws IOException {
    String yaml = Files.readString(Path.of(System.getProperty("javacdk.protocol")));
    ObjectNode protocol = (ObjectNode) new YAMLMapper().readTree(yaml);
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$ref", "#/definitions/AirbyteMessage");
    root.set("definitions", protocol.get("definitions"));
    Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(root);
    Set<String> seen = new HashSet<>();
    for (JsonNode message : messages()) {
      seen.add(message.path("type").asString() + message.at("/trace/type").asString(""));
      List<Error> errors = schema.validate(message);
      assertThat(errors).as(message.toString()).isEmpty();
    }
    assertThat(seen)
        .contains(
            "RECORD",
            "STATE",
            "LOG",
            "SPEC",
            "CATALOG",
            "CONNECTION_STATUS",
            "CONTROL",
            "TRACEERROR",
            "TRACESTREAM_STATUS",
            "TRACEESTIMATE");
    ObjectNode wrong = JsonNodeFactory.instance.objectNode().put("type", "NONSENSE");
    assertThat(schema.validate(wrong)).as("the schema refuses something").isNotEmpty();
  }
}
