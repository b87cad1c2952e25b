package dev.javacdk.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Sets;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.state.JsonText;
import dev.javacdk.core.walk.OpenSlice;
import dev.javacdk.core.walk.Standing;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** What is kept encoded of a listing is what it would be if it were written anew. */
class EntryBlocksTest {

  private static final Cursor UPDATED = Cursor.instant("u");
  private static final String NAME = "id";
  private static final int SEEDS = Boolean.getBoolean("javacdk.full") ? 200 : 3;

  private final Listing listing = new Listing();
  private int listed;

  private LedgerEntry add(Partition partition) {
    LedgerEntry entry =
        LedgerEntry.handedOut(partition, Standing.at(StreamState.at("after", "é" + listed)), 1);
    listing.add(entry);
    listed++;
    return entry;
  }

  private LedgerEntry add() {
    return add(partition(listed, "p"));
  }

  private static Partition partition(int id, String parent) {
    Partition above = Partition.of("parent", parent);
    return Partition.of(
        NAME,
        id % 3 == 0
            ? JsonNodeFactory.instance.numberNode(id)
            : JsonNodeFactory.instance.stringNode("ü" + id),
        above);
  }

  /** The entries as a state has them. */
  private String fullRefresh(boolean together) {
    JsonText out = new JsonText().beginObject();
    LedgerJson.write(
        together ? Optional.of(NAME) : Optional.empty(), listing, new ListedUpstream(), out);
    String text = out.endObject().toString();
    return text.substring(1, text.length() - 1);
  }

  private String incremental(boolean over) {
    JsonText out = new JsonText().beginObject();
    LedgerJson.Incremental form =
        new LedgerJson.Incremental(UPDATED, StreamState.initial(), 0, null, false, false, over);
    // A list has no watermark that could be written.
    LedgerJson.write(form, listing, new ListedUpstream(), out);
    String text = out.endObject().toString();
    return text.substring("{\"use_global_cursor\":false,".length(), text.length() - 1);
  }

  @Test
  void randomChangesOfAFullRefreshAreWritten() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Random random = new Random(seed);
      EntryBlocksTest run = new EntryBlocksTest();
      for (int step = 0; step < 300; step++) {
        run.changeSome(random);
        assertThat(run.fullRefresh(true))
            .as("seed %d, step %d", seed, step)
            .isEqualTo(FromScratch.fullRefresh(run.listing.all(), NAME));
      }
    }
  }

  @Test
  void randomChangesOfAnIncrementalStreamAreWritten() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Random random = new Random(seed);
      EntryBlocksTest run = new EntryBlocksTest();
      for (int step = 0; step < 300; step++) {
        run.changeSome(random);
        boolean over = random.nextInt(20) == 0;
        assertThat(run.incremental(over))
            .as("seed %d, step %d", seed, step)
            .isEqualTo(FromScratch.incremental(run.listing.all(), UPDATED, over));
      }
    }
  }

  /** A page comes, some leave, or something happens to an entry: what is kept must follow each. */
  private void changeSome(Random random) {
    if (random.nextInt(40) == 0 || listing.size() == 0) {
      for (int more = random.nextInt(200); more >= 0; more--) {
        add(partition(listed, "p" + random.nextInt(3)));
      }
    } else if (random.nextInt(40) == 0) {
      int share = 2 + random.nextInt(5);
      listing.removeIf(entry -> entry.partition().hashCode() % share == 0);
    } else {
      List<LedgerEntry> entries = List.copyOf(listing.all());
      // Much happens to a few of them, so that each sees what comes after what.
      int among = random.nextBoolean() ? Math.min(5, entries.size()) : entries.size();
      change(entries.get(random.nextInt(among)), random);
    }
  }

  private void change(LedgerEntry entry, Random random) {
    switch (random.nextInt(9)) {
      case 0 -> entry.at(Standing.at(StreamState.at("after", random.nextInt(1_000_000))));
      case 1 ->
          entry.at(
              entry
                  .standing()
                  .open(
                      new OpenSlice(
                          null,
                          CursorPosition.of("page", random.nextInt(9)),
                          "2026-09-01T00:00:00Z",
                          random.nextBoolean() ? "2026-08-01T09:00:00Z" : null)));
      case 2 -> {
        if (entry.life() == PartitionLife.PLANNED) {
          entry.become(PartitionLife.READING);
        } else if (entry.life() == PartitionLife.READING) {
          entry.become(random.nextBoolean() ? PartitionLife.FINISHED : PartitionLife.FAILED);
        }
      }
      case 3 -> entry.countFailure();
      case 4 -> entry.recovered();
      case 5 -> entry.pass();
      case 6 -> entry.started();
      case 7 ->
          entry.met(
              2,
              entry
                  .partition()
                  .withData(JsonNodeFactory.instance.objectNode().put("a", random.nextInt(99))));
      default -> entry.at(Standing.at(StreamState.complete()));
    }
  }

  static Stream<Method> mutators() {
    return Arrays.stream(LedgerEntry.class.getDeclaredMethods())
        .filter(method -> method.getReturnType() == void.class)
        .filter(method -> !method.getName().equals("changed") && !method.isSynthetic());
  }

  @ParameterizedTest
  @MethodSource("mutators")
  void whateverChangesAnEntryHasItsBlockWrittenAnew(Method mutator) throws Exception {
    LedgerEntry entry = add();
    byte[] before = listing.blocks().get(0).entries(EntryForm.FullRefresh.ALL);
    Object[] with = Arrays.stream(mutator.getParameterTypes()).map(EntryBlocksTest::some).toArray();
    mutator.invoke(entry, with);
    byte[] after = listing.blocks().get(0).entries(EntryForm.FullRefresh.ALL);
    if (mutator.getName().equals("readUntil")) {
      assertThat(after).as("no state says it").isSameAs(before);
    } else {
      assertThat(after).as(mutator.getName()).isNotSameAs(before);
    }
  }

  private static Object some(Class<?> type) {
    Map<Class<?>, Object> some =
        Map.of(
            long.class,
            2L,
            String.class,
            "2026-09-01T00:00:00Z",
            Partition.class,
            partition(0, "p"),
            PartitionLife.class,
            PartitionLife.READING,
            Standing.class,
            Standing.at(StreamState.complete()));
    return Objects.requireNonNull(some.get(type), "a value of " + type);
  }

  @Test
  void onlyTheBlockOfWhatHasChangedIsEncodedAgain() {
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < 10 * EntryBlock.MOST; i++) {
      entries.add(add());
    }
    fullRefresh(true);
    List<byte[]> before = pieces(EntryForm.FullRefresh.ALL);
    entries.get(3 * EntryBlock.MOST).at(Standing.at(StreamState.at("after", "elsewhere")));
    fullRefresh(true);
    List<byte[]> after = pieces(EntryForm.FullRefresh.ALL);
    assertThat(changed(before, after)).containsExactly(3);
  }

  @Test
  void thatManyAreFinishedIsWrittenOnlyWhereTheyAre() {
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < 10 * EntryBlock.MOST; i++) {
      entries.add(add());
    }
    fullRefresh(true);
    List<byte[]> before = pieces(EntryForm.FullRefresh.ALL);
    for (int i = 0; i <= FinishedJson.FEW; i++) {
      entries.get(i).at(Standing.at(StreamState.complete()));
    }
    assertThat(fullRefresh(true)).startsWith("\"finished\"");
    List<byte[]> after = new ArrayList<>(pieces(EntryForm.FullRefresh.ALL));
    assertThat(changed(before, after)).containsExactly(0);
    Map<String, byte[]> finished = listing.blocks().get(0).finished(NAME);
    entries.get(EntryBlock.MOST).at(Standing.at(StreamState.at("after", "elsewhere")));
    fullRefresh(true);
    assertThat(listing.blocks().get(0).finished(NAME)).isSameAs(finished);
  }

  private List<byte[]> pieces(EntryForm form) {
    return listing.blocks().stream().map(block -> block.entries(form)).toList();
  }

  private static List<Integer> changed(List<byte[]> before, List<byte[]> after) {
    assertThat(after).hasSameSizeAs(before);
    Set<byte[]> kept = Sets.newIdentityHashSet();
    kept.addAll(before);
    List<Integer> changed = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      if (!kept.contains(after.get(i))) {
        changed.add(i);
      }
    }
    return changed;
  }

  @Test
  void stragglersDoNotKeepEachABlock() {
    for (int i = 0; i < 100 * EntryBlock.MOST; i++) {
      add();
    }
    List<LedgerEntry> stay = new ArrayList<>();
    for (LedgerEntry entry : listing.all()) {
      if (stay.isEmpty() || entry.partition().hashCode() % 100 == 0) {
        stay.add(entry);
      }
    }
    listing.removeIf(entry -> !stay.contains(entry));
    assertThat(listing.all()).as("in their order").containsExactlyElementsOf(stay);
    assertThat(listing.blocks()).hasSizeLessThan(2 + 4 * stay.size() / EntryBlock.MOST);
    stay.forEach(listing::remove);
    assertThat(listing.blocks()).isEmpty();
    assertThat(listing.weight()).isZero();
  }

  @Test
  void whoHasLeftIsNotWrittenNorAnyMoreOfIt() {
    LedgerEntry first = add();
    LedgerEntry second = add();
    Map<String, @Nullable LedgerEntry> found = new LinkedHashMap<>();
    listing.remove(first);
    found.put("first", listing.get(first.partition()));
    found.put("second", listing.get(second.partition()));
    byte[] before = listing.blocks().get(0).entries(EntryForm.FullRefresh.ALL);
    first.countFailure();
    assertThat(listing.blocks().get(0).entries(EntryForm.FullRefresh.ALL)).isSameAs(before);
    assertThat(found).containsEntry("first", null).containsEntry("second", second);
  }
}
