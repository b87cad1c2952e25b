package dev.javacdk.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.http.auth.Credentials;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MaskedTest {

  private static String url(String url, String... secret) {
    return Masked.url(URI.create(url), Set.of(secret));
  }

  @Test
  void usersFragmentsAndSecretParametersAreLeftOut() {
    assertThat(url("https://me:pw@h:8/p?k=1&n=2#f", "k")).isEqualTo("https://h:8/p?k=****&n=2");
    assertThat(url("https://h/p?access_token=x&X-Amz-Signature=y&apiKey=z&page_token=t&q"))
        .isEqualTo("https://h/p?access_token=****&X-Amz-Signature=****&apiKey=****&page_token=t&q");
    assertThat(url("https://h")).isEqualTo("https://h");
  }

  @Test
  void credentialsAreReplacedInText() {
    assertThat(
            Masked.text(
                "Bearer abcdef: abcdef", Credentials.header("Authorization", "Bearer abcdef")))
        .isEqualTo("****: ****");
    assertThat(Masked.text("k=abcd", Credentials.query("k", "abcd"))).isEqualTo("k=****");
    assertThat(Credentials.header("A", "secret")).hasToString("credentials in [A][]");
  }
}
