package dev.javacdk.http.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.http.settings.Safety;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where requests may go, seen from the API's address. */
class DestinationsTest {

  private static Destinations of(String base) {
    Safety safety =
        Safety.DEFAULT
            .allow(URI.create("https://files.example"))
            .same(URI.create("http://inner:8080"));
    return new Destinations(URI.create(base), safety);
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/v1, https://a.example/x?y=%20, https://a.example/x?y=%20, true",
    "https://a.example/v1, http://a.example/x, https://a.example/x, true",
    "https://a.example/v1, http://A.example:80/x, https://a.example/x, true",
    "https://a.example:8443, http://a.example:8443/x, https://a.example:8443/x, true",
    "http://a.example, https://a.example/x, https://a.example/x, true",
    "https://a.example, http://inner:8080/x?p=2, https://a.example/x?p=2, true",
    "https://a.example, https://files.example/x, https://files.example/x, false"
  })
  void whatIsTheApisOwnIsMendedAndWhatIsAllowedIsFollowed(
      String base, String url, String expected, boolean own) throws Exception {
    URI goes = of(base).of(URI.create(url));
    assertThat(goes).hasToString(expected);
    assertThat(of(base).isOwn(goes)).isEqualTo(own);
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example, https://b.example/x",
    "https://a.example, https://a.example.evil/x",
    "https://a.example, https://a.example:8443/x",
    "https://a.example:8443, http://a.example/x",
    "https://a.example, http://files.example/x",
    "https://a.example, http://169.254.169.254/x"
  })
  void everythingElseIsRefused(String base, String url) {
    assertThatThrownBy(() -> of(base).of(URI.create(url)))
        .isInstanceOf(Destinations.Refused.class)
        .hasMessageContaining("allowOrigin(...)");
  }

  @Test
  void httpsIsNeverGivenUp() throws Exception {
    assertThat(of("https://a.example").of(URI.create("http://a.example/x")).getScheme())
        .isEqualTo("https");
  }
}
