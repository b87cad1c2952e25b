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
import dev.javacdk.http.request.Hole;
import dev.javacdk.http.request.ParentField;
import dev.javacdk.http.request.Request;
import dev.javacdk.http.request.SliceValues;
import dev.javacdk.http.response.Format;
import dev.javacdk.http.rule.Match;
import dev.javacdk.http.rule.Rule;
import dev.javacdk.http.rule.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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
public final class HttpStream extends AskingStream {

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

  /**
   * The records stand at this place: {@code records(Place.arrayOrObject("/data").maybe())} takes
   * the elements of an array, or an object that stands there itself.
   */
  public HttpStream records(Place place) {
    return with(d -> d.place = place);
  }

  /** The body is in this format; JSON where nothing is said. */
  public HttpStream format(Format format) {
    return with(d -> d.format = format);
  }

  /** How pages follow each other. It must be said, {@link Paging#none()} too. */
  public HttpStream paging(Paging paging) {
    return with(d -> d.paging = paging);
  }

  /**
   * Adds what fills a hole to each record: the parent's id, say.
   *
   * @param place a field, or a JSON pointer
   */
  public HttpStream add(String place, Hole hole) {
    return with(d -> d.added.put(place, hole));
  }

  /** Keeps only records of which this holds; called on reading threads. */
  public HttpStream filter(Predicate<ObjectNode> wanted) {
    return filter((record, values) -> wanted.test(record));
  }

  /**
   * As {@link #filter(Predicate)}, knowing of which slice the record is. What it looks at that the
   * request does not mention, {@link #mentioning} says.
   */
  public HttpStream filter(BiPredicate<ObjectNode, SliceValues> wanted) {
    return flatMap((record, values) -> wanted.test(record, values) ? List.of(record) : List.of());
  }

  /** Changes each record; called on reading threads. It may change the one that it gets. */
  public HttpStream map(UnaryOperator<ObjectNode> change) {
    return map((record, values) -> change.apply(record));
  }

  /** As {@link #map(UnaryOperator)}, knowing of which slice the record is. */
  public HttpStream map(BiFunction<ObjectNode, SliceValues, ObjectNode> change) {
    return flatMap((record, values) -> List.of(change.apply(record, values)));
  }

  /** Makes any number of records out of each; called on reading threads. */
  public HttpStream flatMap(Function<ObjectNode, ? extends Collection<ObjectNode>> change) {
    return flatMap((record, values) -> change.apply(record));
  }

  /** As {@link #flatMap(Function)}, knowing of which slice the record is. */
  public HttpStream flatMap(
      BiFunction<ObjectNode, SliceValues, ? extends Collection<ObjectNode>> change) {
    return with(d -> d.steps = plus(d.steps, change::apply));
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
    return partitions(
        Partitions.of(values.stream().map(value -> Partition.of(name, value)).toList()));
  }

  /**
   * The same of parts that have several values: {@link Partitions#ranges} of a key, so that one
   * listing is read by several workers.
   */
  public HttpStream partitions(Partitions.Listed parts) {
    return with(d -> d.parts = cross(d.parts, parts.partitions()));
  }

  /**
   * Read as if the request mentioned these holes: once for each record of a parent that only a step
   * looks at, say.
   */
  public HttpStream mentioning(Hole... holes) {
    return with(d -> d.mentioned = Stream.concat(d.mentioned.stream(), Stream.of(holes)).toList());
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

  @Override
  protected HttpStream with(StreamTraits traits) {
    return with((Definition d) -> d.traits = traits);
  }

  @Override
  HttpStream with(Consumer<Definition> change) {
    Definition copy = definition.copy(definition.name);
    change.accept(copy);
    return new HttpStream(api, copy);
  }

  private static <T> List<T> plus(List<T> list, T one) {
    return Stream.concat(list.stream(), Stream.of(one)).toList();
  }

  private static List<Partition> cross(List<Partition> parts, List<Partition> times) {
    List<Partition> from = parts.isEmpty() ? List.of(Partition.whole()) : parts;
    return from.stream()
        .flatMap(
            part -> times.stream().map(more -> Partition.of(part.toJson().setAll(more.toJson()))))
        .toList();
  }
}
