package dev.javacdk.core.cli;

import static dev.javacdk.api.state.Progress.complete;
import static dev.javacdk.api.state.Progress.next;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.spec.Default;
import dev.javacdk.api.spec.Secret;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.run.ConnectorRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Whatever stands in the files, the answer is protocol messages and an exit code of the table. */
class MutatedFilesPropertyTest {

  private static final int MUTATIONS = Boolean.getBoolean("javacdk.full") ? 10_000 : 4_000;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  record Config(@Secret String token, @Default("5") int rows) {}

  private static final class Everything implements Source<Config> {
    @Override
    public ConnectorSpec<Config> spec() {
      return ConnectorSpec.of(Config.class);
    }

    @Override
    public List<Stream> streams(Config config) {
      StreamDefinition pages =
          Streams.paged(
              "pages",
              (slice, output, context) -> {
                long page = slice.cursor().number("page", 0);
                output.emit(JSON.objectNode().put("id", page));
                return page >= 0 && page < 2 ? next("page", page + 1) : complete();
              });
      Stream changes =
          Streams.records(
                  "changes", (slice, output, context) -> output.emit(JSON.objectNode().put("u", 3)))
              .cursor(Cursor.number("u"));
      Stream notes =
          Streams.paged(
                  "notes",
                  (slice, output, context) -> {
                    output.emit(JSON.objectNode().put("of", slice.partition().text("page_id")));
                    return complete();
                  })
              .partitions(Partitions.each(pages, "id").as("page_id"));
      return List.of(pages, changes, notes);
    }
  }

  private static final String CONFIG = "{\"token\":\"s3cr3t\",\"rows\":7,\"_limit\":100}";
  private static final String CATALOG = ConnectorRun.catalogOf("pages", "changes", "notes");
  private static final String STATE =
      """
      [{"type":"STREAM","stream":{"stream_descriptor":{"name":"pages"},"stream_state":{"page":1}}},
       {"type":"STREAM","stream":{"stream_descriptor":{"name":"changes"},"stream_state":{"u":2}}},
       {"type":"STREAM","stream":{"stream_descriptor":{"name":"notes"},"stream_state":{"states":[
         {"partition":{"page_id":0,"parent_slice":{}},"cursor":{"__ab_full_refresh_sync_complete":true}},
         {"partition":{"page_id":1,"parent_slice":{}},"cursor":{"after":"x"},"failures":1}],
         "handed_out":{"pages":{"page":1}}}}}]
      """;

  private static final String[] VALUES = {
    "null",
    "{}",
    "[]",
    "17",
    "-1",
    "1e999",
    "1.0",
    "true",
    "\"\"",
    "\"x\"",
    "[[]]",
    "{\"a\":{}}",
    "9".repeat(400),
    "\"\\u0000\"",
    "\"\\ud800\"",
  };

  @Test
  @Timeout(300)
  void everyAnswerIsAMessageAndAnExitCodeOfTheTable(@TempDir Path folder) throws IOException {
    for (long seed = 1; seed <= MUTATIONS; seed++) {
      Random random = new Random(seed);
      byte[][] files = {
        CONFIG.getBytes(StandardCharsets.UTF_8),
        CATALOG.getBytes(StandardCharsets.UTF_8),
        STATE.getBytes(StandardCharsets.UTF_8)
      };
      int mutated = random.nextInt(3);
      for (int i = 0; i <= random.nextInt(3); i++) {
        files[mutated] = mutate(files[mutated], random);
      }
      try {
        check(folder, files, random.nextInt(4));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(
            "seed %d, file %d: %s%n%s"
                .formatted(
                    seed,
                    mutated,
                    new String(files[mutated], StandardCharsets.UTF_8),
                    e.getMessage()),
            e);
      }
    }
  }

  private static void check(Path folder, byte[][] files, int command) {
    String[] names = {"config.json", "catalog.json", "state.json"};
    for (int i = 0; i < names.length; i++) {
      write(folder.resolve(names[i]), files[i]);
    }
    String config = folder.resolve(names[0]).toString();
    ConnectorRun run = ConnectorRun.of(new Everything());
    switch (command) {
      case 0 -> run.args("check", "--config", config);
      case 1 -> run.args("discover", "--config", config);
      default ->
          run.args(
              "read",
              "--config",
              config,
              "--catalog",
              folder.resolve(names[1]).toString(),
              "--state",
              folder.resolve(names[2]).toString());
    }
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    int exit = run.runInto(stdout, stderr);
    String text = stdout.toString(StandardCharsets.UTF_8);
    List<JsonNode> messages = text.lines().map(ExactJson.MAPPER::readTree).toList();
    assertThat(exit).isIn(command == 0 ? Set.of(0) : Set.of(0, 1));
    assertThat(text).doesNotContain("FATAL");
    assertThat(stderr.size()).isZero();
    boolean failed =
        messages.stream().anyMatch(m -> m.at("/trace/type").asString("").equals("ERROR"));
    assertThat(failed || exit == 0).as("a failure is said").isTrue();
    assertThat(messages).as("an answer").isNotNull();
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] mutate(byte[] file, Random random) {
    String text = new String(file, StandardCharsets.UTF_8);
    return switch (random.nextInt(7)) {
      case 0 -> Arrays.copyOf(file, random.nextInt(file.length + 1));
      case 1 -> flip(file, random);
      case 2, 3 -> swapValue(text, random).getBytes(StandardCharsets.UTF_8);
      case 4 -> nest(text, random).getBytes(StandardCharsets.UTF_8);
      case 5 ->
          text.getBytes(random.nextBoolean() ? StandardCharsets.UTF_16 : StandardCharsets.UTF_16LE);
      default -> (text + text).getBytes(StandardCharsets.UTF_8);
    };
  }

  private static byte[] flip(byte[] file, Random random) {
    byte[] flipped = file.clone();
    if (flipped.length > 0) {
      flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
    }
    return flipped;
  }

  /** Replaces the value behind some colon. */
  private static String swapValue(String text, Random random) {
    int colon = text.indexOf(':', random.nextInt(text.length() + 1));
    if (colon < 0) {
      return VALUES[random.nextInt(VALUES.length)];
    }
    int end = colon + 1;
    int depth = 0;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (depth == 0 && (c == ',' || c == '}' || c == ']')) {
        break;
      }
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      end++;
    }
    return text.substring(0, colon + 1)
        + VALUES[random.nextInt(VALUES.length)]
        + text.substring(end);
  }

  private static String nest(String text, Random random) {
    int depth = 1 + random.nextInt(3_000);
    int colon = text.indexOf(':', random.nextInt(text.length() + 1));
    String deep = "[".repeat(depth) + "]".repeat(depth);
    return colon < 0 ? deep : text.substring(0, colon + 1) + deep + text.substring(colon + 1);
  }
}
