package dev.javacdk.manifest.model;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads requesters; of older manifests, the body and the URL in the words that those had. */
final class RequesterReader {

  static final Family<Requester> REQUESTER = Family.of("requester", Requester.Custom::new);

  private static final Reader<Requester.Body> BODY = RequesterReader::typedBody;

  static {
    REQUESTER.with("HttpRequester", RequesterReader::http);
  }

  private RequesterReader() {}

  private static Requester http(Fields fields) {
    String url = fields.text("url", "");
    String base = fields.text("url_base", "");
    if (fields.any("url") == null && fields.any("url_base") == null) {
      fields.problem("needs 'url'");
    }
    return new Requester.Http(
        fields.node(),
        url.isEmpty() ? base : url,
        fields.text("path", ""),
        fields.text("http_method", "GET"),
        fields.oneOrNull("authenticator", AuthenticatorReader.AUTHENTICATOR),
        fields.objectOrText("request_parameters"),
        fields.objectOrText("request_headers"),
        body(fields),
        properties(fields),
        fields.oneOrNull("error_handler", ErrorHandlerReader.HANDLER),
        fields.flag("use_cache", false),
        new Requester.Timeouts(
            fields.scalarOrNull("connect_timeout_in_seconds"),
            fields.scalarOrNull("read_timeout_in_seconds")));
  }

  // Bodies

  private static Requester.@Nullable Body body(Fields fields) {
    JsonNode json = fields.objectOrText("request_body_json");
    JsonNode data = fields.objectOrText("request_body_data");
    if (said(json) && said(data)) {
      fields.problem("has both 'request_body_json' and 'request_body_data': one body is sent");
    }
    Requester.Body typed = fields.oneOrNull("request_body", BODY);
    if (typed != null) {
      return typed;
    }
    if (said(json)) {
      return json instanceof ObjectNode object
          ? new Requester.Body.Json(object)
          : new Requester.Body.JsonExpression(text(json));
    }
    if (said(data)) {
      return data instanceof ObjectNode object
          ? new Requester.Body.Form(object)
          : new Requester.Body.Text(text(data));
    }
    return null;
  }

  private static boolean said(@Nullable JsonNode body) {
    return body != null && !(body.isContainer() ? body.isEmpty() : body.asString().isEmpty());
  }

  private static String text(@Nullable JsonNode body) {
    return body == null ? "" : body.asString();
  }

  private static Requester.Body typedBody(Fields fields) {
    return switch (fields.node().type()) {
      case "RequestBodyPlainText" -> new Requester.Body.Text(fields.text("value"));
      case "RequestBodyUrlEncodedForm" -> new Requester.Body.Form(fields.object("value"));
      case "RequestBodyJsonObject" -> new Requester.Body.Json(fields.object("value"));
      case "RequestBodyGraphQL" -> new Requester.Body.GraphQl(fields.object("value"));
      default -> {
        fields.problem(
            "has the type '%s', and must be one of %s"
                .formatted(
                    fields.node().type(),
                    "RequestBodyPlainText, RequestBodyUrlEncodedForm, RequestBodyJsonObject,"
                        + " RequestBodyGraphQL"));
        yield new Requester.Body.Text("");
      }
    };
  }

  // Properties

  private static Requester.@Nullable QueryProperties properties(Fields fields) {
    Requester.QueryProperties said =
        fields.oneOrNull("query_properties", RequesterReader::queryProperties);
    if (said != null || !(fields.any("request_parameters") instanceof ObjectNode parameters)) {
      return said;
    }
    for (String name : parameters.propertyNames()) {
      if (parameters.get(name) instanceof ObjectNode value) {
        return queryProperties(
            new Fields(
                fields.reading(),
                fields.node().place().below("request_parameters").below(name),
                value));
      }
    }
    return null;
  }

  private static Requester.QueryProperties queryProperties(Fields fields) {
    boolean asked = fields.any("property_list") instanceof ObjectNode;
    return new Requester.QueryProperties(
        fields.node(),
        asked ? null : fields.texts("property_list"),
        asked ? fields.one("property_list", RequesterReader::endpoint) : null,
        fields.textsOrEmpty("always_include_properties"),
        fields.objectOrNull("property_chunking"),
        fields.objectOrNull("property_selector"));
  }

  private static Requester.PropertiesFromEndpoint endpoint(Fields fields) {
    return new Requester.PropertiesFromEndpoint(
        fields.node(),
        fields.texts("property_field_path"),
        fields.one("retriever", RetrieverReader.RETRIEVER));
  }
}
