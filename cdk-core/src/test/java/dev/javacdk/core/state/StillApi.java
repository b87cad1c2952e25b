package dev.javacdk.core.state;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.Windows;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.ledger.ParentPage;
import dev.javacdk.core.ledger.ParentRequest;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.walk.PageSaid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** An API in which nothing changes, and a stream of each kind over it. */
final class StillApi {

  static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

  private static final Instant FIRST = Instant.parse("2026-10-01T00:00:00Z");
  private static final int SITES = 5;
  private static final int ROWS = 4;
  private static final int PAGE = 2;

  private static final Cursor AT = Cursor.instant("at").from("2026-09-30T00:00:00Z");

  private static final StreamDefinition SOURCE =
      Streams.paged("s", (slice, output, context) -> Progress.complete());
  private static final StreamDefinition SITES_STREAM =
      Streams.paged("sites", (slice, output, context) -> Progress.complete());
  private static final StreamDefinition TABLES =
      Streams.paged("tables", (slice, output, context) -> Progress.complete())
          .partitions(Partitions.each(SITES_STREAM, "id").as("site"));

  private static final StreamDefinition BY_SITE =
      SOURCE.partitions(Partitions.each(SITES_STREAM, "id").as("site"));

  /** A stream of each kind. */
  static final List<Stream> KINDS =
      List.of(
          SOURCE,
          SOURCE.cursor(AT),
          SOURCE.cursor(AT.ascending()).withShiftingPositions(),
          SOURCE.cursor(AT.windows(Windows.ofDays(5)).lookBack(Duration.ofDays(1))),
          SOURCE.partitions(Partitions.of("site", "1", "2", "3", "4", "5")),
          BY_SITE,
          SOURCE.partitions(Partitions.each(TABLES, "id").as("table")),
          BY_SITE.cursor(AT),
          SOURCE.cursor(AT).partitions(Partitions.each(TABLES, "id").as("table")),
          BY_SITE.cursor(AT.windows(Windows.ofDays(10))),
          BY_SITE.cursor(AT).foldPast(0),
          SOURCE
              .cursor(AT)
              .partitions(Partitions.each(SITES_STREAM.cursor(AT), "id").as("site").whenChanged()),
          SOURCE
              .cursor(AT)
              .foldPast(0)
              .partitions(Partitions.each(SITES_STREAM.cursor(AT), "id").as("site").whenChanged()));

  private StillApi() {}

  /** A row, by its number over all sites: later ones are of later sites and times. */
  private static Instant at(int row) {
    return FIRST.plus(Duration.ofHours(30L * row));
  }

  /** What is read of a slice. */
  record Read(List<String> rows, PageSaid said) {}

  static Read read(StreamSlice slice) {
    Instant since = slice.since() == null ? Instant.MIN : AT.values().instantOf(slice.since());
    Instant until = slice.until() == null ? Instant.MAX : AT.values().instantOf(slice.until());
    String site = name(slice.partition(), "site");
    String table = name(slice.partition(), "table");
    List<Integer> all = new ArrayList<>();
    for (int row = 0; row < SITES * ROWS; row++) {
      Instant at = at(row);
      if (!at.isBefore(since) && !at.isAfter(until) && isOf(site, table, row)) {
        all.add(row);
      }
    }
    int from = position(slice.cursor(), all.size());
    if (from < 0) {
      return new Read(List.of(), PageSaid.of(Progress.restart("what position is that?")));
    }
    List<Integer> page = all.subList(from, Math.min(all.size(), from + PAGE));
    String greatest = page.isEmpty() ? null : AT.values().textOf(at(page.get(page.size() - 1)));
    Progress next =
        from + PAGE < all.size()
            ? Progress.next("after", "p" + (from + PAGE))
            : Progress.complete();
    return new Read(page.stream().map(row -> "row" + row).toList(), PageSaid.of(next, greatest));
  }

  /** A site has rows, and its tables share them. */
  private static boolean isOf(String site, String table, int row) {
    return (site.isEmpty() || site.equals(String.valueOf(1 + row / ROWS)))
        && (table.isEmpty() || table.equals(row % 2 == 0 ? "a" : "b"));
  }

  private static String name(Partition partition, String name) {
    JsonNode key = ExactJson.MAPPER.readTree(partition.canonical());
    JsonNode own = key.has(name) ? key.get(name) : key.path(Partition.PARENT_SLICE).path(name);
    return own.isMissingNode() ? "" : own.asString("?");
  }

  /** Negative where the API never gave such a one. */
  private static int position(CursorPosition cursor, int size) {
    if (cursor.isStart()) {
      return 0;
    }
    String text = ExactJson.MAPPER.readTree(cursor.canonical()).path("after").asString("");
    if (!text.matches("p\\d{1,3}")) {
      return -1;
    }
    int from = Integer.parseInt(text.substring(1));
    return from <= size ? from : -1;
  }

  static ParentPage parents(ParentRequest request, Stream stream) {
    if (stream.partitions() instanceof Partitions.Listed list) {
      return ParentPage.of(list.partitions(), Progress.complete());
    }
    Partitions.Each each = (Partitions.Each) stream.partitions();
    boolean ofTables =
        request.level() == 0 && !(each.parent().partitions() instanceof Partitions.Single);
    StreamSlice slice = request.slice();
    if (ofTables) {
      return page(
          slice,
          2,
          i -> Partition.of("table", node(i == 0 ? "a" : "b"), slice.partition()),
          i -> null);
    }
    return page(
        slice,
        SITES,
        i -> Partition.of("site", node(String.valueOf(i + 1)), Partition.whole()),
        i -> AT.values().textOf(at(i * ROWS + ROWS - 1)));
  }

  private static JsonNode node(String text) {
    return JsonNodeFactory.instance.stringNode(text);
  }

  private static ParentPage page(
      StreamSlice slice,
      int size,
      Function<Integer, Partition> partition,
      Function<Integer, @Nullable String> changed) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String at = changed.apply(i);
      if (at == null || slice.since() == null || AT.values().compare(at, slice.since()) >= 0) {
        all.add(i);
      }
    }
    int from = position(slice.cursor(), all.size());
    if (from < 0) {
      return ParentPage.of(List.of(), Progress.restart("what position is that?"));
    }
    List<Integer> page = all.subList(from, Math.min(all.size(), from + PAGE));
    String greatest = page.isEmpty() ? null : changed.apply(page.get(page.size() - 1));
    Progress next =
        from + PAGE < all.size()
            ? Progress.next("after", "p" + (from + PAGE))
            : Progress.complete();
    return new ParentPage(page.stream().map(partition).toList(), PageSaid.of(next, greatest));
  }
}
