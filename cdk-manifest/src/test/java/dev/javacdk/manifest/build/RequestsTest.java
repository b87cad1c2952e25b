package dev.javacdk.manifest.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.source.Attempt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a requester and the components around it ask for. */
@Timeout(60)
class RequestsTest {

  private static OneStream api() {
    return OneStream.answering("[{\"id\":1}]");
  }

  private static ApiRequest only(String requester, String rest, String config) {
    try (OneStream api = api()) {
      Attempt attempt = api.read(OneStream.manifest(requester, rest), config);
      assertThat(attempt.exitCode()).as(attempt.output()).isZero();
      assertThat(api.requests).hasSize(1);
      return api.requests.get(0);
    }
  }

  private static String error(String requester, String rest) {
    try (OneStream api = api()) {
      Attempt attempt = api.read(OneStream.manifest(requester, rest), "");
      assertThat(attempt.exitCode()).isEqualTo(1);
      assertThat(api.requests).isEmpty();
      return attempt.errors().toString();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/rows,                    /rows",
    "//rows/,                  /rows/",
    "'',                       /",
    "a//b?x=1//2,              /a/b?x=1//2",
    "\"a/{{ '' }}/b\",         /a/b",
    "\"a b/{{ 'ü/1' }}\",      /a%20b/ü/1",
  })
  void pathIsJoinedAsPythonJoinsIt(String path, String target) {
    String asked = only("path: " + (path.isEmpty() ? "\"\"" : path), "", "").url();
    assertThat(java.net.URLDecoder.decode(asked, java.nio.charset.StandardCharsets.UTF_8))
        .endsWith(java.net.URLDecoder.decode(target, java.nio.charset.StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"rows, /v1/x/rows", "'', //v1//x"})
  void addressIsJoinedAsPythonJoinsIt(String path, String target) {
    try (OneStream api = api()) {
      String manifest =
          OneStream.manifest("path: \"" + path + "\"", "")
              .replace("{{ config['url'] }}", "{{ config['url'] }}//v1//x");
      assertThat(api.records(manifest)).hasSize(1);
      assertThat(api.targets()).containsExactly("GET " + target);
    }
  }

  @Test
  void parametersAreTextsOrListsOfThem() {
    ApiRequest asked =
        only(
            """
            path: rows
            request_parameters:
              plain: "007"
              number: 10
              truth: "{{ 1 == 1 }}"
              list: "{{ ['a b', 2, none, true] }}"
              missing: "{{ config['nowhere'] }}"
              "{{ 'na' ~ 'me' }}": "{{ config['q'] }}"
            """,
            "",
            ",\"q\":\"a&b\"");
    assertThat(asked.target())
        .isEqualTo("/rows?plain=007&number=10&truth=True&list=a%20b&list=2&list=True&name=a%26b");
  }

  @Test
  void headersAreTexts() {
    ApiRequest asked =
        only(
            """
            path: rows
            request_headers: {X-Number: "{{ 1 + 1 }}", X-None: "{{ none }}", X-Key: "{{ config.k }}"}
            """,
            "",
            ",\"k\":\"v\"");
    assertThat(asked.header("X-Number")).contains("2");
    assertThat(asked.header("X-None")).isEmpty();
    assertThat(asked.header("X-Key")).contains("v");
  }

  @Test
  void jsonBodyKeepsTypesAtEveryDepth() {
    ApiRequest asked =
        only(
            """
            path: rows
            http_method: POST
            request_body_json:
              a: {b: ["{{ 1 }}", "x{{ 2 }}", true], none: "{{ none }}"}
              "{{ 'k' }}": "{{ {'d': 1.5} }}"
            """,
            "",
            "");
    assertThat(asked.bodyText()).isEqualTo("{\"a\":{\"b\":[1,\"x2\",true]},\"k\":{\"d\":1.5}}");
  }

  @Test
  void bodyMayBeAFormOrAText() {
    assertThat(
            only(
                    "path: rows\nhttp_method: POST\nrequest_body_data: {a: \"{{ 1 }}\", b: x y}",
                    "",
                    "")
                .bodyText())
        .isEqualTo("a=1&b=x%20y");
    assertThat(
            only("path: rows\nhttp_method: POST\nrequest_body_data: \"q={{ 1 + 1 }}\"", "", "")
                .bodyText())
        .isEqualTo("q=2");
  }

  /** As Python does, which sends one with GET too. */
  @ParameterizedTest
  @CsvSource({"GET, '{\"a\":1}'", "PATCH, '{\"a\":1}'", "DELETE, ''"})
  void bodyIsSentByTheMethodsThatHaveOneInPython(String method, String body) {
    ApiRequest asked =
        only("path: rows\nhttp_method: " + method + "\nrequest_body_json: {a: 1}", "", "");
    assertThat(asked.bodyText()).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "header            | GET  | X-Key: s3cr3t-1",
        "request_parameter | GET  | /rows?X-Key=s3cr3t-1",
        "body_data         | POST | X-Key=s3cr3t-1",
        "body_json         | POST | {'X-Key':'s3cr3t-1'}",
      })
  void keyGoesWhereItIsSaid(String into, String method, String seen) {
    ApiRequest asked =
        only(
            """
            path: rows
            http_method: %s
            authenticator:
              type: ApiKeyAuthenticator
              api_token: "{{ config['key'] }}"
              inject_into: {type: RequestOption, inject_into: %s, field_name: X-Key}
            """
                .formatted(method, into),
            "",
            ",\"key\":\"s3cr3t-1\"");
    String all =
        asked.target() + " X-Key: " + asked.header("X-Key").orElse("-") + " " + asked.bodyText();
    assertThat(all).contains(seen.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type: BearerAuthenticator, api_token: \"{{ config['key'] }}\" | Bearer s3cr3t-1",
        "type: BasicHttpAuthenticator, username: u, password: \"{{ config['key'] }}\" | Basic dTpzM2NyM3QtMQ==",
        "type: ApiKeyAuthenticator, header: Authorization, api_token: \"T {{ config['key'] }}\" | T s3cr3t-1",
      })
  void whoAsksIsSaidInAHeader(String authenticator, String header) {
    ApiRequest asked =
        only("path: rows\nauthenticator: {" + authenticator + "}", "", ",\"key\":\"s3cr3t-1\"");
    assertThat(asked.header("Authorization")).contains(header);
  }

  @Test
  void nameThatIsSaidTwiceIsRefusedByItsPlace() {
    assertThat(
            error(
                "path: rows\nrequest_parameters: {page: 1}",
                """
                  paginator:
                    type: DefaultPaginator
                    page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: page}
                    pagination_strategy: {type: PageIncrement, page_size: 5}
                """))
        .contains("streams[0].retriever.requester'", "says 'page'", "request option");
  }

  @Test
  void textThatIsNoExpressionIsRefusedByItsPlace() {
    assertThat(error("path: \"rows/{{ config['id' }}\"", ""))
        .contains("streams[0].retriever.requester.path", "cannot be read");
  }

  @Test
  void baseThatIsNoAddressIsRefusedByItsPlace() {
    try (OneStream api = api()) {
      String manifest =
          OneStream.manifest("path: rows", "").replace("\"{{ config['url'] }}\"", "ftp://x");
      assertThat(api.read(manifest, "").errors().toString())
          .contains("streams[0].retriever.requester.url_base", "'ftp://x' is no URL");
    }
  }
}
