package dev.javacdk.http;

import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.settings.Retries;
import java.time.Duration;

/** An API whose waits between attempts are short. */
final class Fast {

  private Fast() {}

  static HttpApi api(FakeApi server) {
    return api(server.url());
  }

  static HttpApi api(String url) {
    return HttpApi.at(url).retries(retries(4));
  }

  static Retries retries(int attempts) {
    return Retries.DEFAULT.attempts(attempts).backoff(Duration.ofMillis(1), Duration.ofMillis(5));
  }
}
