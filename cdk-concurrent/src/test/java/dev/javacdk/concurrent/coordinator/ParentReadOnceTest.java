package dev.javacdk.concurrent.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.run.Transcript;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Paging;
import dev.javacdk.testkit.listing.Rows;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Over HTTP: what a parent that is also a stream has read is not asked for again. */
class ParentReadOnceTest {

  private static final int CONTACTS = 60;
  private static final int A_PAGE = 10;

  private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final LocalApi api = start();

  private LocalApi start() {
    Rows contacts = Rows.of(CONTACTS, index -> node().put("id", index + 1).put("region", "eu"));
    Listing listing = Listing.by(Paging.pageNumber("page"));
    LocalApi started =
        LocalApi.builder()
            .collection("/contacts", contacts, listing)
            .children("/contacts/{id}/notes", contacts, this::notes, listing)
            .children("/contacts/{id}/deals", contacts, this::notes, listing)
            .start();
    started.onRequest(request -> requests.add(request.target()));
    return started;
  }

  private Rows notes(long contact) {
    return Rows.of(contact % 4, note -> node().put("id", (contact + 1) + "-" + note));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private static ObjectNode node() {
    return ExactJson.MAPPER.createObjectNode();
  }

  private PageReader numbered(Function<StreamSlice, String> path, int pageSize) {
    return (slice, output, context) -> {
      long page = slice.cursor().number("page", 1);
      URI uri =
          URI.create(
              "%s%s?limit=%d&page=%d".formatted(api.baseUrl(), path.apply(slice), pageSize, page));
      HttpResponse<String> response =
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(uri + " answers " + response.statusCode());
      }
      JsonNode items = ExactJson.MAPPER.readTree(response.body()).path("items");
      items.forEach(output::emit);
      return items.size() == pageSize ? Progress.next("page", page + 1) : Progress.complete();
    };
  }

  private final StreamDefinition contacts =
      Streams.paged("contacts", numbered(slice -> "/contacts", A_PAGE));

  private StreamDefinition below(String name) {
    return Streams.paged(
            name,
            numbered(
                slice -> "/contacts/%s/%s".formatted(slice.partition().text("contact"), name), 2))
        .partitions(Partitions.each(contacts, "id").as("contact"));
  }

  /** How often each page of contacts was asked for. */
  private Map<String, Long> contactsAskedFor() {
    return askedFor(target -> target.startsWith("/contacts?"));
  }

  private Map<String, Long> askedFor(Predicate<String> which) {
    return requests.stream()
        .filter(which)
        .collect(Collectors.groupingBy(target -> target, TreeMap::new, Collectors.counting()));
  }

  private static List<String> allNotes() {
    return IntStream.rangeClosed(1, CONTACTS)
        .boxed()
        .flatMap(contact -> IntStream.range(0, (contact - 1) % 4).mapToObj(n -> contact + "-" + n))
        .sorted()
        .toList();
  }

  private static List<String> ids(Transcript run, String stream) {
    return run.messages().stream()
        .filter(line -> line.at("/record/stream").asString("").equals(stream))
        .map(line -> line.at("/record/data/id").asString())
        .sorted()
        .toList();
  }

  private static void assertOnce(Map<String, Long> asked) {
    assertThat(asked).hasSize(7).allSatisfy((page, times) -> assertThat(times).isEqualTo(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void eachPageIsAskedForOnce(int workers) {
    Transcript run = Reading.by(workers).stream(contacts).stream(below("notes")).read();
    assertOnce(contactsAskedFor());
    assertThat(ids(run, "contacts")).hasSize(CONTACTS);
    assertThat(ids(run, "notes")).isEqualTo(allNotes());
    assertThat(run.messages().toString()).contains("parent pages shared: 7");
  }

  @Test
  void byOneThreadEachPageIsAskedForOnceWhereTheParentComesFirst() {
    Reading.by(1).sequentially().stream(contacts).stream(below("notes")).read();
    assertOnce(contactsAskedFor());
    requests.clear();
    Reading.by(1).sequentially().stream(below("notes")).stream(contacts).read();
    assertThat(contactsAskedFor()).hasSize(7).allSatisfy((p, n) -> assertThat(n).isEqualTo(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void manyTakeTheSamePageWhereverTheyStandInTheCatalog(int workers) {
    Transcript run =
        Reading.by(workers).stream(below("deals")).stream(contacts).stream(below("notes")).read();
    assertOnce(contactsAskedFor());
    assertThat(ids(run, "notes")).isEqualTo(allNotes());
    assertThat(ids(run, "deals")).isEqualTo(allNotes());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void levelsTakeOfEachOther(int workers) {
    StreamDefinition notes = below("notes");
    StreamDefinition files =
        Streams.records(
                "files",
                (slice, output, context) ->
                    output.emit(node().put("id", slice.partition().text("note"))))
            .partitions(Partitions.each(notes, "id").as("note"));
    Transcript run = Reading.by(workers).stream(contacts).stream(notes).stream(files).read();
    assertOnce(contactsAskedFor());
    assertThat(ids(run, "notes")).isEqualTo(allNotes());
    assertThat(ids(run, "files")).isEqualTo(allNotes());
    Map<String, Long> pages = askedFor(target -> target.contains("/notes?"));
    assertThat(pages).allSatisfy((page, times) -> assertThat(times).isLessThanOrEqualTo(2));
    if (workers == 1) {
      assertThat(pages).allSatisfy((page, times) -> assertThat(times).isEqualTo(1));
    }
  }

  @Test
  void aParentThatIsReadIncrementallyIsAskedForAsBefore() {
    StreamDefinition changing =
        contacts.cursor(Cursor.instant("updated_at").clientSide().from("2026-01-01T00:00:00Z"));
    StreamDefinition notes =
        Streams.paged("notes", numbered(slice -> "/contacts/1/notes", 2))
            .partitions(Partitions.each(changing, "id").as("contact"));
    Reading.by(4).stream(changing).stream(notes).read();
    assertThat(contactsAskedFor()).hasSize(7).allSatisfy((p, n) -> assertThat(n).isEqualTo(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void whereTheParentFailsTheChildGoesOnAlone(int workers) {
    AtomicBoolean fails = new AtomicBoolean(true);
    PageReader plain = numbered(slice -> "/contacts", A_PAGE);
    StreamDefinition failing =
        Streams.paged(
            "contacts",
            (slice, output, context) -> {
              if (slice.cursor().number("page", 1) == 3 && fails.getAndSet(false)) {
                throw new IllegalStateException("deliberate");
              }
              return plain.readPage(slice, output, context);
            });
    StreamDefinition notes =
        Streams.paged(
                "notes",
                numbered(
                    slice -> "/contacts/%s/notes".formatted(slice.partition().text("contact")), 2))
            .partitions(Partitions.each(failing, "id").as("contact"));
    Reading reading = Reading.by(workers).stream(failing).stream(notes);
    Transcript run = reading.read();
    assertThat(reading.failures()).extracting(f -> f.stream().name()).containsExactly("contacts");
    assertThat(ids(run, "notes")).isEqualTo(allNotes());
    assertOnce(contactsAskedFor());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void theLimitOfTheParentIsNotThatOfTheChild(int workers) {
    Transcript run =
        Reading.by(workers).config("{\"_limit\":25,\"_checkpoint_seconds\":0}").stream(contacts)
            .stream(below("notes"))
            .read();
    assertThat(ids(run, "contacts")).hasSize(25);
    assertThat(ids(run, "notes")).hasSize(25);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 6})
  void aParentThatIsFarAheadWaits(int workers) {
    String blob = "x".repeat(4_000);
    AtomicInteger read = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger ahead = new AtomicInteger();
    StreamDefinition parent =
        Streams.paged(
            "contacts",
            (slice, output, context) -> {
              long page = slice.cursor().number("page", 0);
              ahead.accumulateAndGet(read.incrementAndGet() - taken.get(), Math::max);
              output.emit(node().put("id", page).put("blob", blob));
              return page < 39 ? Progress.next("page", page + 1) : Progress.complete();
            });
    StreamDefinition notes =
        Streams.records(
                "notes",
                (slice, output, context) -> {
                  taken.incrementAndGet();
                  context.pause(Duration.ofMillis(1));
                  output.emit(node().put("id", slice.partition().text("id")));
                })
            .partitions(Partitions.each(parent, "id").with("blob"));
    Transcript run = Reading.by(workers).shared(40_000).stream(parent).stream(notes).read();
    assertThat(ids(run, "notes")).hasSize(40);
    assertThat(read).hasValue(40);
    // Eight pages are kept; besides, one waits, one is read, and a few are in hand.
    assertThat(ahead.get()).isLessThanOrEqualTo(8 + 2 + 4);
  }
}
