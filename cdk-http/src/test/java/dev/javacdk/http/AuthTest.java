package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.http.auth.Auth;
import dev.javacdk.http.fake.Asked;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.FakeKit;
import dev.javacdk.http.fake.RecordingOutput;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.paging.Paging;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who asks: keys, tokens, and how they are renewed. */
class AuthTest {

  private static final Reply ITEMS = Reply.json("[{\"id\":1}]");

  private static HttpStream items(HttpApi api) {
    return api.stream("items").get("/items").records("").paging(Paging.none());
  }

  /** Gives out tokens t1, t2, ...; takes only the newest one, and refresh tokens once each. */
  private static final class TokenServer implements AutoCloseable {
    final AtomicInteger issued = new AtomicInteger();
    final List<String> forms = new ArrayList<>();
    final FakeApi api = new FakeApi(this::answer);
    volatile String valid = "t1";
    volatile String answerMore = "";

    private synchronized Reply answer(Asked asked) {
      if (asked.path().equals("/token")) {
        forms.add(asked.body());
        int n = issued.incrementAndGet();
        return Reply.json("{\"access_token\":\"t%d\"%s}".formatted(n, answerMore.formatted(n)));
      }
      boolean good = ("Bearer " + valid).equals(asked.header("authorization"));
      return good ? ITEMS : Reply.status(401, "{\"message\":\"expired\"}");
    }

    @Override
    public void close() {
      api.close();
    }
  }

  @Test
  void keysGoIntoHeadersAndQueries() throws Exception {
    try (FakeApi server = new FakeApi(asked -> ITEMS)) {
      new Walker().readAll(items(Fast.api(server).auth(Auth.header("X-Key", "k"))));
      new Walker().readAll(items(Fast.api(server).auth(Auth.basic("Al", "p w"))));
      new Walker().readAll(items(Fast.api(server).auth(Auth.query("api_key", "a b"))));
      assertThat(server.asked().get(0).header("x-key")).isEqualTo("k");
      assertThat(server.asked().get(1).header("authorization")).isEqualTo("Basic QWw6cCB3");
      assertThat(server.targets().get(2)).isEqualTo("/items?api_key=a%20b");
    }
  }

  @Test
  void clientCredentialsBringOneTokenForAllStreams() throws Exception {
    try (TokenServer server = new TokenServer()) {
      server.answerMore = ",\"expires_in\":3600";
      HttpApi api =
          Fast.api(server.api)
              .auth(
                  Auth.clientCredentials(server.api.url() + "/token", "id", "s&cret")
                      .scope("read all"));
      Walker walker = new Walker();
      walker.readAll(items(api));
      walker.readAll(items(api).named("others"));
      assertThat(server.forms)
          .containsExactly(
              "grant_type=client_credentials&client_id=id&client_secret=s%26cret&scope=read%20all");
      assertThat(walker.kit.secrets).containsExactly("t1");
    }
  }

  @Test
  void theClientMayProveItselfByBasicAuthentication() throws Exception {
    try (TokenServer server = new TokenServer()) {
      HttpApi api =
          Fast.api(server.api)
              .auth(
                  Auth.clientCredentials(server.api.url() + "/token", "id", "sec")
                      .clientInHeader());
      new Walker().readAll(items(api));
      assertThat(server.forms).containsExactly("grant_type=client_credentials");
      assertThat(server.api.asked().get(0).header("authorization")).isEqualTo("Basic aWQ6c2Vj");
    }
  }

  @Test
  void aTokenRefusedInMidSyncIsRenewedOnceAndTheRequestGoesOn() throws Exception {
    try (TokenServer server = new TokenServer()) {
      HttpApi api =
          Fast.api(server.api).auth(Auth.clientCredentials(server.api.url() + "/token", "i", "s"));
      Walker walker = new Walker();
      walker.readAll(items(api));
      server.valid = "t2";
      assertThat(walker.readAll(items(api))).hasSize(2);
      assertThat(server.issued).hasValue(2);
    }
  }

  @Test
  void aTokenThatIsRefusedAfterItsRenewalIsTheUsersToMend() throws Exception {
    try (TokenServer server = new TokenServer()) {
      server.valid = "none";
      HttpApi api =
          Fast.api(server.api).auth(Auth.clientCredentials(server.api.url() + "/token", "i", "s"));
      assertThatThrownBy(() -> new Walker().readAll(items(api)))
          .isInstanceOf(ConfigError.class)
          .hasMessageEndingWith("/items answered 401: expired");
      assertThat(server.issued).hasValue(2);
    }
  }

  @Test
  void manyWorkersWithARefusedTokenRefreshOnce() throws Exception {
    try (TokenServer server = new TokenServer()) {
      HttpApi api =
          Fast.api(server.api).auth(Auth.clientCredentials(server.api.url() + "/token", "i", "s"));
      new Walker().readAll(items(api));
      server.valid = "t2";
      int workers = 8;
      CyclicBarrier together = new CyclicBarrier(workers);
      Callable<List<String>> work =
          () -> {
            together.await();
            return new Walker().readAll(items(api));
          };
      ExecutorService pool = Executors.newFixedThreadPool(workers);
      try {
        List<Future<List<String>>> reads = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
          reads.add(pool.submit(work));
        }
        for (Future<List<String>> read : reads) {
          assertThat(read.get()).containsExactly("{\"id\":1}");
        }
      } finally {
        pool.shutdownNow();
      }
      assertThat(server.issued).hasValue(2);
    }
  }

  @Test
  void aRotatedRefreshTokenIsFlushedBeforeTheNewAccessTokenIsUsed() throws Exception {
    FakeKit kit = new FakeKit();
    kit.config.putObject("credentials").put("refresh_token", "r0");
    try (FakeApi server =
        new FakeApi(asked -> {
          kit.events.add(asked.path() + " " + asked.header("authorization"));
          return asked.path().equals("/token")
              ? Reply.json(
                  "{\"access_token\":\"a1\",\"refresh_token\":\"r1\",\"expires_in\":\"3600\"}")
              : ITEMS;
        })) {
      HttpApi api =
          Fast.api(server)
              .auth(
                  Auth.refreshToken(server.url() + "/token", "i", "s", "r0")
                      .rotating("/credentials/refresh_token"));
      HttpStream stream = items(api);
      stream
          .reader(dev.javacdk.api.state.Partition.whole())
          .readPage(
              dev.javacdk.api.state.StreamSlice.of(
                  dev.javacdk.api.state.Partition.whole(),
                  dev.javacdk.api.state.CursorPosition.start()),
              new RecordingOutput(),
              kit);
      assertThat(server.asked().get(0).body())
          .isEqualTo("grant_type=refresh_token&refresh_token=r0&client_id=i&client_secret=s");
      assertThat(kit.events)
          .containsExactly(
              "/token null",
              "secret a1",
              "secret r1",
              "config {\"credentials\":{\"refresh_token\":\"r1\"}}",
              "/items Bearer a1");
    }
  }

  @Test
  void aRotatedTokenIsUsedForTheNextRefresh() throws Exception {
    try (TokenServer server = new TokenServer()) {
      server.answerMore = ",\"refresh_token\":\"r%d\"";
      HttpApi api =
          Fast.api(server.api)
              .auth(
                  Auth.refreshToken(server.api.url() + "/token", "i", "s", "r0")
                      .rotating("refresh_token"));
      Walker walker = new Walker();
      walker.readAll(items(api));
      server.valid = "t2";
      walker.readAll(items(api));
      assertThat(server.forms)
          .extracting(form -> form.split("&", -1)[1])
          .containsExactly("refresh_token=r0", "refresh_token=r1");
      assertThat(walker.kit.config).hasToString("{\"refresh_token\":\"r2\"}");
    }
  }

  @Test
  void aTokenEndpointThatRefusesIsTheUsersToMend() throws Exception {
    try (FakeApi server =
        new FakeApi(asked ->
            Reply.status(400, "{\"error\":\"invalid_grant\",\"error_description\":\"revoked\"}"))) {
      HttpApi api =
          Fast.api(server).auth(Auth.refreshToken(server.url() + "/token", "i", "s", "r0"));
      assertThatThrownBy(() -> new Walker().readAll(items(api)))
          .isInstanceOf(ConfigError.class)
          .hasMessage("token endpoint: POST " + server.url() + "/token answered 400: revoked");
    }
  }

  @Test
  void aTokenEndpointThatStumblesIsAskedAgain() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (FakeApi server =
        new FakeApi(a ->
            a.path().equals("/token")
                ? asked.incrementAndGet() < 3
                    ? Reply.status(503, "")
                    : Reply.json("{\"access_token\":\"x\"}")
                : ITEMS)) {
      HttpApi api =
          Fast.api(server).auth(Auth.clientCredentials(server.url() + "/token", "i", "s"));
      assertThat(new Walker().readAll(items(api))).hasSize(1);
    }
  }

  @Test
  void aTokenEndpointWithoutATokenIsNamed() throws Exception {
    try (FakeApi server = new FakeApi(asked -> Reply.json("{\"token\":\"x\"}"))) {
      HttpApi api =
          Fast.api(server).auth(Auth.clientCredentials(server.url() + "/token", "i", "s"));
      assertThatThrownBy(() -> new Walker().readAll(items(api)))
          .isInstanceOf(SystemError.class)
          .hasMessageContaining("the token endpoint answered without an access_token");
    }
  }
}
