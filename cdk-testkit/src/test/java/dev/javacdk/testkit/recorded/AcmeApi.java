package dev.javacdk.testkit.recorded;

import dev.javacdk.testkit.api.Auth;
import dev.javacdk.testkit.api.Client;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.listing.Envelope;
import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Paging;
import dev.javacdk.testkit.listing.Rows;
import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ApiResponse;
import dev.javacdk.testkit.message.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An API that stands for a real one, and a source that reads all of it. */
final class AcmeApi {

  static final String TOKEN = "tok-9f8e7d6c5b4a";
  static final String KEY = "key+with/odd=signs";
  private static final int PAGE = 3;
  private static final Rows ITEMS = Rows.of(8, i -> Json.object().put("id", i + 1));

  private AcmeApi() {}

  static LocalApi start() {
    return described().start();
  }

  static LocalApi.Builder described() {
    return LocalApi.builder()
        .auth(Auth.bearer(TOKEN))
        .collection(
            "/v2/items",
            ITEMS,
            Listing.by(Paging.token("cursor").nextAt("/next")).limit("limit", PAGE, PAGE))
        .children(
            "/v2/items/{id}/notes",
            ITEMS,
            item -> Rows.of(item % 3, i -> Json.object().put("note", item + "/" + i)),
            Listing.by(Paging.pageNumber("page")))
        .collection("/v2/linked", ITEMS, Listing.by(Paging.link("from")).limit("limit", PAGE, PAGE))
        .collection(
            "/v2/search",
            ITEMS,
            Listing.by(Paging.token("after").nextAt("/after"))
                .limit("limit", PAGE, PAGE)
                .envelope(Envelope.field("found"))
                .asPost())
        .route("GET", "/v2/people", AcmeApi::people)
        .route("GET", "/v2/people/{email}/logins", AcmeApi::logins)
        .route("GET", "/v2/keyed", AcmeApi::keyed);
  }

  /** The people by rising mail, which are more than one page. */
  static List<ObjectNode> everyone() {
    Map<String, ObjectNode> sorted = new TreeMap<>();
    String[] names = {"zoe", "Anna", "bob.b", "carl", "dora", "eve", "fred", "gül"};
    for (int i = 0; i < names.length; i++) {
      String email = names[i] + "@example-" + i + ".org";
      sorted.put(
          email,
          Json.object()
              .put("email", email)
              .put("name", "Name of " + names[i])
              .put("about", "Write to " + email + " or call +49 151 2345678" + i + " today")
              .put("ip", "10.20.30.4" + i)
              .put("salary", 70_123 + i)
              .put("id", 1_000 + i));
    }
    return List.copyOf(sorted.values());
  }

  private static ApiResponse people(ApiRequest request) {
    String after = request.query("after").orElse("");
    List<ObjectNode> page =
        everyone().stream()
            .filter(person -> person.path("email").asString().compareTo(after) > 0)
            .limit(PAGE)
            .toList();
    ObjectNode body = Json.object();
    ArrayNode people = body.putArray("people");
    page.forEach(people::add);
    if (page.size() == PAGE) {
      String last = page.get(PAGE - 1).path("email").asString();
      body.put("next", request.origin() + "/v2/people?after=" + encoded(last));
    }
    return ApiResponse.json(body);
  }

  private static ApiResponse logins(ApiRequest request) {
    ObjectNode body = Json.object().put("of", request.variable("email"));
    body.putArray("logins").add(request.variable("email").length());
    return ApiResponse.json(body);
  }

  private static ApiResponse keyed(ApiRequest request) {
    if (!request.query("api_key").filter(KEY::equals).isPresent()) {
      return ApiResponse.json(403, Json.object());
    }
    ObjectNode body = Json.object().put("page", request.query("page").orElse("1"));
    if (request.query("page").isEmpty()) {
      body.put("next", request.origin() + "/v2/keyed?page=2&api_key=" + encoded(KEY));
    }
    return ApiResponse.json(body);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Reads all that there is: one JSON for each answer, in which the origin is {@code O}. */
  static List<JsonNode> read(String baseUrl, String token, String key) throws IOException {
    return new Reader(baseUrl, token).all(key);
  }

  private static final class Reader {
    private final Client client;
    private final String base;
    private final String token;
    private final List<JsonNode> answers = new ArrayList<>();

    Reader(String base, String token) {
      this.client = new Client(base);
      this.base = base;
      this.token = token;
    }

    List<JsonNode> all(String key) throws IOException {
      String cursor = "";
      while (!cursor.isEmpty() || answers.isEmpty()) {
        JsonNode page = json("/items?limit=3" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
        for (JsonNode item : page.path("items")) {
          json("/items/" + item.path("id").asString() + "/notes");
        }
        cursor = page.path("next").asString("");
      }
      HttpResponse<String> page = get("/linked");
      while (page.headers().firstValue("Link").isPresent()) {
        page = get(page.headers().firstValue("Link").orElseThrow().replaceAll("<(.*)>.*", "$1"));
      }
      JsonNode found = search("{\"limit\": 3}");
      while (found.has("after")) {
        found = search("{\"after\": " + found.path("after") + ", \"limit\": 3}");
      }
      String people = "/people";
      while (!people.isEmpty()) {
        JsonNode some = json(people);
        for (JsonNode person : some.path("people")) {
          json("/people/" + encoded(person.path("email").asString()) + "/logins");
        }
        people = some.path("next").asString("");
      }
      json(json("/keyed?api_key=" + encoded(key)).path("next").asString());
      return answers;
    }

    private JsonNode search(String body) throws IOException {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(base + "/search"))
              .header("Authorization", "Bearer " + token)
              .POST(BodyPublishers.ofString(body))
              .build();
      return noted(client.send(request));
    }

    private JsonNode json(String pathOrUri) throws IOException {
      return Client.json(get(pathOrUri));
    }

    private HttpResponse<String> get(String pathOrUri) throws IOException {
      HttpResponse<String> response = client.get(pathOrUri, "Authorization", "Bearer " + token);
      noted(response);
      return response;
    }

    /** Checked, and kept with its origin made the same for all. */
    private JsonNode noted(HttpResponse<String> response) {
      if (response.statusCode() != 200) {
        throw new AssertionError(response.uri() + " is answered " + response.body());
      }
      String origin = base.replace("/v2", "");
      answers.add(Json.MAPPER.readTree(response.body().replace(origin, "O")));
      return Client.json(response);
    }
  }
}
