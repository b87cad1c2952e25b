package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.paging.Paging;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxyTest {

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
}
