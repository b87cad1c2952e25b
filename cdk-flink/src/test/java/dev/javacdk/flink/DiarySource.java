package dev.javacdk.flink;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.Windows;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/** A diary that is being written. */
public final class DiarySource implements Source<DiarySource.Config> {

  /** Nothing to say. */
  public record Config() {}

  private static final int PAGE = 5;

  @Override
  public ConnectorSpec<Config> spec() {
    return ConnectorSpec.of(Config.class);
  }

  @Override
  public List<Stream> streams(Config config) {
    var authors =
        Streams.paged(
            "authors",
            (slice, output, context) -> {
              for (String author : Diary.authors()) {
                output.emit(JsonNodeFactory.instance.objectNode().put("id", author));
              }
              return Progress.complete();
            });
    Cursor at = Cursor.instant("at");
    Instant begins = Instant.now().minus(Duration.ofDays(1));
    var entries = Streams.paged("entries", DiarySource::read).cursor(at.ascending());
    var windows =
        Streams.paged("windows", DiarySource::read)
            .cursor(at.from(begins).windows(Windows.ofHours(3)));
    var byAuthor =
        Streams.paged("byAuthor", DiarySource::read)
            .cursor(at)
            .partitions(Partitions.each(authors, "id").as("author"));
    return List.of(authors, entries, windows, byAuthor);
  }

  private static Progress read(StreamSlice slice, RecordOutput output, Object context)
      throws Exception {
    String author = slice.partition().text("author", "");
    List<Diary.Entry> all = Diary.entries(author, slice.since(), slice.until());
    int from = Integer.parseInt(slice.cursor().text("after", "0"));
    int to = Math.min(all.size(), from + PAGE);
    for (Diary.Entry entry : all.subList(Math.min(from, to), to)) {
      output.emit(
          JsonNodeFactory.instance
              .objectNode()
              .put("id", entry.id())
              .put("at", entry.at() == null ? null : entry.at().toString()));
    }
    return to < all.size() ? Progress.next("after", String.valueOf(to)) : Progress.complete();
  }
}
