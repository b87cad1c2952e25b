package dev.javacdk.concurrent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Paging;
import dev.javacdk.testkit.listing.Rows;
import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ApiResponse;
import dev.javacdk.testkit.process.ConnectorProcess;
import dev.javacdk.testkit.process.Delivered;
import dev.javacdk.testkit.process.ProtocolMessage;
import dev.javacdk.testkit.process.StateLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Daily windows, read by eight workers over HTTP, killed (SIGKILL) at seeded moments: nothing is
 * lost, and no window or page that a state has is asked for again (rule L15).
 */
class KilledWindowsTest {

  private static final int VISITS_A_DAY = 5;
  private static final int WORKERS = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir Path folder;

  private int days;
  private Instant start = Instant.EPOCH;
  private final Random random = new Random(20260801);
  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();

  /** A page of a window. */
  private record Asked(Instant from, Instant to, Optional<String> after) {}

  private Instant changed(long index) {
    return start.plus(Duration.ofDays(1).dividedBy(VISITS_A_DAY).multipliedBy(index));
  }

  private Rows rows(long from, long to) {
    return Rows.of(
        to - from,
        index ->
            JsonNodeFactory.instance
                .objectNode()
                .put("id", from + index)
                .put("updated_at", changed(from + index).toString()));
  }

  private long firstFrom(Instant time) {
    return LongStream.range(0, (long) days * VISITS_A_DAY)
        .filter(index -> !changed(index).isBefore(time))
        .findFirst()
        .orElse((long) days * VISITS_A_DAY);
  }

  private ApiResponse visits(ApiRequest request, Listing listing) {
    Instant from = Instant.parse(request.query("from").orElseThrow());
    Instant to = Instant.parse(request.query("to").orElseThrow());
    asked.add(new Asked(from, to, request.query("after")));
    return listing.answer(request, rows(firstFrom(from), firstFrom(to)));
  }

  @Test
  void killedFiveTimesNothingIsLostAndNoCommittedWindowIsReadAgain() throws IOException {
    killed(90, 5);
  }

  @Test
  @Tag("full")
  void yearThatIsKilledTwentyTimesLosesNothing() throws IOException {
    killed(365, 20);
  }

  private void killed(int days, int kills) throws IOException {
    this.days = days;
    start = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(days, ChronoUnit.DAYS);
    Listing listing = Listing.by(Paging.token("after").nextAt("next")).limit("limit", 2, 2);
    try (LocalApi api =
        LocalApi.builder()
            .route("GET", "/visits", request -> visits(request, listing))
            .latency(Duration.ofMillis(3))
            .start()) {
      sync(api.baseUrl(), kills);
    }
  }

  private void sync(String url, int kills) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config.json"),
            "{\"url\":\"%s\",\"start\":\"%s\",\"_concurrency\":%d,\"_checkpoint_seconds\":0}"
                .formatted(url, start, WORKERS));
    Path catalog =
        Files.writeString(
            folder.resolve("catalog.json"),
            "{\"streams\":[{\"stream\":{\"name\":\"visits\",\"json_schema\":{},\"supported_sync_modes\":[\"incremental\"]},\"sync_mode\":\"incremental\",\"destination_sync_mode\":\"append\"}]}");
    Set<String> expected =
        LongStream.range(0, (long) days * VISITS_A_DAY)
            .mapToObj(Long::toString)
            .collect(Collectors.toSet());
    Delivered delivered = Delivered.keyedBy("id");
    StateLines states = new StateLines();
    int share = expected.size() * 2 / kills;
    int pagesTwice = 0;
    Map<Asked, Integer> before = new HashMap<>();
    for (int kill = 0; kill <= kills; kill++) {
      JsonNode state = states.of("visits").orElse(JsonNodeFactory.instance.objectNode());
      long moment = kill == kills ? Long.MAX_VALUE : 1 + random.nextInt(share);
      asked.clear();
      int exit = attempt(config, catalog, states, delivered, moment);
      assertThat(exit).isEqualTo(kill == kills ? 0 : 137);
      for (Asked page : asked) {
        assertThat(isCommitted(page, state))
            .as("attempt %d from %s asks again for %s", kill, state, page)
            .isFalse();
        pagesTwice += before.merge(page, 1, Integer::sum) > 1 ? 1 : 0;
      }
    }
    assertThat(delivered.lost("visits", expected)).isEmpty();
    assertThat(delivered.unexpected("visits", expected)).isEmpty();
    assertThat(states.of("visits").orElseThrow().path("updated_at").asString())
        .isEqualTo(changed(expected.size() - 1L).toString());
    assertThat(pagesTwice).isLessThanOrEqualTo(kills * 2 * WORKERS);
    System.out.printf(
        "%d days, %d workers, %d kills: %d pages asked for again%n",
        days, WORKERS, kills, pagesTwice);
  }

  private int attempt(
      Path config, Path catalog, StateLines states, Delivered delivered, long moment) {
    Path state = states.writeTo(folder.resolve("state.json"));
    try (ConnectorProcess process =
        ConnectorProcess.mainClass(VisitsConnector.class.getName())
            .jvmOptions("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
            .args("read", "--config", config.toString(), "--catalog", catalog.toString())
            .args("--state", state.toString())
            .killAfter(moment)
            .start()) {
      int exit = process.await(PATIENCE);
      List<ProtocolMessage> messages = process.messages();
      messages.forEach(states::accept);
      delivered.attempt(messages);
      assertThat(process.strayLines()).isEmpty();
      return exit;
    }
  }

  private static boolean isCommitted(Asked page, JsonNode state) {
    for (JsonNode range : state.path("slices")) {
      if (page.from().isBefore(Instant.parse(range.path("end").asString()))
          && Instant.parse(range.path("start").asString()).isBefore(page.to())) {
        return true;
      }
    }
    for (JsonNode window : state.path("open")) {
      String token = window.at("/__page/token/after").asString("");
      if (page.from().equals(Instant.parse(window.path("start").asString())) && !token.isEmpty()) {
        return page.after().isEmpty() || row(page.after().get()) < row(token);
      }
    }
    return false;
  }

  /** A token is the row behind which it goes on, with a letter before it. */
  private static long row(String token) {
    return Long.parseLong(token.substring(1));
  }
}
