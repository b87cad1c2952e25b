package dev.javacdk.http.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.http.auth.Credentials;
import dev.javacdk.http.request.Call;
import dev.javacdk.http.response.Answer;
import dev.javacdk.http.settings.ApiSettings;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.message.ApiResponse;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/**
 * On a machine of two cores, where the JDK's client by itself starts a thread for each request. A
 * process of its own: what the client takes from the machine it takes once.
 */
@Timeout(60)
class TransportThreadsTest {

  private static final int REQUESTS = 100;

  /** Sends requests, and says how many threads were started. */
  static final class Requests {

    private Requests() {}

    public static void main(String[] args) throws Exception {
      URI url = URI.create(args[0]);
      Transport transport = new Transport(ApiSettings.at(url), Duration.ofSeconds(10));
      for (int i = 0; i < REQUESTS; i++) {
        try (Answer answer = transport.send(Call.get(url), Credentials.NONE)) {
          if (answer.status() != 200) {
            throw new IllegalStateException(answer.toString());
          }
        }
      }
      System.out.print(ManagementFactory.getThreadMXBean().getTotalStartedThreadCount());
    }
  }

  @Test
  void noThreadIsStartedForARequest() throws Exception {
    try (LocalApi api =
        LocalApi.builder()
            .route("GET", "/", request -> ApiResponse.json(JsonMapper.shared().createObjectNode()))
            .start()) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:ActiveProcessorCount=2",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Requests.class.getName(),
                  api.uri("/").toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
      assertThat(Integer.parseInt(said)).isBetween(1, REQUESTS / 2);
    }
  }
}
