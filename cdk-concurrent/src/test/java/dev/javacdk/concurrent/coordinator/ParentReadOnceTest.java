package dev.javacdk.concurrent.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
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
    return Rows.of((int) (contact % 4), note -> node().put("id", (contact + 1) + "-" + note));
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
    return requests.stream()
        .filter(target -> target.startsWith("/contacts?"))
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

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void eachPageIsAskedForOnce(int workers) {
    Transcript run = Reading.by(workers).stream(contacts).stream(below("notes")).read();
    assertThat(contactsAskedFor()).hasSize(7).allSatisfy((t, n) -> assertThat(n).isEqualTo(1));
    assertThat(ids(run, "contacts")).hasSize(CONTACTS);
    assertThat(ids(run, "notes")).isEqualTo(allNotes());
  }
}
