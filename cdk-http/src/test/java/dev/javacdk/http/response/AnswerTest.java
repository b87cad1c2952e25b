package dev.javacdk.http.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is held of a body is what came, whatever was said of its length. */
class AnswerTest {

  private static final int HELD = 100;

  /** Gives its bytes in small pieces, and says of none that it is at hand. */
  private static final class Pieces extends FilterInputStream {
    Pieces(byte[] bytes) {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      return super.read(target, from, Math.min(7, length));
    }

    @Override
    public int available() {
      return 0;
    }
  }

  private static void assertHeld(int length, Map<String, List<String>> headers) throws IOException {
    byte[] sent = "0123456789".repeat(1_000).substring(0, length).getBytes(StandardCharsets.UTF_8);
    for (InputStream body : List.of(new Pieces(sent), new ByteArrayInputStream(sent))) {
      Answer answer =
          Answer.of(
              200,
              URI.create("http://127.0.0.1"),
              name -> headers.getOrDefault(name, List.of()),
              body,
              HELD);
      assertThat(answer.isHeld()).as("%d, %s", length, headers).isEqualTo(length < HELD);
      assertThat(answer.heldBytes()).isEqualTo(Math.min(length, HELD));
      assertThat(answer.body().readAllBytes()).as("%d, %s", length, headers).isEqualTo(sent);
    }
  }

  @Test
  void isAllThatCame() throws IOException {
    for (int length : new int[] {0, 1, 7, 50, 99, 100, 101, 500}) {
      for (String said :
          List.of("", "none", "-1", "0", "1", "50", "99", "100", "101", "500", "99999999999999")) {
        assertHeld(length, Map.of("Content-Length", List.of(said)));
        assertHeld(
            length, Map.of("Content-Length", List.of(said), "Content-Encoding", List.of("gzip")));
      }
      assertHeld(length, Map.of());
    }
  }
}
