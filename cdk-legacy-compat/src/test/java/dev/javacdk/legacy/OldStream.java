package dev.javacdk.legacy;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.api.state.StreamState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Old streams for tests: each remembers what it was asked for. */
class OldStream implements LegacyStream {

  final List<String> asked = new ArrayList<>();
  final List<String> statesSeen = new ArrayList<>();
  private final String name;
  private final List<?> records;
  @Nullable Iterable<@Nullable Map<String, ?>> slices = List.of(Map.of());

  OldStream(String name, List<?> records) {
    this.name = name;
    this.records = records;
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // a list of what is given, nothing more
  final OldStream slices(@Nullable Map<String, ?>... slices) {
    this.slices = Arrays.asList(slices);
    return this;
  }

  static ObjectNode user(int updated) {
    return JsonNodeFactory.instance.objectNode().put("u", updated);
  }

  static List<ObjectNode> users(int... updated) {
    return Arrays.stream(updated).mapToObj(OldStream::user).toList();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Schema schema() {
    return Schema.any();
  }

  @Override
  public @Nullable Iterable<@Nullable Map<String, ?>> slices(ObjectNode state) {
    return slices;
  }

  @Override
  public Iterator<?> records(
      Map<String, @Nullable Object> slice, ObjectNode state, ReadContext context) {
    asked.add(slice.toString());
    statesSeen.add(state.toString());
    return records.iterator();
  }

  /** Keeps the greatest value of its cursor; gives what comes after its state. */
  static final class Computed extends OldStream implements UpdatedState {
    private final List<ObjectNode> users;
    private final Cursor cursor;

    Computed(String name, int... updated) {
      this(name, Cursor.number("u"), updated);
    }

    Computed(String name, Cursor cursor, int... updated) {
      super(name, users(updated));
      this.users = users(updated);
      this.cursor = cursor;
    }

    @Override
    public Optional<Cursor> cursor() {
      return Optional.of(cursor);
    }

    @Override
    public Iterator<?> records(
        Map<String, @Nullable Object> slice, ObjectNode state, ReadContext context) {
      super.records(slice, state, context);
      long since = state.path("u").asLong(Long.MIN_VALUE);
      return users.stream().filter(user -> user.path("u").asLong() >= since).iterator();
    }

    @Override
    public ObjectNode updatedState(ObjectNode current, ObjectNode record) {
      long before = current.path("u").asLong(Long.MIN_VALUE);
      return current.put("u", Math.max(before, record.path("u").asLong()));
    }
  }

  /** Reads the page that its state names; one user a page, numbered like it. */
  @SuppressWarnings("removal") // what old streams still say
  static final class Paged extends OldStream implements IncrementalMixin {
    private final int pages;
    private StreamState state = StreamState.initial();

    Paged(String name, int pages) {
      super(name, List.of());
      this.pages = pages;
    }

    @Override
    public Iterator<?> records(
        Map<String, @Nullable Object> slice, ObjectNode current, ReadContext context) {
      super.records(slice, current, context);
      int page = current.path("page").asInt(1);
      state = page < pages ? StreamState.at("page", page + 1) : StreamState.initial();
      return users(page).iterator();
    }

    @Override
    public StreamState state() {
      return state;
    }

    @Override
    public void state(StreamState state) {
      this.state = state;
    }
  }
}
