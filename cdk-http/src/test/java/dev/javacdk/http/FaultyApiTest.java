package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.http.auth.Auth;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.testkit.api.Fault;
import dev.javacdk.testkit.api.FaultRule;
import dev.javacdk.testkit.hubspot.HubSpotApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A whole sync over an API that fails now and then. */
class FaultyApiTest {

  private static final int CONTACTS = 2_000;
  private static final int NOTES = 49;

  @Test
  void aSyncOverManyFaultsLosesNothingRepeatsNothingAndAsksLittleMore() throws Exception {
    long clean = requests(List.of());
    long faulty =
        requests(
            List.of(
                FaultRule.rate(
                    0.05,
                    Fault.tooManyRequests(Duration.ZERO),
                    Fault.status(500),
                    Fault.status(503),
                    Fault.reset(),
                    Fault.truncatedBody())));
    assertThat(faulty).isGreaterThan(clean).isLessThanOrEqualTo(clean * 12 / 10);
  }

  private static long requests(List<FaultRule> rules) throws Exception {
    try (HubSpotApi crm =
        HubSpotApi.builder()
            .contacts(CONTACTS)
            .notes(contact -> NOTES)
            .token("abcd")
            .server(server -> {
              server.seed(20260801);
              rules.forEach(server::fault);
            })
            .start()) {
      HttpApi api = Fast.api(crm.baseUrl()).auth(Auth.bearer("abcd"));
      HttpStream contacts =
          api.stream("contacts")
              .get("/crm/v3/objects/contacts")
              .records("/results")
              .paging(Paging.token("/paging/next/after").query("after").size("limit", 100));
      HttpStream notes =
          contacts
              .named("notes")
              .get("/crm/v3/objects/contacts/{}/notes", contacts.each("id"))
              .paging(Paging.token("/paging/next/after").query("after").size("limit", 25));
      assertDistinct(new Walker().readAll(contacts), CONTACTS);
      assertDistinct(readByWorkers(notes), CONTACTS * NOTES);
      return crm.api().counters().total();
    }
  }

  /** Four workers take partitions as they get free. */
  private static List<String> readByWorkers(HttpStream stream) throws Exception {
    Queue<Partition> left = new ConcurrentLinkedQueue<>(Walker.partitions(stream));
    Callable<List<String>> worker =
        () -> {
          Walker walker = new Walker();
          for (Partition part = left.poll(); part != null; part = left.poll()) {
            walker.read(stream, StreamSlice.of(part, CursorPosition.start()));
          }
          return walker.output.released;
        };
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<String> all = new ArrayList<>();
      for (Future<List<String>> read : pool.invokeAll(Collections.nCopies(4, worker))) {
        all.addAll(read.get());
      }
      return all;
    } finally {
      pool.shutdownNow();
    }
  }

  private static void assertDistinct(List<String> records, int expected) {
    assertThat(records).hasSize(expected);
    assertThat(new HashSet<>(records)).hasSize(expected);
  }
}
