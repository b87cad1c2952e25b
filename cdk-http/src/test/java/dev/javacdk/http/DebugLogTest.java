package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.http.auth.Auth;
import dev.javacdk.http.exchange.Exchange;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.paging.Paging;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class DebugLogTest {

  @Test
  void eachAttemptIsOneLineWithoutSecrets() throws Exception {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    Logger logger = Logger.getLogger(Exchange.class.getName());
    Handler handler = keeping(lines);
    logger.addHandler(handler);
    logger.setLevel(Level.ALL);
    logger.setUseParentHandlers(false);
    try (FakeApi server =
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
      assertThat(lines).hasSize(2);
      assertThat(lines.get(1))
          .startsWith(
              "stream 'items': GET "
                  + server.url()
                  + "/items?token=****&page=2 answered 200 after ");
      assertThat(lines.toString()).doesNotContain("s3cr3t");
    } finally {
      logger.removeHandler(handler);
      logger.setLevel(null);
      logger.setUseParentHandlers(true);
    }
  }

  private static Handler keeping(List<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        lines.add(line.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
