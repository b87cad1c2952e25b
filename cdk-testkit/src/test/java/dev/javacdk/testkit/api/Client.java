package dev.javacdk.testkit.api;

import dev.javacdk.testkit.message.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A real HTTP client for the tests. */
public final class Client {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String origin;

  /** A client of the server at this address. */
  public Client(String origin) {
    this.origin = origin;
  }

  /** The response to a GET with headers in pairs of name and value. */
  public HttpResponse<String> get(String pathOrUri, String... headers) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(pathOrUri));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  /** The response to a POST of JSON. */
  public HttpResponse<String> post(String path, String body) throws IOException {
    return send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body)).build());
  }

  /** The response to any request. */
  public HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The JSON of a GET. */
  public JsonNode json(String pathOrUri) throws IOException {
    return json(get(pathOrUri));
  }

  /** The JSON of a response. */
  public static JsonNode json(HttpResponse<String> response) {
    return Json.MAPPER.readTree(response.body());
  }

  /** The ids of all records from a first page on, for as long as a function names a next page. */
  public List<String> walk(String first, String records, Function<JsonNode, @Nullable String> next)
      throws IOException {
    List<String> ids = new ArrayList<>();
    String page = first;
    while (page != null) {
      JsonNode body = json(page);
      ids.addAll(ids(body.at(records)));
      page = next.apply(body);
    }
    return ids;
  }

  /** The ids of an array of records. */
  public static List<String> ids(JsonNode records) {
    return records.valueStream().map(row -> row.path("id").asString()).toList();
  }

  /** The URI of a path, or of what is one already. */
  public URI uri(String pathOrUri) {
    return URI.create(pathOrUri.startsWith("/") ? origin + pathOrUri : pathOrUri);
  }
}
