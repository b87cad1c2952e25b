package dev.javacdk.http.request;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.http.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a stream asks for, with its holes. Each method that says something more returns a changed
 * copy. A value; safe for use by many threads.
 *
 * @param method {@code GET}, {@code POST}, ...
 * @param path below the API's address
 * @param query parameters, in order
 * @param headers in order
 * @param fields of the body: of its JSON, by field or pointer, or of its form
 * @param json what the fields are set on; null: an empty object, where there are fields
 * @param form whether the body is a form
 * @param text the body as it is written, named by its media type; null: made of the fields
 */
public record Request(
    String method,
    Template path,
    List<Part> query,
    List<Part> headers,
    List<Part> fields,
    @Nullable ObjectNode json,
    boolean form,
    @Nullable Part text) {

  private static final String PATH = "path";

  /**
   * A named place and what goes there.
   *
   * @param name of the parameter, header or field; a pointer in JSON; empty where the value is an
   *     object of several
   * @param value text with holes
   * @param literal a value with a JSON type, for a body; null: take {@code value}
   */
  public record Part(String name, Template value, @Nullable JsonNode literal) {}

  /** Keeps copies. */
  public Request {
    query = List.copyOf(query);
    headers = List.copyOf(headers);
    fields = List.copyOf(fields);
    json = json == null ? null : json.deepCopy();
  }

  /** A request of this method to this path. */
  public static Request of(String method, String path, Hole... holes) {
    Template template =
        holes.length == 0 ? Template.literal(path) : new Template(path, List.of(holes));
    return new Request(method, template, List.of(), List.of(), List.of(), null, false, null);
  }

  /** The same to another path. */
  public Request to(String method, String path, Hole... holes) {
    Request other = of(method, path, holes);
    return new Request(method, other.path, query, headers, fields, json, form, text);
  }

  /** With a query parameter. */
  public Request query(String name, String value, Hole... holes) {
    return new Request(
        method, path, with(query, part(name, value, holes)), headers, fields, json, form, text);
  }

  /** With a query parameter that is one hole. */
  public Request query(String name, Hole hole) {
    return query(name, "{}", hole);
  }

  /** With a header. */
  public Request header(String name, String value, Hole... holes) {
    return new Request(
        method, path, query, with(headers, part(name, value, holes)), fields, json, form, text);
  }

  /** With a field of the JSON body. */
  public Request field(String place, String value, Hole... holes) {
    return new Request(
        method, path, query, headers, with(fields, part(place, value, holes)), json, false, null);
  }

  /** With a field of the JSON body that has a JSON type of its own. */
  public Request field(String place, JsonNode value) {
    Part part = new Part(place, Template.literal(""), value);
    return new Request(method, path, query, headers, with(fields, part), json, false, null);
  }

  /** With a JSON body on which the fields are set. */
  public Request json(ObjectNode json) {
    return new Request(method, path, query, headers, fields, json, false, null);
  }

  /** With a field of a form as its body. */
  public Request formField(String name, String value, Hole... holes) {
    return new Request(
        method, path, query, headers, with(fields, part(name, value, holes)), null, true, null);
  }

  /** With this text as its body. */
  public Request text(String mediaType, String value, Hole... holes) {
    return new Request(
        method, path, query, headers, List.of(), null, false, part(mediaType, value, holes));
  }

  /**
   * Every hole, in the order in which they are mentioned, each once; of a computed one, those that
   * it is computed of.
   */
  public Set<Hole> holes() {
    return Stream.of(List.of(new Part(PATH, path, null)), query, headers, fields, texts())
        .flatMap(List::stream)
        .flatMap(part -> part.value().holes().stream())
        .flatMap(Hole::leaves)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** What is unsound about it. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    checkMarks(PATH, path, problems);
    for (List<Part> parts : List.of(query, headers, fields, texts())) {
      parts.forEach(part -> checkMarks("'" + part.name() + "'", part.value(), problems));
    }
    for (Hole hole : path.holes()) {
      if (hole instanceof CursorBound bound && bound.cursor().start().isEmpty()) {
        problems.add(
            "path mentions " + hole.words() + ", but the cursor says no start: use from(...)");
      }
    }
    return problems;
  }

  /** The request for the first page of this slice. */
  public Call fill(URI base, StreamSlice slice, Partitions partitions) {
    return fill(base, slice, partitions, UnaryOperator.identity());
  }

  /**
   * The request for a page of this slice.
   *
   * @param position puts its position into the path
   */
  public Call fill(
      URI base, StreamSlice slice, Partitions partitions, UnaryOperator<String> position) {
    String filled = path.fill(slice, partitions, (hole, text) -> PathText.of(hole, text, words()));
    if (filled == null) {
      throw new SystemError(
          path.words() + " cannot be asked for: a hole has no value in " + slice.describe());
    }
    Call call = new Call(method, below(base, position.apply(filled)), List.of(), null);
    call = call.url(UrlText.withQuery(call.url(), named(query, slice, partitions)));
    for (NameValue header : named(headers, slice, partitions)) {
      call = call.header(header.name(), header.value());
    }
    return withBody(call, slice, partitions);
  }

  /** What the parts are filled with; of those without a name, what their objects have. */
  private List<NameValue> named(List<Part> parts, StreamSlice slice, Partitions partitions) {
    List<NameValue> values = new ArrayList<>();
    for (Part part : parts) {
      if (part.name().isEmpty()) {
        spread(part, slice, partitions, values);
        continue;
      }
      String value = part.value().fill(slice, partitions, (hole, text) -> text);
      if (value != null) {
        values.add(new NameValue(part.name(), value));
      }
    }
    return values;
  }

  private void spread(Part part, StreamSlice slice, Partitions partitions, List<NameValue> values) {
    JsonNode filled = part.value().fillJson(slice, partitions);
    if (filled == null || filled.isNull()) {
      return;
    }
    if (!filled.isObject()) {
      throw new SystemError(
          words() + ": " + part.value().words() + " must be an object, and is " + filled);
    }
    for (Map.Entry<String, JsonNode> member : filled.properties()) {
      Iterable<JsonNode> each =
          member.getValue().isArray() ? member.getValue() : List.of(member.getValue());
      for (JsonNode value : each) {
        if (!value.isNull()) {
          values.add(new NameValue(member.getKey(), Json.text(value)));
        }
      }
    }
  }

  /** Method and path, the holes by name. */
  public String words() {
    return method + " " + path.words();
  }

  private Call withBody(Call call, StreamSlice slice, Partitions partitions) {
    if (text != null) {
      String filled = text.value().fill(slice, partitions, (hole, value) -> value);
      return filled == null ? call : call.body(new Body.OfText(text.name(), filled));
    }
    Call result = json == null ? call : call.body(new Body.OfJson(json));
    if (form) {
      List<NameValue> values = named(fields, slice, partitions);
      return values.isEmpty() ? call : call.body(new Body.OfForm(values));
    }
    for (Part part : fields) {
      JsonNode value =
          part.literal() != null ? part.literal() : part.value().fillJson(slice, partitions);
      if (value != null) {
        result = result.json(part.name(), value);
      }
    }
    return result;
  }

  /**
   * The address of a path below another, with the query that the other has; a whole URL stays what
   * it is.
   */
  public static URI below(URI base, String path) {
    if (path.startsWith("http://") || path.startsWith("https://")) {
      return UrlText.parse(path);
    }
    String address = base.toString();
    int mark = address.indexOf('?');
    String query = mark < 0 ? "" : address.substring(mark + 1);
    String own = mark < 0 ? address : address.substring(0, mark);
    String head = own.endsWith("/") ? own.substring(0, own.length() - 1) : own;
    String below = path.isEmpty() ? own : head + (path.startsWith("/") ? "" : "/") + path;
    if (!query.isEmpty()) {
      below += (below.contains("?") ? "&" : "?") + query;
    }
    return UrlText.parse(below);
  }

  private List<Part> texts() {
    return text == null ? List.of() : List.of(text);
  }

  private static void checkMarks(String where, Template template, List<String> problems) {
    int holes = template.holes().size();
    if (holes != template.marks() && (holes > 0 || where.equals(PATH))) {
      problems.add(
          where
              + " '"
              + template.text()
              + "' has "
              + template.marks()
              + " {} for "
              + holes
              + " holes");
    }
  }

  private static Part part(String name, String text, Hole... holes) {
    return new Part(
        name,
        holes.length == 0 ? Template.literal(text) : new Template(text, List.of(holes)),
        null);
  }

  private static List<Part> with(List<Part> parts, Part part) {
    List<Part> all = new ArrayList<>(parts);
    all.add(part);
    return all;
  }
}
