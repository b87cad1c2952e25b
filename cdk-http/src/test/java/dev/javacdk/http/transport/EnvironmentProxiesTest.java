package dev.javacdk.http.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.ConfigError;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentProxiesTest {

  private static String proxy(Map<String, String> environment, String url) {
    return new EnvironmentProxies(environment).select(URI.create(url)).get(0).toString();
  }

  @Test
  void eachSchemeHasItsProxyInCapitalsOrNot() {
    Map<String, String> environment =
        Map.of("HTTP_PROXY", "http://plain:3128", "https_proxy", "secure:8443");
    assertThat(proxy(environment, "http://api.example.com/"))
        .isEqualTo("HTTP @ plain/<unresolved>:3128");
    assertThat(proxy(environment, "https://api.example.com/"))
        .isEqualTo("HTTP @ secure/<unresolved>:8443");
    assertThat(proxy(Map.of(), "https://api.example.com/")).isEqualTo("DIRECT");
  }

  @Test
  void exemptHostsAndLoopbackGoDirectly() {
    Map<String, String> environment =
        Map.of("HTTP_PROXY", "http://p:1", "NO_PROXY", "example.com, .corp,*.lan,10.0.0.7");
    for (String host :
        new String[] {
          "example.com", "api.example.com", "x.corp", "y.lan", "10.0.0.7", "localhost", "127.0.0.1"
        }) {
      assertThat(proxy(environment, "http://" + host + "/")).as(host).isEqualTo("DIRECT");
    }
    assertThat(proxy(environment, "http://badexample.com/")).isNotEqualTo("DIRECT");
    assertThat(proxy(Map.of("HTTP_PROXY", "http://p:1", "NO_PROXY", "*"), "http://a/"))
        .isEqualTo("DIRECT");
  }

  @Test
  void aProxyThatIsNoUrlIsTheUsersToMendAndItsPasswordIsNotShown() {
    assertThatThrownBy(() -> proxy(Map.of("HTTP_PROXY", "http://me:pass word@p"), "http://a/"))
        .isInstanceOf(ConfigError.class)
        .hasMessageNotContaining("pass")
        .hasNoCause();
  }

  @Test
  void aProxyWithAUserIsAskedWithThatUser() {
    EnvironmentProxies proxies = new EnvironmentProxies(Map.of("HTTP_PROXY", "http://me:pw@p:1"));
    assertThat(proxies.authorization(URI.create("http://a/"))).contains("Basic bWU6cHc=");
    assertThat(proxies.authorization(URI.create("http://localhost/"))).isEmpty();
  }
}
