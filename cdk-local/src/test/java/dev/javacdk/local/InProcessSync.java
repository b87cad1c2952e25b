package dev.javacdk.local;

import static dev.javacdk.api.state.Progress.complete;
import static dev.javacdk.api.state.Progress.next;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Stream;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.core.cli.ConnectorCommand;
import dev.javacdk.core.run.TestSource;
import dev.javacdk.core.sync.StopSignal;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Syncs in this process, into a real file. */
abstract class InProcessSync {

  static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @TempDir Path folder;
  Path config;
  Path file;

  /** Stops the sync under way, as SIGTERM does. */
  StopSignal stop = new StopSignal();

  record Ran(int exit, String stderr) {}

  @BeforeEach
  void files() throws Exception {
    config = Files.writeString(folder.resolve("config.json"), "{\"_checkpoint_seconds\":0}");
    file = folder.resolve("data.duckdb");
  }

  final Ran sync(Stream stream, String... more) {
    return sync(List.of(stream), more);
  }

  final Ran sync(List<Stream> streams, String... more) {
    stop = new StopSignal();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> args =
        new ArrayList<>(List.of("sync", "--config", config.toString(), "--into", file.toString()));
    args.addAll(Arrays.asList(more));
    int exit =
        new ConnectorCommand(
                Connector.of(new TestSource(streams.toArray(Stream[]::new))),
                OutputStream.nullOutputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                stop)
            .run(args);
    return new Ran(exit, err.toString(StandardCharsets.UTF_8));
  }

  final List<String> rows(String sql) throws SQLException {
    try (Database database = Database.open(file)) {
      return database.rows(sql).stream()
          .map(row -> String.join("|", row.stream().map(String::valueOf).toList()))
          .toList();
    }
  }

  /** Pages of records, as JSON; where a page is null, the reader fails. */
  static PageReader pages(IntFunction<List<String>> page, int count) {
    return (slice, output, context) -> {
      int number = (int) slice.cursor().number("page", 0);
      List<String> records = page.apply(number);
      if (records == null) {
        throw new IllegalStateException("the API is down");
      }
      records.forEach(record -> output.emit(JSON.readTree(record)));
      return number + 1 < count ? next("page", number + 1) : complete();
    };
  }
}
