package dev.javacdk.http;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.StreamTraits;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.state.Partition;
import dev.javacdk.http.json.Place;
import dev.javacdk.http.paging.Declared;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.request.Call;
import dev.javacdk.http.request.Hole;
import dev.javacdk.http.request.ParentField;
import dev.javacdk.http.request.Request;
import dev.javacdk.http.response.Format;
import dev.javacdk.http.rule.Match;
import dev.javacdk.http.rule.Rule;
import dev.javacdk.http.rule.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stream that is read over HTTP, as a value: what is asked for, where the records stand, how
 * pages follow each other.
 *
 * <p>What its holes are decides what it is: one for a parent's field ({@link #each}) makes it a
 * substream, one for a cursor ({@link Hole#since}) makes it incremental, its paging makes it
 * resumable; the three combine freely. Each method that says something more returns a changed copy.
 * Immutable; safe for use by many threads.
 */
public final class HttpStream extends DefinedStream {

  private final HttpApi api;

  /** What was met of what the paging declares; for one run, as the API's connections are. */
  private final Declared declared = new Declared();

  HttpStream(HttpApi api, Definition definition) {
    super(definition);
    this.api = api;
  }

  /** The same under another name: a template for streams that are alike. */
  public HttpStream named(String name) {
    return new HttpStream(api, definition.copy(name));
  }

  // What is asked for

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

  // What comes back

  /**
   * The records are the elements of the array at this JSON pointer. A segment {@code *} stands for
   * every element or value: {@code /orders/*}{@code /items}. Where each element has one object
   * inside, that is the record: {@code /edges/*}{@code /node}. Where nothing is met there, that is
   * an error.
   */
  public HttpStream records(String pointer) {
    return with(d -> d.place = Place.of(pointer));
  }

  /** As {@link #records}, but where nothing is met there, there are no records. */
  public HttpStream recordsIfAny(String pointer) {
    return with(d -> d.place = Place.of(pointer).maybe());
  }

  /** The object at this JSON pointer is the one record. */
  public HttpStream record(String pointer) {
    return with(d -> d.place = Place.one(pointer));
  }

  /** The body is in this format; JSON where nothing is said. */
  public HttpStream format(Format format) {
    return with(d -> d.format = format);
  }

  /** How pages follow each other. It must be said, {@link Paging#none()} too. */
  public HttpStream paging(Paging paging) {
    return with(d -> d.paging = paging);
  }

  /** Adds what fills a hole to each record: the parent's id, say. */
  public HttpStream add(String field, Hole hole) {
    return with(d -> d.added.put(field, hole));
  }

  /** Keeps only records of which this holds; called on reading threads. */
  public HttpStream filter(Predicate<ObjectNode> wanted) {
    return step(record -> wanted.test(record) ? java.util.stream.Stream.of(record) : null);
  }

  /** Changes each record; called on reading threads. It may change the one that it gets. */
  public HttpStream map(UnaryOperator<ObjectNode> change) {
    return step(record -> java.util.stream.Stream.of(change.apply(record)));
  }

  /** Makes any number of records out of each; called on reading threads. */
  public HttpStream flatMap(Function<ObjectNode, ? extends Collection<ObjectNode>> change) {
    return step(record -> change.apply(record).stream());
  }

  /** What is done about answers of a kind; comes before the API's rules. */
  public HttpStream when(Match match, Verdict verdict) {
    return with(d -> d.rules = plus(d.rules, new Rule(match, verdict)));
  }

  // What the stream is

  /**
   * One part for each value, for holes of {@link Hole#partition}. Said twice, or of a substream:
   * their cross product, every project's open and closed issues.
   */
  public HttpStream partitions(String name, Collection<String> values) {
    return with(d -> d.parts = cross(d.parts, name, values));
  }

  /**
   * Read incrementally by this cursor, though no hole mentions it: for an API that cannot filter,
   * with {@link Cursor#clientSide}.
   */
  @Override
  public HttpStream cursor(Cursor cursor) {
    return super.cursor(cursor);
  }

  /**
   * Only those records of the parent are parts that changed since the last sync: the API stamps the
   * parent's record whenever something of the part changes, and the parent mentions a cursor.
   */
  public HttpStream onlyChangedParents() {
    return with(d -> d.onlyChanged = true);
  }

  // What others may mention of it

  /** A hole for a field of this stream's records: who mentions it is read once for each of them. */
  public ParentField each(String field) {
    return ParentField.key(this, field);
  }

  /** A hole for another field of the record that {@link #each} is about. */
  public ParentField field(String field) {
    return ParentField.data(this, field);
  }

  /** What it asks for, with its holes. */
  public Request request() {
    return definition.request;
  }

  /** How its pages follow each other; empty where that is not said yet. */
  public Optional<Paging> paging() {
    return Optional.ofNullable(definition.paging);
  }

  @Override
  public Partitions partitions() {
    requireSound();
    return shape.partitions();
  }

  @Override
  public PageReader reader(Partition partition) {
    Paging paging = requireSound();
    return new HttpPages(
        api.settings().base(), api.exchange(), definition, paging, shape.partitions(), declared);
  }

  /** What it does, in words. */
  @Override
  public String toString() {
    return describe();
  }

  private Paging requireSound() {
    if (!shape.problems().isEmpty()) {
      throw new SystemError(
          "stream '" + name() + "' is unsound: " + String.join("; ", shape.problems()));
    }
    return Objects.requireNonNull(definition.paging);
  }

  private HttpStream step(
      Function<ObjectNode, java.util.stream.@Nullable Stream<ObjectNode>> step) {
    return with(d -> d.steps = plus(d.steps, step::apply));
  }

  @Override
  protected HttpStream with(StreamTraits traits) {
    return with((Definition d) -> d.traits = traits);
  }

  private HttpStream with(Consumer<Definition> change) {
    Definition copy = definition.copy(definition.name);
    change.accept(copy);
    return new HttpStream(api, copy);
  }

  private static <T> List<T> plus(List<T> list, T one) {
    List<T> more = new ArrayList<>(list);
    more.add(one);
    return List.copyOf(more);
  }

  private static List<Partition> cross(
      List<Partition> parts, String name, Collection<String> values) {
    List<Partition> from = parts.isEmpty() ? List.of(Partition.whole()) : parts;
    List<Partition> crossed = new ArrayList<>();
    for (Partition part : from) {
      for (String value : values) {
        crossed.add(Partition.of(part.toJson().put(name, value)));
      }
    }
    return crossed;
  }
}
