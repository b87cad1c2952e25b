package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.TlsApi;
import dev.javacdk.http.fake.Tunnel;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.paging.Paging;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyTest {

  @TempDir Path files;

  @Test
  void requestsGoThroughTheProxyThatTheEnvironmentNames() throws Exception {
    try (FakeApi proxy = new FakeApi(asked -> Reply.json("[{\"id\":1}]"))) {
      HttpApi api =
          Fast.api("http://api.invalid")
              .environment(Map.of("HTTP_PROXY", proxy.url().replace("http://", "http://me:pw@")));
      assertThat(new Walker().readAll(api.stream("s").get("/s").records("").paging(Paging.none())))
          .hasSize(1);
      assertThat(proxy.targets()).containsExactly("http://api.invalid/s");
      assertThat(proxy.asked().get(0).header("proxy-authorization")).isEqualTo("Basic bWU6cHc=");
    }
  }

  @Test
  void aTunnelThatWantsToKnowWhoAsksIsToldAndTheApiIsNot() throws Exception {
    try (TlsApi server = new TlsApi(files, "api.invalid");
        Tunnel proxy = new Tunnel(server.port(), "Basic bWU6cHc=")) {
      HttpApi api = Fast.api("https://api.invalid").trust(server.certificate());
      HttpApi known =
          api.environment(Map.of("https_proxy", "http://me:pw@127.0.0.1:" + proxy.port()));
      assertThat(read(known)).hasSize(1);
      assertThat(proxy.heads.get(0)).startsWith("CONNECT api.invalid:443 ");
      assertThat(server.headers.get(0))
          .contains("user-agent")
          .doesNotContain("proxy-authorization");
      HttpApi unknown = api.environment(Map.of("https_proxy", "127.0.0.1:" + proxy.port()));
      assertThatThrownBy(() -> read(unknown))
          .isInstanceOf(ConfigError.class)
          .hasMessageContaining("GET https://api.invalid/s answered 407");
    }
  }

  private static List<String> read(HttpApi api) throws Exception {
    return new Walker().readAll(api.stream("s").get("/s").records("").paging(Paging.none()));
  }
}
