package dev.javacdk.flink.enumerator;

import dev.javacdk.api.Stream;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.Partition;
import dev.javacdk.core.checkpoint.CheckpointReaders;
import dev.javacdk.core.ledger.Ledger;
import dev.javacdk.core.ledger.LedgerEntry;
import dev.javacdk.core.ledger.Ledgers;
import dev.javacdk.core.ledger.ParentPage;
import dev.javacdk.core.ledger.ParentRequest;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.Step;
import dev.javacdk.flink.split.PartitionSplit;
import dev.javacdk.flink.split.Reached;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Of a stream in parts: its ledger, and who has which part. Confined to the coordinator thread. */
final class PartitionBooks extends StreamBooks {

  private static final String OUT = "out";
  private static final String NUMBER = "number";
  private static final String PARTITION = "partition";

  /** Null where all was read before. */
  private final @Nullable Ledger ledger;

  private final String before;
  private final Map<Long, LedgerEntry> out = new LinkedHashMap<>();
  private boolean fetching;
  private boolean ended;
  private @Nullable Fetched fetched;
  private @Nullable String parentFailure;

  /** A parent page whose turn has not come yet; none where it failed. */
  private record Fetched(
      ParentRequest request, @Nullable ParentPage page, @Nullable Throwable failure) {}

  private PartitionBooks(Stream stream, @Nullable Ledger ledger, String before) {
    super(stream);
    this.ledger = ledger;
    this.before = before;
  }

  static PartitionBooks begin(Stream stream, ObjectNode state, InstantSource clock) {
    return new PartitionBooks(
        stream, CheckpointReaders.ledger(stream, state, clock).orElse(null), state.toString());
  }

  static PartitionBooks restore(Stream stream, ObjectNode json, InstantSource clock) {
    ObjectNode state = (ObjectNode) json.required(STATE);
    if (json.required(DONE).asBoolean()) {
      return new PartitionBooks(stream, null, state.toString());
    }
    Ledger ledger = Ledgers.of(stream, state, clock);
    PartitionBooks books = new PartitionBooks(stream, ledger, "");
    for (JsonNode given : json.required(OUT)) {
      Partition partition = Partition.of((ObjectNode) given.required(PARTITION));
      LedgerEntry entry =
          ledger
              .takeUp(partition)
              .orElseThrow(() ->
                  new IllegalStateException(
                      "stream '%s': partition %s is out, but its state does not list it as open"
                          .formatted(stream.name(), partition)));
      books.out.put(given.required(NUMBER).asLong(), entry);
    }
    return books;
  }

  @Override
  void write(ObjectNode json) {
    json.set(STATE, ExactJson.MAPPER.readTree(text()));
    json.put(DONE, isOver() && parentFailure == null);
    ArrayNode given = json.putArray(OUT);
    out.forEach((number, entry) -> {
      if (!isReturned(number)) {
        given.addObject().put(NUMBER, number).set(PARTITION, entry.partition().toJson());
      }
    });
  }

  @Override
  Optional<PartitionSplit> takeNew() {
    Ledger open = ledger;
    if (open == null) {
      return Optional.empty();
    }
    Optional<LedgerEntry> entry = open.take();
    while (entry.isEmpty() && offerFetched(open)) {
      entry = open.take();
    }
    return entry.map(this::give);
  }

  private PartitionSplit give(LedgerEntry entry) {
    long number = nextNumber();
    out.put(number, entry);
    return PartitionSplit.of(
        name, number, entry.partition(), entry.failures(), Reached.at(stream, entry.standing()));
  }

  @Override
  boolean nothingIsLeft() {
    return ledger == null || (ledger.exhausted() && !fetching);
  }

  @Override
  int known() {
    return ledger == null ? 0 : ledger.onPage();
  }

  @Override
  Set<Long> out() {
    return out.keySet();
  }

  @Override
  void settled(long number, Reached reached) {
    LedgerEntry entry = out.remove(number);
    if (entry != null && ledger != null) {
      ledger.observe(entry.partition(), reached.step(stream));
    }
  }

  @Override
  void stands(long number, Reached reached, boolean failed) {
    LedgerEntry entry = out.get(number);
    if (entry == null || ledger == null) {
      return;
    }
    Step step = reached.open().step(stream);
    if (!Reached.at(stream, entry.standing())
        .equals(Reached.at(stream, reached.standing(stream)))) {
      ledger.observe(entry.partition(), step);
    }
    if (failed) {
      ledger.fail(entry.partition());
    }
  }

  @Override
  String text() {
    return ledger == null ? before : StateJson.text(ledger.state());
  }

  @Override
  void end() {
    if (ledger != null && !ended && isOver() && parentFailure == null) {
      ended = true;
      ledger.endAttempt();
    }
  }

  @Override
  Optional<SystemError> failure() {
    String parent = parentFailure;
    return parent == null
        ? super.failure()
        : Optional.of(
            new SystemError("stream '" + name + "': reading its parent failed: " + parent));
  }

  // Parent pages: one is handed out, and one fetched ahead

  @Override
  Optional<ParentRequest> fetch(int readers) {
    Ledger open = ledger;
    if (open == null || fetching || fetched != null || isStopped()) {
      return Optional.empty();
    }
    Optional<ParentRequest> page =
        (open.onPage() <= readers ? open.ahead() : Optional.<ParentRequest>empty())
            .or(open::request);
    fetching = page.isPresent();
    return page;
  }

  @Override
  void fetched(ParentRequest request, @Nullable ParentPage page, @Nullable Throwable failure) {
    fetching = false;
    fetched = new Fetched(request, page, failure);
    if (ledger != null) {
      offerFetched(ledger);
    }
  }

  /** Gives the ledger the page that was fetched, once it asks for it; returns whether it did. */
  private boolean offerFetched(Ledger open) {
    Fetched next = fetched;
    if (next == null) {
      return false;
    }
    Optional<ParentRequest> request = open.request();
    if (request.isEmpty()) {
      return false;
    }
    fetched = null;
    if (!request.get().equals(next.request())) {
      // The parent is looked at again from an earlier page: this one is fetched in its turn.
      return false;
    }
    if (next.page() != null) {
      open.offer(next.request(), next.page());
    } else {
      open.parentFailed(next.request());
      parentFailure = String.valueOf(next.failure() == null ? "" : next.failure().getMessage());
    }
    return true;
  }
}
