package dev.javacdk.http.auth;

import static dev.javacdk.testkit.listing.Paging.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.HttpStream;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.fake.Warned;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Rows;
import dev.javacdk.testkit.message.ApiError;
import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ApiResponse;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What every auth promises, over HTTP: each request carries it, nothing that is said has it, who is
 * refused is told what to mend, and what can be renewed is. Those who extend it say the auth, and
 * where a request carries it.
 */
abstract class AuthContract {

  /** What the user has, or an obtained token before it has its number. */
  static final String SECRET = "s3cr3t-thing-";

  private static final int ROWS = 5;

  private final AtomicInteger issued = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();

  /** What lets in. */
  private volatile String valid = SECRET;

  /** From which request for rows on nobody is let in any more. */
  private volatile int closedFrom = Integer.MAX_VALUE;

  private final Function<String, Auth> auth;
  private final Function<ApiRequest, Optional<String>> carried;
  private final UnaryOperator<@Nullable String> wanted;

  /**
   * An auth of a user who has {@link #SECRET}.
   *
   * @param auth by the address of the API, at whose {@code /token} tokens are obtained
   * @param carried what a request carries
   * @param wanted what it must carry to be let in by a secret, or token
   */
  AuthContract(
      Function<String, Auth> auth,
      Function<ApiRequest, Optional<String>> carried,
      UnaryOperator<@Nullable String> wanted) {
    this.auth = auth;
    this.carried = carried;
    this.wanted = wanted;
  }

  static Optional<String> authorization(ApiRequest request) {
    return request.header("Authorization");
  }

  final Auth auth(String baseUrl) {
    return auth.apply(baseUrl);
  }

  /** Whether it obtains another one where one was refused. */
  boolean renews() {
    return false;
  }

  @Test
  final void everyRequestCarriesIt() throws Exception {
    try (LocalApi api = api()) {
      assertThat(new Walker().readAll(rows(api))).hasSize(ROWS);
      assertThat(asked).hasValue(3);
      assertThat(issued).hasValue(renews() ? 1 : 0);
    }
  }

  @Test
  final void nothingThatIsSaidHasIt() {
    closedFrom = 2;
    try (Warned log = Warned.ofEverything();
        LocalApi api = api()) {
      HttpStream rows = rows(api);
      Throwable failure = catchThrowable(() -> new Walker().readAll(rows));
      String said = failure + " " + log.lines + " " + rows + " " + auth(api.baseUrl());
      assertThat(said).contains("you came with").doesNotContain(SECRET);
      String came = wanted.apply(valid);
      if (came != null) {
        assertThat(said).doesNotContain(came);
      }
    }
  }

  @Test
  final void refusalIsTheUsersToMend() {
    closedFrom = 1;
    try (LocalApi api = api()) {
      Throwable failure = catchThrowable(() -> new Walker().readAll(rows(api)));
      assertThat(failure)
          .isInstanceOf(ConfigError.class)
          .hasMessageContaining("GET " + api.baseUrl() + "/rows")
          .hasMessageContaining("answered 401: you came with");
      // One that is refused is not sent again as it was.
      assertThat(asked).hasValue(renews() ? 2 : 1);
    }
  }

  @Test
  final void whatIsRevokedInMidSyncIsRenewedWhereItCanBe() throws Exception {
    try (LocalApi api = api()) {
      api.onRequest(request -> {
        if (request.path().equals("/rows") && asked.get() == 1) {
          valid = SECRET + "not-obtained-yet";
        }
      });
      Walker walker = new Walker();
      Throwable failure = catchThrowable(() -> walker.readAll(rows(api)));
      if (renews()) {
        assertThat(failure).isNull();
        assertThat(walker.output.released).hasSize(ROWS).doesNotHaveDuplicates();
        assertThat(issued).hasValue(2);
      } else if (wanted.apply(valid) != null) {
        assertThat(failure).isInstanceOf(ConfigError.class);
      }
    }
  }

  private HttpStream rows(LocalApi api) {
    return HttpApi.at(api.baseUrl()).auth(auth(api.baseUrl())).stream("rows")
        .get("/rows")
        .records("/items")
        .paging(Paging.token("/after").query("after").size("limit", 2));
  }

  private LocalApi api() {
    Rows rows = Rows.of(ROWS, id -> JsonNodeFactory.instance.objectNode().put("id", id));
    Listing listing = Listing.by(token("after"));
    return LocalApi.builder()
        .route(
            "GET",
            "/rows",
            request -> {
              String came = carried.apply(request).orElse(null);
              if (asked.incrementAndGet() >= closedFrom
                  || !Objects.equals(came, wanted.apply(valid))) {
                throw new ApiError(401, "you came with " + came);
              }
              return listing.answer(request, rows);
            })
        .route(
            "POST",
            "/token",
            request -> {
              valid = SECRET + issued.incrementAndGet();
              return ApiResponse.json(
                  JsonNodeFactory.instance.objectNode().put("access_token", valid));
            })
        .start();
  }
}
