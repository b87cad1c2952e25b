package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.http.auth.Auth;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.fake.Warned;
import dev.javacdk.http.paging.Paging;
import java.util.List;
import org.junit.jupiter.api.Test;

class DebugLogTest {

  @Test
  void eachAttemptIsOneLineWithoutSecrets() throws Exception {
    try (Warned log = Warned.ofEverything();
        FakeApi server =
            new FakeApi(asked ->
                asked.query("page") == null
                    ? Reply.json("{\"items\":[],\"next\":2}")
                    : Reply.json("{\"items\":[]}"))) {
      new Walker()
          .readAll(
              Fast.api(server).auth(Auth.query("key", "s3cr3t-1")).stream("items")
                  .get("/items")
                  .query("token", "s3cr3t-2")
                  .records("/items")
                  .paging(Paging.token("/next").query("page")));
      assertThat(log.lines.toString()).doesNotContain("s3cr3t");
      List<String> lines = log.lines.stream().filter(l -> l.contains(" answered ")).toList();
      assertThat(lines).hasSize(2);
      assertThat(lines.get(1))
          .startsWith(
              "stream 'items': GET "
                  + server.url()
                  + "/items?token=****&page=2 answered 200 after ");
    }
  }
}
