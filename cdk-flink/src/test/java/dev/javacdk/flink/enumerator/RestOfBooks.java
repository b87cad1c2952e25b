package dev.javacdk.flink.enumerator;

import dev.javacdk.api.Stream;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.ledger.Ledger;
import dev.javacdk.core.ledger.LedgerEntry;
import dev.javacdk.core.ledger.Ledgers;
import dev.javacdk.core.ledger.ParentPage;
import dev.javacdk.core.ledger.ParentRequest;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.PageSaid;
import dev.javacdk.flink.LibrarySource;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What one machine reads of the books that goes on from a state. */
final class RestOfBooks {

  private RestOfBooks() {}

  private static final Stream BOOKS =
      new LibrarySource()
          .streams(new LibrarySource.Config(FailoverModel.SHELVES, "t")).stream()
              .filter(stream -> stream.name().equals("books"))
              .findFirst()
              .orElseThrow();

  static List<String> from(String line) {
    ObjectNode state =
        (ObjectNode) ExactJson.MAPPER.readTree(line).at("/state/stream/stream_state");
    List<String> read = new ArrayList<>();
    if (StateJson.isComplete(state)) {
      return read;
    }
    Ledger ledger = Ledgers.of(BOOKS, state, InstantSource.system());
    while (true) {
      Optional<LedgerEntry> entry = ledger.take();
      if (entry.isPresent()) {
        readAll(entry.get(), ledger, read);
        continue;
      }
      Optional<ParentRequest> request = ledger.request();
      if (request.isEmpty()) {
        return read;
      }
      ledger.offer(request.get(), shelves(request.get()));
    }
  }

  private static ParentPage shelves(ParentRequest request) {
    int from = Integer.parseInt(request.slice().cursor().text("after", "0"));
    int to = Math.min(FailoverModel.SHELVES, from + LibrarySource.SHELVES_A_PAGE);
    List<Partition> shelves = new ArrayList<>();
    for (int shelf = from; shelf < to; shelf++) {
      shelves.add(
          Partition.of(
              "shelf",
              JsonNodeFactory.instance.stringNode(String.valueOf(shelf)),
              Partition.whole()));
    }
    return ParentPage.of(
        shelves,
        to < FailoverModel.SHELVES
            ? Progress.next("after", String.valueOf(to))
            : Progress.complete());
  }

  private static void readAll(LedgerEntry entry, Ledger ledger, List<String> read) {
    var walk = ledger.walk(entry);
    String shelf = entry.partition().text("shelf", "");
    int all = LibrarySource.booksOn(shelf);
    int book = Integer.parseInt(walk.slice().cursor().text("after", "0"));
    while (book < all) {
      read.add(shelf + "." + book++);
    }
    ledger.observe(entry.partition(), walk.observe(PageSaid.of(Progress.complete())));
  }
}
