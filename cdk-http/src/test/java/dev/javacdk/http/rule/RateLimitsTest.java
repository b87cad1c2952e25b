package dev.javacdk.http.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.http.response.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

  private static final Instant NOW = Instant.parse("2026-08-01T00:00:00Z");

  private static Optional<Instant> until(String header, String value) throws IOException {
    Map<String, String> headers = Map.of(header, value);
    Answer answer =
        Answer.of(
            429,
            URI.create("http://h/"),
            name -> headers.containsKey(name) ? List.of(headers.get(name)) : List.of(),
            new ByteArrayInputStream(new byte[0]),
            10);
    return RateLimits.until(answer, NOW);
  }

  @Test
  void waitsAndPointsInTimeAreToldApart() throws IOException {
    assertThat(until("Retry-After", "120")).contains(NOW.plusSeconds(120));
    assertThat(until("Retry-After", "0.5")).contains(NOW.plusMillis(500));
    assertThat(until("Retry-After", "Sat, 01 Aug 2026 00:01:00 GMT")).contains(NOW.plusSeconds(60));
    assertThat(until("X-RateLimit-Reset", "1785542460")).contains(NOW.plusSeconds(60));
    assertThat(until("X-Rate-Limit-Reset", "1785542460000")).contains(NOW.plusSeconds(60));
    assertThat(until("RateLimit-Reset", "30")).contains(NOW.plusSeconds(30));
  }

  @Test
  void whatMakesNoSenseSaysNothing() throws IOException {
    assertThat(until("Retry-After", "soon")).isEmpty();
    assertThat(until("Retry-After", "1e999999999")).isEmpty();
    assertThat(until("Retry-After", "999999999999999999999999999999")).isEmpty();
    assertThat(until("Retry-After", "-5")).contains(NOW);
    assertThat(until("X-Other", "5")).isEmpty();
  }
}
