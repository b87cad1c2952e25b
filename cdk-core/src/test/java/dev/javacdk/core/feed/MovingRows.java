package dev.javacdk.core.feed;

import static java.util.Objects.requireNonNull;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Streams;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.message.ExactJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rows of a parent, in partitions, while they change. They are paged behind the rank of the
 * last row, which a row that changes moves beyond; or by how many come before, where a reader sees
 * by the total that rows have gone since <em>its</em> page before.
 */
final class MovingRows {

  private static final ParentFields FIELDS =
      ParentFields.of(
          List.of(
              Partitions.each(
                  Streams.paged("parent", (slice, output, context) -> Progress.complete()), "id")));

  final boolean shifts;
  final int lanes;
  private final Random random;
  private final int aPage;
  private final List<List<Row>> rows = new ArrayList<>();
  private final Set<Long> gone = new HashSet<>();
  private long ids;
  private long ranks;

  /** How often something was read so far: the only clock. */
  private long time;

  private record Row(long id, long rank) {}

  /** Who reads, with what it remembers of the page before. */
  static final class Reader {
    private long total = -1;
  }

  /**
   * A page that was read.
   *
   * @param time when its rows were looked up
   */
  record Page(KeptPage kept, long time) {}

  MovingRows(Random random, boolean shifts, int lanes) {
    this.random = random;
    this.shifts = shifts;
    this.lanes = lanes;
    this.aPage = 1 + random.nextInt(4);
    for (int lane = 0; lane < lanes; lane++) {
      List<Row> own = new ArrayList<>();
      int size = random.nextInt(30);
      for (int i = 0; i < size; i++) {
        own.add(new Row(++ids, ++ranks));
      }
      rows.add(own);
    }
  }

  static Partition lane(int lane) {
    return Partition.of("lane", String.valueOf(lane));
  }

  static StreamSlice start(int lane) {
    return StreamSlice.of(lane(lane), CursorPosition.start());
  }

  Page read(StreamSlice slice, Reader reader) {
    List<Row> own = rows.get(Integer.parseInt(slice.partition().text("lane", "")));
    long at = slice.cursor().number("at", 0);
    List<Row> page;
    Progress progress;
    if (shifts) {
      long moved = reader.total < 0 ? 0 : Math.max(0, reader.total - own.size());
      reader.total = own.size();
      int to = (int) Math.min(own.size(), at + aPage);
      page = own.subList((int) Math.max(0, Math.min(to, at - moved)), to);
      progress = to < own.size() ? Progress.next("at", at + aPage) : Progress.complete();
    } else {
      page =
          own.stream()
              .filter(row -> row.rank() > at)
              .sorted(Comparator.comparingLong(Row::rank))
              .limit(aPage)
              .toList();
      progress =
          page.size() == aPage
              ? Progress.next("at", page.get(aPage - 1).rank())
              : Progress.complete();
    }
    PageKeeper keeper = new PageKeeper(FIELDS, Long.MAX_VALUE);
    keeper.begin();
    for (Row row : page) {
      ObjectNode record = ExactJson.MAPPER.createObjectNode().put("id", row.id());
      keeper.take(record, () -> record);
    }
    return new Page(requireNonNull(keeper.page(slice, progress)), ++time);
  }

  static Set<Long> ids(KeptPage page) {
    Set<Long> ids = new HashSet<>();
    page.records(record -> ids.add(requireNonNull(record.value("id")).asLong()));
    return ids;
  }

  /** Something happens to a row. */
  void change() {
    List<Row> own = rows.get(random.nextInt(lanes));
    if (own.isEmpty()) {
      return;
    }
    int kind = shifts ? 0 : random.nextInt(4);
    Row row = own.get(random.nextInt(own.size()));
    if (kind == 0) {
      own.remove(row);
      gone.add(row.id());
    } else if (kind == 1) {
      own.add(new Row(++ids, ++ranks));
      gone.add(ids);
    } else {
      own.remove(row);
      own.add(new Row(row.id(), ++ranks));
    }
  }

  /** Those that were there all the time. */
  Set<Long> lasting() {
    Set<Long> lasting = new HashSet<>();
    rows.forEach(own -> own.forEach(row -> lasting.add(row.id())));
    lasting.removeAll(gone);
    return lasting;
  }
}
