package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.http.auth.Auth;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.paging.Paging;
import org.junit.jupiter.api.Test;

/** Where requests go, and where credentials never do. */
class SafetyTest {

  private static final Reply EMPTY = Reply.json("{\"items\":[]}");

  private static HttpStream items(HttpApi api) {
    return api.stream("items").get("/items").records("/items").paging(Paging.nextLink("/next"));
  }

  private static Reply redirect(int status, String to) {
    return Reply.status(status, "").header("Location: " + to);
  }

  @Test
  void aNextLinkToAnotherOriginIsRefusedUnlessAllowedAndThenGetsNoCredentials() throws Exception {
    try (FakeApi other = new FakeApi(asked -> EMPTY);
        FakeApi server =
            new FakeApi(
                asked -> Reply.json("{\"items\":[],\"next\":\"" + other.url() + "/more\"}"))) {
      HttpApi api = Fast.api(server).auth(Auth.bearer("secret"));
      assertThatThrownBy(() -> new Walker().readAll(items(api)))
          .isInstanceOf(SystemError.class)
          .hasMessageContaining("stream 'items': refused to go to " + other.url())
          .hasMessageContaining("allow it with allowOrigin(...)");
      assertThat(other.asked()).isEmpty();
      new Walker().readAll(items(api.allowOrigin(other.url())));
      assertThat(other.asked()).hasSize(1);
      assertThat(other.asked().get(0).header("authorization")).isNull();
    }
  }

  @Test
  void aStateThatPointsElsewhereIsRefused() throws Exception {
    try (FakeApi server = new FakeApi(asked -> EMPTY)) {
      CursorPosition elsewhere = CursorPosition.of("next", "http://127.0.0.1:1/x");
      assertThatThrownBy(() -> new Walker().read(items(Fast.api(server)), elsewhere))
          .hasMessageContaining("refused to go to http://127.0.0.1:1");
    }
  }

  @Test
  void redirectsAreFollowedWithCredentialsOnTheSameOriginOnly() throws Exception {
    try (FakeApi other = new FakeApi(asked -> EMPTY);
        FakeApi server =
            new FakeApi(asked ->
                switch (asked.path()) {
                  case "/items" -> redirect(302, "/moved?x=1");
                  case "/moved" -> redirect(307, other.url() + "/away");
                  default -> throw new AssertionError(asked);
                })) {
      HttpApi api = Fast.api(server).auth(Auth.bearer("secret")).header("X-Tenant", "t");
      assertThatThrownBy(() -> new Walker().readAll(items(api)))
          .hasMessageContaining("redirected elsewhere: refused to go to " + other.url());
      assertThat(other.asked()).isEmpty();
      new Walker().readAll(items(api.allowOrigin(other.url())).header("X-Key", "k"));
      assertThat(server.asked().get(3).header("authorization")).isEqualTo("Bearer secret");
      assertThat(server.asked().get(3).header("x-key")).isEqualTo("k");
      assertThat(server.asked().get(3).header("x-tenant")).isEqualTo("t");
      assertThat(other.targets()).containsExactly("/away");
      assertThat(other.asked().get(0).header("authorization")).isNull();
      assertThat(other.asked().get(0).header("x-key")).isNull();
      assertThat(other.asked().get(0).header("x-tenant")).isNull();
    }
  }

  @Test
  void endlessRedirectsEnd() throws Exception {
    try (FakeApi server = new FakeApi(asked -> redirect(302, "/items"))) {
      assertThatThrownBy(() -> new Walker().readAll(items(Fast.api(server))))
          .isInstanceOf(SystemError.class)
          .hasMessageContaining("more than 5 redirects");
    }
  }

  @Test
  void aRedirectDoesNotCarryABodyElsewhere() throws Exception {
    try (FakeApi other = new FakeApi(asked -> EMPTY);
        FakeApi server = new FakeApi(asked -> redirect(307, other.url() + "/x"))) {
      HttpApi api = Fast.api(server).allowOrigin(other.url());
      HttpStream stream = items(api).post("/items").body("/secret", "s");
      assertThatThrownBy(() -> new Walker().readAll(stream))
          .hasMessageContaining("redirected with its body");
      assertThat(other.asked()).isEmpty();
    }
  }

  @Test
  void privateAddressesCanBeRefused() throws Exception {
    try (FakeApi server = new FakeApi(asked -> EMPTY)) {
      assertThatThrownBy(
              () -> new Walker().readAll(items(Fast.api(server).refusePrivateAddresses())))
          .isInstanceOf(ConfigError.class)
          .hasMessageContaining("host '127.0.0.1' is in a private network");
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void aKeyThatTheApiWritesIntoItsLinksIsKeptOutOfTheState() throws Exception {
    try (FakeApi server =
        new FakeApi(asked ->
            asked.query("p") == null
                ? Reply.json("{\"items\":[],\"next\":\"/items?key=secret1&p=2\"}")
                : EMPTY)) {
      Walker walker = new Walker();
      walker.readAll(items(Fast.api(server).auth(Auth.query("key", "secret1"))));
      assertThat(walker.progress).containsExactly("{\"next\":\"/items?p=2\"}", "complete");
      assertThat(server.targets().get(1)).isEqualTo("/items?p=2&key=secret1");
    }
  }

  @Test
  void theUserAgentSaysWhoAsks() throws Exception {
    try (FakeApi server = new FakeApi(asked -> EMPTY)) {
      new Walker().readAll(items(Fast.api(server).userAgent("acme/1.0")));
      assertThat(server.asked().get(0).header("user-agent")).isEqualTo("acme/1.0");
    }
  }

  @Test
  void anInnerAddressMeansTheApisOwnAndNothingIsSentThere() throws Exception {
    try (FakeApi server =
        new FakeApi(asked ->
            switch (asked.path()) {
              case "/items" -> Reply.json("{\"items\":[],\"next\":\"http://inner:8080/two?x=1\"}");
              case "/two" -> redirect(302, "http://inner:8080/three");
              default -> EMPTY;
            })) {
      HttpApi api = Fast.api(server).auth(Auth.bearer("secret"));
      assertThatThrownBy(() -> new Walker().readAll(items(api)))
          .hasMessageContaining("refused to go to http://inner:8080")
          .hasMessageContaining("sameAs(...)");
      new Walker().readAll(items(api.sameAs("http://inner:8080")));
      assertThat(server.targets()).endsWith("/items", "/two?x=1", "/three");
      assertThat(server.asked())
          .allMatch(asked -> "Bearer secret".equals(asked.header("authorization")));
    }
  }

  @Test
  void aQueryOfTheApisAddressGoesWithEveryRequest() throws Exception {
    try (FakeApi server = new FakeApi(asked -> EMPTY)) {
      HttpApi api = HttpApi.at(server.url() + "/v1?tenant=1");
      new Walker().readAll(items(api).query("a", "b"));
      assertThat(server.targets()).containsExactly("/v1/items?tenant=1&a=b");
    }
    for (String odd : new String[] {"http://user:pass@h/", "http://h/#x"}) {
      assertThatThrownBy(() -> HttpApi.at(odd))
          .isInstanceOf(dev.javacdk.api.error.ConfigError.class)
          .hasMessageContaining("has a user or a fragment");
    }
  }
}
