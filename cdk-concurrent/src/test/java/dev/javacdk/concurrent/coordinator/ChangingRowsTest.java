package dev.javacdk.concurrent.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.read.RunClock;
import dev.javacdk.concurrent.coordinator.ChangingListing.Happens;
import dev.javacdk.core.message.OutputClosed;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.HttpStream;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.request.Hole;
import dev.javacdk.testkit.process.ConnectorProcess;
import dev.javacdk.testkit.process.Delivered;
import dev.javacdk.testkit.process.StateLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows that come, change and go while they are read, over HTTP: every way to page, order and bound
 * a listing, by one thread and by four workers, killed in mid-line. What the table in {@code
 * docs/incremental.md} promises holds: a row that was there all the time and has not changed is
 * delivered. The seed is in every message.
 */
@Timeout(900)
class ChangingRowsTest {

  private static final int RUNS =
      Integer.getInteger("javacdk.changing", Boolean.getBoolean("javacdk.full") ? 50_000 : 150);

  private enum Pages {
    NUMBERS,
    NUMBERS_TOTAL,
    NUMBERS_ROW,
    OFFSETS,
    OFFSETS_TOTAL,
    OFFSETS_ROW,
    LINKS,
    KEYSET;

    Paging paging(int size) {
      return switch (this) {
        case NUMBERS -> Paging.pageNumber("page").size("size", size);
        case NUMBERS_TOTAL -> Paging.pageNumber("page").size("size", size).total("/total");
        case NUMBERS_ROW -> Paging.pageNumber("page").size("size", size).overlapByRow();
        case OFFSETS -> Paging.offset("offset", "size", size);
        case OFFSETS_TOTAL -> Paging.offset("offset", "size", size).total("/total");
        case OFFSETS_ROW -> Paging.offset("offset", "size", size).overlapByRow();
        case LINKS -> Paging.nextLink("/next").size("size", size).counting();
        case KEYSET -> Paging.lastRecord("id").query("behind").size("size", size);
      };
    }

    boolean showsByTotal() {
      return this == NUMBERS_TOTAL || this == OFFSETS_TOTAL;
    }
  }

  private enum Order {
    CURSOR,
    ID,
    NEWEST
  }

  private enum Bounds {
    SINCE,
    SINCE_UNTIL,
    AFTER,
    CLIENT_SIDE,
    FULL_REFRESH
  }

  /** One listing, read in three syncs; in the last one nothing happens any more. */
  static final class Run {
    private final long seed;
    private final Random random;
    private final Pages pages;
    private final Order order;
    private final Bounds bounds;
    private final Set<Happens> happens = EnumSet.noneOf(Happens.class);
    private final int lists;
    private final boolean ties;
    private final int size;
    private final int workers;
    private final int kills;
    private final Delivered delivered = Delivered.keyedBy("key");
    private final StateLines states = new StateLines();
    private final List<String> log = new ArrayList<>();
    private RunClock clock = RunClock.system();

    Run(long seed) {
      this.seed = seed;
      this.random = new Random(seed * 0x9E3779B97F4A7C15L);
      this.pages = pick(Pages.values());
      this.bounds = pick(Bounds.values());
      this.order =
          pages == Pages.KEYSET || bounds == Bounds.FULL_REFRESH ? Order.ID : pick(Order.values());
      do {
        happens.add(pick(Happens.values()));
      } while (random.nextInt(2) == 0);
      this.lists = random.nextInt(3) == 0 ? 2 + random.nextInt(5) : 1;
      this.ties = random.nextInt(4) == 0;
      // Larger than what happens between two answers: else pages come again, row by row.
      this.size = 3 + random.nextInt(4);
      this.workers = random.nextInt(2) * 4;
      this.kills = random.nextInt(4);
    }

    private <T> T pick(T[] all) {
      return all[random.nextInt(all.length)];
    }

    HttpStream stream(String url) {
      HttpApi api = HttpApi.at(url);
      Paging paging = pages.paging(size);
      HttpStream rows = api.stream("rows").records("/items").paging(paging).key("id");
      if (lists == 1) {
        rows = rows.get("/rows/1");
      } else {
        HttpStream parents =
            api.stream("lists").get("/lists").records("/items").paging(parents()).key("id");
        rows = rows.get("/rows/{}", parents.each("id"));
      }
      rows = rows.query("order", order.name().toLowerCase(java.util.Locale.ROOT));
      Cursor cursor = Cursor.instant("updated_at");
      if (order == Order.CURSOR) {
        cursor = cursor.ascending();
      }
      return switch (bounds) {
        case SINCE -> rows.query("since", Hole.since(cursor));
        case SINCE_UNTIL ->
            rows.query("since", Hole.since(cursor)).query("until", Hole.until(cursor));
        case AFTER -> rows.query("after", Hole.after(cursor.lookBack(Duration.ofSeconds(2))));
        case CLIENT_SIDE -> rows.cursor(cursor.clientSide());
        case FULL_REFRESH -> rows;
      };
    }

    /** A listing of lists has nothing behind which it could go on but its counts. */
    private Paging parents() {
      return pages == Pages.KEYSET ? Pages.OFFSETS_ROW.paging(size) : pages.paging(size);
    }

    /** What the table promises: that no row which stays as it is is missed. */
    private boolean isPromised() {
      boolean deletes = happens.contains(Happens.DELETE);
      boolean changes = happens.contains(Happens.CHANGE);
      boolean comes = happens.contains(Happens.INSERT);
      boolean onlyDeletes = deletes && !changes && !comes;
      if (bounds == Bounds.FULL_REFRESH && lists > 1 && deletes && !parents().overlapsByRow()) {
        return false;
      }
      if (pages == Pages.KEYSET || pages == Pages.OFFSETS_ROW) {
        return true;
      }
      if (pages == Pages.NUMBERS_ROW) {
        boolean filters = bounds == Bounds.SINCE || bounds == Bounds.AFTER;
        boolean comesBefore =
            order == Order.NEWEST ? changes || comes : order == Order.ID && changes && filters;
        boolean goes = deletes || (changes && order != Order.NEWEST);
        return !goes || !comesBefore || bounds == Bounds.SINCE_UNTIL;
      }
      if (bounds == Bounds.FULL_REFRESH) {
        return !deletes;
      }
      if (order == Order.CURSOR && bounds != Bounds.CLIENT_SIDE) {
        return !ties || !(deletes || changes) || (pages.showsByTotal() && onlyDeletes);
      }
      boolean leaves =
          deletes || (changes && (bounds == Bounds.SINCE_UNTIL || order == Order.CURSOR));
      boolean nothingComes = bounds == Bounds.SINCE_UNTIL || onlyDeletes;
      return !leaves || (pages.showsByTotal() && nothingComes);
    }

    void read() throws Exception {
      try (ChangingListing api = new ChangingListing(random, happens, lists, ties)) {
        HttpStream stream = stream(api.url());
        assertThat(stream.problems()).as("%s", this).isEmpty();
        sync(stream);
        if (bounds == Bounds.FULL_REFRESH) {
          require(api, api.untouched());
          return;
        }
        sync(stream);
        if (lists == 1) {
          require(api, api.untouched());
        }
        api.rest();
        // What was stamped in the second under way is for the next second to read.
        clock = () -> Instant.now().plusSeconds(2);
        sync(stream);
        require(api, api.untouched());
        require(api, api.all());
        boolean isSaid = ties || lists > 1 || !stream.cautions().isEmpty();
        assertThat(isPromised() || isSaid).as("%s: nobody says what it can miss", this).isTrue();
      }
    }

    private void require(ChangingListing api, List<String> rows) {
      if (isPromised()) {
        assertThat(delivered.lost("rows", rows))
            .as("%s%n%s%n%s", this, log, api.answers())
            .isEmpty();
      }
    }

    /** The same in processes that are killed; what is promised must come of them, too. */
    void readByProcesses(Path folder) throws Exception {
      try (ChangingListing api = new ChangingListing(random, happens, lists, ties)) {
        syncByProcesses(folder, api.url());
        if (bounds != Bounds.FULL_REFRESH) {
          syncByProcesses(folder, api.url());
        }
        require(api, api.untouched());
      }
    }

    private void syncByProcesses(Path folder, String url) throws IOException {
      Path config = folder.resolve("config.json");
      Files.writeString(
          config,
          "{\"url\":\"%s\",\"seed\":%d,\"_checkpoint_seconds\":0%s}"
              .formatted(url, seed, workers == 0 ? "" : ",\"_concurrency\":" + workers));
      Path catalog = folder.resolve("catalog.json");
      Files.writeString(catalog, ConnectorRun.catalogOf("rows"));
      for (int attempt = 0; attempt < 20; attempt++) {
        Path state = states.writeTo(folder.resolve("state.json"));
        long lines = attempt < 5 ? 3 + random.nextInt(30) : Long.MAX_VALUE;
        try (ConnectorProcess process =
            ConnectorProcess.mainClass(ChangingConnector.class.getName())
                .jvmOptions("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                .args("read", "--config", config.toString(), "--catalog", catalog.toString())
                .args("--state", state.toString())
                .killAfter(lines)
                .start()) {
          int exit = process.await(Duration.ofMinutes(1));
          process.messages().forEach(states::accept);
          delivered.attempt(process.messages());
          if (exit != 137) {
            assertThat(exit).as("%s", this).isZero();
            return;
          }
        }
      }
      throw new AssertionError("no end; " + this);
    }

    private void sync(HttpStream stream) {
      for (int attempt = 0; attempt < 100; attempt++) {
        BreakingOutput output =
            new BreakingOutput(attempt < kills ? 200 + random.nextInt(6_000) : Long.MAX_VALUE);
        String state = states.of("rows").map(Object::toString).orElse("{}");
        log.add(state);
        Reading reading =
            Reading.by(Math.max(1, workers)).stream(stream, state).clock(clock).into(output);
        if (workers == 0) {
          reading.sequentially();
        }
        boolean whole = true;
        try {
          reading.read();
        } catch (OutputClosed e) {
          whole = false;
        }
        output.messages().forEach(states::accept);
        delivered.attempt(output.messages());
        if (whole) {
          assertThat(reading.failures()).as("%s%n%s", this, log).isEmpty();
          return;
        }
        if (bounds == Bounds.FULL_REFRESH
            && states.of("rows").filter(StateJson::isComplete).isPresent()) {
          return;
        }
      }
      throw new AssertionError("no end; " + this);
    }

    @Override
    public String toString() {
      return "seed %d: %s by %s, %s, %s, %d lists, ties %s, %d a page, %d workers, %d kills"
          .formatted(seed, pages, order, bounds, happens, lists, ties, size, workers, kills);
    }
  }

  @Test
  void rowsThatStayAsTheyAreAreNeverMissedWhereTheTableSaysSo() throws Exception {
    long first = Long.getLong("javacdk.seed", 1);
    for (long seed = first; seed < first + RUNS; seed++) {
      long began = System.nanoTime();
      new Run(seed).read();
      if (Boolean.getBoolean("javacdk.show"))
        System.err.println(
            seed + " " + (System.nanoTime() - began) / 1_000_000 + " " + new Run(seed));
    }
  }

  @Test
  @Tag("full")
  void norInProcessesThatAreKilled(@TempDir Path folder) throws Exception {
    int runs = 0;
    for (long seed = 1; runs < 20; seed++) {
      Run run = new Run(seed);
      if (run.isPromised()) {
        run.readByProcesses(folder);
        runs++;
      }
    }
  }
}
