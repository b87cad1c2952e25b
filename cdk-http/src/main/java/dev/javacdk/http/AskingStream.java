package dev.javacdk.http;

import dev.javacdk.http.request.Call;
import dev.javacdk.http.request.Hole;
import dev.javacdk.http.request.Request;
import dev.javacdk.http.rule.Match;
import dev.javacdk.http.rule.Verdict;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a stream asks for. Each method returns a changed copy; immutable. */
abstract class AskingStream extends DefinedStream {

  AskingStream(Definition definition) {
    super(definition);
  }

  abstract HttpStream with(Consumer<Definition> change);

  /** Asks by GET for this path below the API's address. */
  public HttpStream get(String path, Hole... holes) {
    return request("GET", path, holes);
  }

  /** Asks by POST at this path below the API's address. */
  public HttpStream post(String path, Hole... holes) {
    return request("POST", path, holes);
  }

  /** Asks by any method; each {@code {}} of the path is filled by a hole, escaped. */
  public HttpStream request(String method, String path, Hole... holes) {
    return with(d -> {
      d.request = d.request.to(method, path, holes);
      d.requested = true;
    });
  }

  /** With a query parameter. */
  public HttpStream query(String name, String value) {
    return with(d -> d.request = d.request.query(name, value));
  }

  /** With a query parameter. */
  public HttpStream query(String name, long value) {
    return query(name, Long.toString(value));
  }

  /** With a query parameter. */
  public HttpStream query(String name, boolean value) {
    return query(name, Boolean.toString(value));
  }

  /** With a query parameter that is a hole; left out where that has no value. */
  public HttpStream query(String name, Hole hole) {
    return query(name, "{}", hole);
  }

  /**
   * With a query parameter in which each {@code {}} is filled: {@code ("q", "since:{}", since)}.
   */
  public HttpStream query(String name, String template, Hole... holes) {
    return with(d -> d.request = d.request.query(name, template, holes));
  }

  /** With a header. */
  public HttpStream header(String name, String template, Hole... holes) {
    return with(d -> d.request = d.request.header(name, template, holes));
  }

  /**
   * With the query parameters that the hole's object has: an array is said once for each element;
   * what is null is left out.
   */
  public HttpStream queries(Hole hole) {
    return query("", hole);
  }

  /** With the headers that the hole's object has; what is null is left out. */
  public HttpStream headers(Hole hole) {
    return header("", "{}", hole);
  }

  /**
   * With a value in the JSON body.
   *
   * @param place a field, or a JSON pointer: {@code "/variables/first"}
   */
  public HttpStream body(String place, String template, Hole... holes) {
    return with(d -> d.request = d.request.field(place, template, holes));
  }

  /** With a hole in the JSON body; its value keeps its JSON type. */
  public HttpStream body(String place, Hole hole) {
    return body(place, "{}", hole);
  }

  /** With a number in the JSON body. */
  public HttpStream body(String place, long value) {
    return body(place, JsonNodeFactory.instance.numberNode(value));
  }

  /** With a JSON value in the JSON body. */
  public HttpStream body(String place, JsonNode value) {
    return with(d -> d.request = d.request.field(place, value));
  }

  /** With a JSON body, on which what {@code body(place, ...)} says is set. */
  public HttpStream body(ObjectNode json) {
    return with(d -> d.request = d.request.json(json));
  }

  /** With a field of a form as its body. */
  public HttpStream form(String name, String template, Hole... holes) {
    return with(d -> d.request = d.request.formField(name, template, holes));
  }

  /** With a form that has the fields of the hole's object; what is null is left out. */
  public HttpStream forms(Hole hole) {
    return form("", "{}", hole);
  }

  /** With a JSON body that has the fields of the hole's object, beside others. */
  public HttpStream body(Hole hole) {
    return body("", hole);
  }

  /** With this text as its body. */
  public HttpStream text(String mediaType, String template, Hole... holes) {
    return with(d -> d.request = d.request.text(mediaType, template, holes));
  }

  /** Asks by POST with this GraphQL query; an answer with {@code errors} is an error. */
  public HttpStream graphql(String path, String query) {
    return post(path).body("/query", query).when(Match.json("/errors/0"), Verdict.systemError());
  }

  /** Changes each request by a function, before it is signed; called on reading threads. */
  public HttpStream prepare(UnaryOperator<Call> change) {
    return with(d -> {
      UnaryOperator<Call> before = d.prepare;
      d.prepare = call -> change.apply(before.apply(call));
    });
  }

  /**
   * Asks for the second page and those behind it by another request: a scroll, say. It is made of
   * the first one, or anew: {@code first -> Request.of("POST", "/_search/scroll")}.
   */
  public HttpStream fromSecondPage(UnaryOperator<Request> following) {
    return with(d -> d.following = following.apply(d.request));
  }
}
