package dev.javacdk.manifest.build;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.http.HttpStream;
import dev.javacdk.http.request.Hole;
import dev.javacdk.http.request.SliceValues;
import dev.javacdk.http.request.UrlText;
import dev.javacdk.manifest.expression.Kind;
import dev.javacdk.manifest.expression.Scope;
import dev.javacdk.manifest.model.Node;
import dev.javacdk.manifest.model.RequestOption.Into;
import dev.javacdk.manifest.model.Requester;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A requester → what a stream asks for. */
final class RequestBuilder {

  private static final Kind[] PARAMETER = {Kind.TEXT, Kind.LIST};
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH", "DELETE");

  private final Surroundings surroundings;
  private final Requester.Http requester;
  private final Node node;
  private final Slices slices;
  private final List<Injection> injections;

  /**
   * Of one stream.
   *
   * @param injections what goes into its requests beside what the requester says
   */
  RequestBuilder(
      Surroundings surroundings,
      Requester.Http requester,
      Slices slices,
      List<Injection> injections) {
    this.surroundings = surroundings;
    this.requester = requester;
    this.node = requester.node();
    this.slices = slices;
    this.injections = List.copyOf(injections);
  }

  /** The first part of all addresses. */
  static String base(Surroundings surroundings, Requester.Http requester) {
    String field = requester.node().fields().has("url_base") ? "url_base" : "url";
    Text url = Text.of(requester.node(), field, requester.url());
    for (String variable : List.of("stream_slice", "next_page_token")) {
      if (url.mentions(variable)) {
        throw new Refused(
            requester
                .node()
                .problem(field, "changes by " + variable + ", which cannot be done yet"));
      }
    }
    String base = url.string(surroundings.scope(requester.node()));
    try {
      return UrlText.parse(base).toString();
    } catch (IllegalArgumentException e) {
      throw new Refused(requester.node().problem(field, "is no address: " + e.getMessage()));
    }
  }

  /** The stream, asking. */
  HttpStream build(HttpStream stream) {
    String method = requester.method().toUpperCase(Locale.ROOT);
    HttpStream asking = stream.request(method, "{}", path());
    Inputs parameters = Inputs.of(node, "request_parameters", requester.parameters());
    checkOnce(parameters, Into.REQUEST_PARAMETER);
    if (isSaid(parameters, Into.REQUEST_PARAMETER)) {
      asking = asking.queries(filled("parameters", parameters, Into.REQUEST_PARAMETER, PARAMETER));
    }
    Inputs headers = Inputs.of(node, "request_headers", requester.headers());
    checkOnce(headers, Into.HEADER);
    if (isSaid(headers, Into.HEADER)) {
      asking = asking.headers(filled("headers", headers, Into.HEADER));
    }
    return WITH_BODY.contains(method) ? withBody(asking) : asking;
  }

  private boolean isSaid(Inputs inputs, Into into) {
    return !inputs.isEmpty() || injections.stream().anyMatch(i -> i.into() == into);
  }

  private Hole path() {
    if (requester.path().isEmpty()) {
      return hole("", values -> JsonNodeFactory.instance.stringNode(""));
    }
    Text path = Text.of(node, "path", requester.path());
    return hole(
        path.toString(),
        values -> JsonNodeFactory.instance.stringNode(Paths.joined(path.string(scope(values)))));
  }

  private Hole hole(String words, Function<SliceValues, @Nullable JsonNode> value) {
    return Hole.computed(words, slices.needs(), value).raw();
  }

  private Scope scope(SliceValues values) {
    return slices.scope(surroundings.scope(node), values);
  }

  /** Names and values as texts, or lists of texts. */
  private Hole filled(String words, Inputs inputs, Into into, Kind... kinds) {
    return hole(
        words,
        values -> {
          ObjectNode said = inputs.values(scope(values), kinds);
          ObjectNode all = JsonNodeFactory.instance.objectNode();
          said.properties().forEach(m -> all.set(m.getKey(), written(m.getValue())));
          return injected(all, into, values);
        });
  }

  private static JsonNode written(JsonNode value) {
    if (!value.isArray()) {
      return Inputs.written(value);
    }
    var each = JsonNodeFactory.instance.arrayNode();
    value.forEach(element -> each.add(element.isNull() ? element : Inputs.written(element)));
    return each;
  }

  private @Nullable ObjectNode injected(ObjectNode values, Into into, SliceValues slice) {
    injections.stream().filter(i -> i.into() == into).forEach(i -> i.put(values, slice));
    return values.isEmpty() ? null : values;
  }

  private HttpStream withBody(HttpStream stream) {
    Requester.Body body = requester.body();
    boolean form = injections.stream().anyMatch(i -> i.into() == Into.BODY_DATA);
    boolean json = injections.stream().anyMatch(i -> i.into() == Into.BODY_JSON);
    if (body == null) {
      if (form && json) {
        throw new Refused(node.problem("request_body", "would be a form and JSON at once"));
      }
      Inputs none = Inputs.of(node, "request_body", null);
      return form
          ? stream.forms(filled("fields", none, Into.BODY_DATA))
          : json ? stream.body(hole("body", v -> injected(empty(), Into.BODY_JSON, v))) : stream;
    }
    if (body instanceof Requester.Body.Form fields) {
      Inputs inputs = Inputs.of(node, "request_body_data", fields.value());
      checkOnce(inputs, Into.BODY_DATA);
      return stream.forms(filled("fields", inputs, Into.BODY_DATA, PARAMETER));
    }
    if (body instanceof Requester.Body.Text text) {
      Text whole = Text.of(node, "request_body_data", text.value());
      return stream.text(
          "text/plain; charset=utf-8",
          "{}",
          hole("text", v -> JsonNodeFactory.instance.stringNode(whole.string(scope(v)))));
    }
    Function<Scope, JsonNode> tree = tree(body);
    return stream.body(
        hole(
            "body",
            values -> {
              JsonNode said = tree.apply(scope(values));
              if (!(said instanceof ObjectNode object)) {
                throw new SystemError(
                    node.problem("request_body", "gives no object, but " + said).toString());
              }
              return injected(object, Into.BODY_JSON, values);
            }));
  }

  private static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  private Function<Scope, JsonNode> tree(Requester.Body body) {
    if (body instanceof Requester.Body.JsonExpression whole) {
      Text text = Text.of(node, "request_body_json", whole.value());
      return text::literal;
    }
    ObjectNode said =
        body instanceof Requester.Body.GraphQl graphQl
            ? graphQl.value()
            : ((Requester.Body.Json) body).value();
    return TextTree.of(node, "request_body_json", said)::value;
  }

  /** No name is said twice: one of the two values would go lost. */
  private void checkOnce(Inputs inputs, Into into) {
    List<String> names =
        new ArrayList<>(
            inputs.whole() == null ? inputs.names(surroundings.scope(node)) : List.of());
    for (Injection injection : injections) {
      if (injection.into() == into) {
        if (names.contains(injection.place())) {
          throw new Refused(
              node.problem(
                  "says '"
                      + injection.place()
                      + "' in its "
                      + into.name().toLowerCase(Locale.ROOT)
                      + "s, and so does a request option: leave out one"));
        }
        names.add(injection.place());
      }
    }
  }
}
