package dev.javacdk.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.CheckContext;
import dev.javacdk.api.Stream;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.error.TransientError;
import dev.javacdk.http.auth.Auth;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.FakeKit;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.response.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts, headers and packed bodies that are not as they should be. */
class OddConnectionsTest {

  private static final Reply GOOD = Reply.json("{\"items\":[{\"id\":1}]}");

  private static final class Checking extends FakeKit implements CheckContext {
    @Override
    public void readFirstRecord(Stream stream) {
      throw new AssertionError("asked by the kit only");
    }
  }

  private static HttpStream items(HttpApi api) {
    return api.stream("items").get("/items").records("/items").paging(Paging.none());
  }

  private static byte[] zipped(byte[] body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
      zip.write(body);
    }
    return packed.toByteArray();
  }

  @Test
  void anEmptyBodyIsEmptyWhateverItsEncodingIsSaidToBe() throws Exception {
    try (FakeApi server =
        new FakeApi(asked -> Reply.status(401, "").header("Content-Encoding: gzip"))) {
      assertThatThrownBy(() -> new Walker().readAll(items(Fast.api(server))))
          .isInstanceOf(ConfigError.class)
          .hasMessageContaining("answered 401");
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void packedFilesAreReadTwiceAndInSeveralMembersToo() throws Exception {
    byte[] csv = "id\n1\n".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(zipped(csv));
    members.write(zipped("2\n".getBytes(StandardCharsets.UTF_8)));
    for (Reply reply :
        new Reply[] {
          Reply.json("").body(members.toByteArray()).header("Content-Type: application/gzip"),
          Reply.json("").body(zipped(members.toByteArray())).header("Content-Encoding: gzip")
        }) {
      try (FakeApi server = new FakeApi(asked -> reply)) {
        Walker walker = new Walker();
        walker.readAll(items(Fast.api(server)).format(Format.CSV));
        assertThat(walker.output.released).containsExactly("{\"id\":\"1\"}", "{\"id\":\"2\"}");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "deflate", "gzip, br"})
  void anEncodingThatWasNotAskedForIsNamed(String encoding) {
    try (FakeApi server = new FakeApi(asked -> GOOD.header("Content-Encoding: " + encoding))) {
      assertThatThrownBy(() -> new Walker().readAll(items(Fast.api(server))))
          .isInstanceOf(SystemError.class)
          .hasMessageContaining("Content-Encoding '")
          .hasMessageContaining("which was not asked for");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"token-12\nabc", "token-12é", "token-12\r\nX: y", "token-12\u0001"})
  void credentialsThatNoHeaderCarriesAreTheUsersToMend(String token) {
    try (FakeApi server = new FakeApi(asked -> GOOD)) {
      Walker walker = new Walker();
      walker.kit.registerSecret("/access_token", token);
      assertThatThrownBy(() -> walker.readAll(items(Fast.api(server).auth(Auth.bearer(token)))))
          .isInstanceOf(ConfigError.class)
          .hasMessageContaining(
              "the header 'Authorization' cannot be sent: character 16 of its value")
          .hasMessageContaining("it comes from /access_token of the config")
          .message()
          .doesNotContain("token-12");
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void aHeaderOfARowThatCannotBeSentNamesStreamAndHeader() {
    try (FakeApi server = new FakeApi(asked -> GOOD)) {
      assertThatThrownBy(
              () -> new Walker().readAll(items(Fast.api(server)).header("X-Name", "Zoë")))
          .isInstanceOf(SystemError.class)
          .hasMessageContaining("stream 'items': the header 'X-Name' cannot be sent: character 3");
    }
  }

  @Test
  void aCheckAsksAgainOnceAndNoMore() {
    try (FakeApi server = new FakeApi(asked -> Reply.status(500, "{\"message\":\"oops\"}"))) {
      HttpApi api = HttpApi.at(server.url());
      assertThatThrownBy(() -> api.check(new Checking(), "/me"))
          .isInstanceOf(TransientError.class)
          .hasMessageContaining("oops")
          .hasMessageEndingWith("2 times");
      assertThat(server.asked()).hasSize(2);
    }
  }

  @Test
  void aCheckDoesNotWaitForALongLimit() {
    try (FakeApi server = new FakeApi(asked -> Reply.status(429, "{}").header("Retry-After: 60"))) {
      assertThatThrownBy(() -> HttpApi.at(server.url()).check(new Checking(), "/me"))
          .isInstanceOf(TransientError.class)
          .hasMessageContaining("the API takes requests again at");
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void aHostThatTakesNoConnectionsIsSaidInACheck() {
    assertThatThrownBy(() -> HttpApi.at("http://127.0.0.1:1").check(new Checking(), "/me"))
        .hasMessageContaining("127.0.0.1:1/me failed: the host takes no connections");
  }

  @Test
  void aHostThatDoesNotSpeakTlsIsSaidAtOnce() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      AtomicInteger calls = new AtomicInteger();
      Thread answers =
          new Thread(() -> {
            while (!server.isClosed()) {
              try (Socket socket = server.accept()) {
                calls.incrementAndGet();
                socket.getInputStream().read();
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
              } catch (IOException e) {
                return;
              }
            }
          });
      answers.setDaemon(true);
      answers.start();
      HttpApi api = HttpApi.at("https://127.0.0.1:" + server.getLocalPort());
      assertThatThrownBy(() -> new Walker().readAll(items(api)))
          .isInstanceOf(ConfigError.class)
          .hasMessageContaining("does not speak TLS at this port: is its address http://?");
      assertThat(calls).hasValue(1);
    }
  }

  @Test
  void aCheckOfCredentialsSaysTheApisWords() throws Exception {
    try (FakeApi server =
        new FakeApi(asked ->
            asked.path().equals("/me")
                ? Reply.status(403, "{\"message\":\"no scope for this\"}")
                : Reply.status(204, ""))) {
      HttpApi api = Fast.api(server);
      api.check(new Checking(), "/anything");
      assertThatThrownBy(() -> api.check(new Checking(), "/me"))
          .isInstanceOf(ConfigError.class)
          .hasMessageContaining("no scope for this");
    }
  }
}
