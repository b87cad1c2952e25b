package dev.javacdk.manifest.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is asked of an API. Texts may be expressions. */
public sealed interface Requester extends Component {

  /**
   * One request: {@code HttpRequester}.
   *
   * @param url all of it, or its first part where there is a path; older manifests call that {@code
   *     url_base}
   * @param path what follows the first part; empty where that is all
   * @param method {@code GET}, {@code POST}, or another
   * @param parameters of the query: an object of texts and {@code QueryProperties}, or one text;
   *     null where there are none
   * @param headers an object of texts, or one text; null where there are none
   * @param body null where there is none
   * @param properties what the API is asked to put into its answers; null where nothing says it
   * @param useCache whether an answer may serve several streams
   * @param timeouts seconds to connect and to read; null where nothing says it
   */
  record Http(
      Node node,
      String url,
      String path,
      String method,
      @Nullable Authenticator authenticator,
      @Nullable JsonNode parameters,
      @Nullable JsonNode headers,
      @Nullable Body body,
      @Nullable QueryProperties properties,
      @Nullable ErrorHandler errorHandler,
      boolean useCache,
      Timeouts timeouts)
      implements Requester {}

  /** Python code, or of a type that is not known; the latter is of no class. */
  record Custom(Node node, String className) implements Requester {}

  /** Seconds; null where nothing says it. */
  record Timeouts(@Nullable JsonNode connect, @Nullable JsonNode read) {}

  /** What a request brings, in the words of newer manifests and of older ones. */
  sealed interface Body {

    /** The text itself. */
    record Text(String value) implements Body {}

    /** Fields of a form. */
    record Form(ObjectNode value) implements Body {}

    /** A JSON object, in which every text may be an expression. */
    record Json(ObjectNode value) implements Body {}

    /** An expression for a JSON object. */
    record JsonExpression(String value) implements Body {}

    /** A JSON object with a {@code query}, whose text is no expression but for its own marks. */
    record GraphQl(ObjectNode value) implements Body {}
  }

  /**
   * Which properties of its records an API is asked for: {@code QueryProperties}.
   *
   * @param names a list of texts; null where an endpoint is asked for them
   * @param endpoint null where the names are known
   * @param chunking how they are cut into several requests; null where they are not
   * @param selector which of them a catalog wants; null where all are asked for
   */
  record QueryProperties(
      Node node,
      @Nullable List<String> names,
      @Nullable PropertiesFromEndpoint endpoint,
      List<String> always,
      @Nullable ObjectNode chunking,
      @Nullable ObjectNode selector)
      implements Component {}

  /** An endpoint that names properties: {@code PropertiesFromEndpoint}. */
  record PropertiesFromEndpoint(Node node, List<String> path, Retriever retriever)
      implements Component {}
}
