package dev.javacdk.testkit.hubspot;

import dev.javacdk.testkit.message.ErrorBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Errors in HubSpot's words: status, message, category. */
final class HubSpotErrors implements ErrorBody {

  @Override
  public JsonNode of(int status, String message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("status", "error")
        .put("message", message)
        .put("category", category(status));
  }

  private static String category(int status) {
    return switch (status) {
      case 401 -> "INVALID_AUTHENTICATION";
      case 404 -> "OBJECT_NOT_FOUND";
      case 429 -> "RATE_LIMITS";
      default -> status < 500 ? "VALIDATION_ERROR" : "INTERNAL_ERROR";
    };
  }
}
