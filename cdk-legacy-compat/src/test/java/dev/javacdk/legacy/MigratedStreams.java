package dev.javacdk.legacy;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.api.state.Progress;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The streams of docs/migrating.md, over an API that is a fake. */
final class MigratedStreams {

  private MigratedStreams() {}

  /** A page of notes. */
  record Page(List<ObjectNode> results, @Nullable String next) {}

  /** The API, as a client of it might look. */
  interface Api {
    Page fetch(@Nullable String after);

    List<ObjectNode> since(@Nullable String updated);

    List<ObjectNode> commentsOf(@Nullable String post);
  }

  static Stream notes(Api api) {
    return Streams.paged(
            "notes",
            (slice, output, context) -> {
              Page page = api.fetch(slice.cursor().text("after"));
              page.results().forEach(output::emit);
              return page.next() == null
                  ? Progress.complete()
                  : Progress.next("after", page.next());
            })
        .key("id");
  }

  static Stream users(Api api) {
    return Streams.records(
            "users", (slice, output, context) -> api.since(slice.since()).forEach(output::emit))
        .cursor(Cursor.instant("updated_at"));
  }

  static Stream comments(Api api, Stream posts) {
    return Streams.records(
            "comments",
            (slice, output, context) ->
                api.commentsOf(slice.partition().text("post_id")).forEach(output::emit))
        .partitions(Partitions.each(posts, "id").as("post_id"));
  }

  /** Users as they were: slices are maps, records are pulled, each record moves the state. */
  record OldUsers(Api api) implements LegacyStream, UpdatedState {
    @Override
    public String name() {
      return "users";
    }

    @Override
    public Schema schema() {
      return Schema.any();
    }

    @Override
    public Optional<Cursor> cursor() {
      return Optional.of(Cursor.instant("updated_at"));
    }

    @Override
    public Iterator<?> records(
        Map<String, @Nullable Object> slice, ObjectNode state, ReadContext context) {
      return api.since(state.path("updated_at").asString(null)).iterator();
    }

    @Override
    public ObjectNode updatedState(ObjectNode current, ObjectNode record) {
      String before = current.path("updated_at").asString("");
      String now = record.path("updated_at").asString("");
      return now.compareTo(before) > 0 ? current.put("updated_at", now) : current;
    }
  }
}
