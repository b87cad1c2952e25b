package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.http.auth.Auth;
import dev.javacdk.http.auth.OAuth2;
import dev.javacdk.http.fake.Asked;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.paging.Paging;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Token endpoints of the usual kinds, and answers of theirs that are none. */
class TokenEndpointsTest {

  private static List<Asked> read(Function<Asked, Reply> tokens, UnaryOperator<OAuth2> change)
      throws Exception {
    try (FakeApi server =
        new FakeApi(asked ->
            asked.path().equals("/token")
                ? tokens.apply(asked)
                : Reply.json("{\"items\":[{\"id\":1}],\"next\":null}"))) {
      OAuth2 auth = Auth.clientCredentials(server.url() + "/token", "id-1", "secret-1");
      Walker walker = new Walker();
      walker.readAll(
          Fast.api(server).auth(change.apply(auth)).stream("s")
              .get("/s")
              .records("/items")
              .paging(Paging.nextLink("/next")));
      return server.asked();
    }
  }

  private static List<Asked> read(String answer) throws Exception {
    return read(asked -> Reply.json(answer), auth -> auth);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "99999999999999999",
        "1e300",
        "\"3600\"",
        "3600.5",
        "null",
        "0",
        "-1",
        "\"soon\"",
        "{}"
      })
  void aLifetimeOfAnyKindIsTaken(String lifetime) throws Exception {
    assertThat(read("{\"access_token\":\"token-1\",\"expires_in\":" + lifetime + "}")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | expected a JSON object with a token, found an empty body",
        "[] | expected a JSON object with a token, found array",
        "null | expected a JSON object with a token, found null",
        "oops | Unrecognized token 'oops'",
        "{\"token\":\"x\"} | answered without an access_token",
        "{\"access_token\":null} | answered without an access_token"
      })
  void whatIsNoTokenIsNamed(String answer, String message) {
    assertThatThrownBy(() -> read(answer))
        .isInstanceOf(SystemError.class)
        .hasMessageContaining(message);
  }

  @Test
  void anErrorWithAGoodStatusIsTheUsersToMend() {
    assertThatThrownBy(
            () -> read("{\"error\":\"invalid_client\",\"error_description\":\"no such app\"}"))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("it says: no such app");
  }

  @Test
  void anEndpointMayWantJsonAndOtherNames() throws Exception {
    List<Asked> asked =
        read(
            a -> Reply.json("{\"data\":{\"token\":\"token-9\",\"ttl\":60}}"),
            auth ->
                auth.jsonBody()
                    .named("client_id", "app_key")
                    .named("client_secret", "app_secret")
                    .withoutGrantType()
                    .parameter("audience", "x")
                    .header("X-Version", "2")
                    .accessTokenAt("/data/token")
                    .expiresInAt("/data/ttl")
                    .scheme("Token"));
    assertThat(asked.get(0).body())
        .isEqualTo("{\"app_key\":\"id-1\",\"app_secret\":\"secret-1\",\"audience\":\"x\"}");
    assertThat(asked.get(0).header("content-type")).isEqualTo("application/json");
    assertThat(asked.get(0).header("x-version")).isEqualTo("2");
    assertThat(asked.get(1).header("authorization")).isEqualTo("Token token-9");
  }

  @Test
  void aTokenMayGoIntoAHeaderOrAParameterOfItsOwn() throws Exception {
    Function<Asked, Reply> tokens = a -> Reply.json("{\"access_token\":\"token-9\"}");
    assertThat(read(tokens, auth -> auth.sentAs("X-Token")).get(1).header("x-token"))
        .isEqualTo("token-9");
    assertThat(read(tokens, auth -> auth.sentInQuery("auth")).get(1).target())
        .isEqualTo("/s?auth=token-9");
  }
}
