package dev.javacdk.testkit.listing;

import dev.javacdk.testkit.message.ApiError;
import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The parameters of a request, in its query or in its JSON body. Confined to one request. */
final class Params {

  private final ApiRequest request;
  private final boolean inBody;
  private final JsonNode body;

  Params(ApiRequest request, boolean inBody) {
    this.request = request;
    this.inBody = inBody;
    this.body = inBody ? request.bodyJson() : Json.object();
  }

  ApiRequest request() {
    return request;
  }

  /** A value as text. */
  Optional<String> text(String name) {
    if (!inBody) {
      return request.query(name);
    }
    return json(name).map(value -> value.isValueNode() ? value.asString() : value.toString());
  }

  /** A page token in its shape. */
  Optional<JsonNode> token(String name, TokenShape shape) {
    return inBody ? json(name) : request.query(name).map(shape::fromQuery);
  }

  /** A whole number of at least {@code least}; {@link ApiError} with status 400 if it is not. */
  Optional<Long> number(String name, long least) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      long value = Long.parseLong(text.get());
      if (value >= least) {
        return Optional.of(value);
      }
    } catch (NumberFormatException e) {
      throw refused(name, text.get());
    }
    throw refused(name, text.get());
  }

  /** The URL of this request with one query parameter more or changed. */
  String linkWith(String name, String value) {
    Map<String, String> query = new LinkedHashMap<>(request.query());
    query.put(name, value);
    return query.entrySet().stream()
        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&", request.origin() + request.path() + "?", ""));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Optional<JsonNode> json(String name) {
    JsonNode value = body.at(Json.pointer(name));
    return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  private static ApiError refused(String name, String value) {
    return new ApiError(400, "parameter " + name + " is '" + value + "'");
  }
}
