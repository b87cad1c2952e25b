package dev.javacdk.http;

import dev.javacdk.api.CheckContext;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.api.read.JsonLimits;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.http.exchange.Reading;
import dev.javacdk.http.json.ByteSink;
import dev.javacdk.http.json.Json;
import dev.javacdk.http.json.Place;
import dev.javacdk.http.json.Pointer;
import dev.javacdk.http.json.RecordSink;
import dev.javacdk.http.paging.PageFacts;
import dev.javacdk.http.paging.Pages;
import dev.javacdk.http.request.JsonPlaces;
import dev.javacdk.http.request.SliceValues;
import dev.javacdk.http.response.Answer;
import dev.javacdk.http.response.Format;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one page's records out of an answer and into the output, as they are met. Without a step of
 * the author's no tree is built. Confined to the thread that reads the page.
 */
final class PageOfRecords implements Reading<PageFacts> {

  private static final Logger LOG = SafeLogs.of(PageOfRecords.class);

  private static final int NO_CONTENT = 204;

  private final Definition definition;
  private final Place place;
  private final RecordOutput output;
  private final ReadContext context;
  private final SliceValues values;
  private final Map<String, JsonNode> added;
  private final @Nullable RowWatch watch;
  private final boolean overlaps;
  private final @Nullable Pointer lastPlace;
  private final List<Pointer> inBody;
  private final List<Pointer> inRecord;
  private final Map<Pointer, JsonNode> capturedInRecord = new HashMap<>();
  private @Nullable JsonNode last;
  private Consumer<Answer> first = answer -> {};
  private boolean brokeOff;
  private @Nullable ReadStopped stopped;

  PageOfRecords(
      Definition definition,
      Pages pages,
      SliceValues values,
      RecordOutput output,
      ReadContext context,
      @Nullable RowWatch watch,
      boolean overlaps) {
    this.watch = watch;
    this.overlaps = overlaps;
    this.definition = definition;
    this.place = definition.place == null ? Place.of("") : definition.place;
    this.output = output;
    this.context = context;
    this.lastPlace = pages.lastRecord().orElse(null);
    this.inRecord =
        pages.captures().stream()
            .filter(p -> place.single() && p.isBelow(place.pointer()))
            .toList();
    this.inBody = pages.captures().stream().filter(p -> !inRecord.contains(p)).toList();
    this.values = values;
    this.added = new LinkedHashMap<>();
    definition.added.forEach((place, hole) -> {
      JsonNode value = values.of(hole);
      if (value != null) {
        added.put(place, value);
      }
    });
  }

  /** Shows each answer before its records are read. */
  void first(Consumer<Answer> look) {
    first = look;
  }

  @Override
  public PageFacts read(Answer answer) throws IOException {
    first.accept(answer);
    last = null;
    capturedInRecord.clear();
    if (answer.status() == NO_CONTENT || (place.optional() && answer.isEmpty())) {
      return PageFacts.empty(answer.url(), answer::headers);
    }
    answer.within(context.limits());
    boolean plain =
        watch == null && added.isEmpty() && definition.steps.isEmpty() && inRecord.isEmpty();
    WithLast withLast = new WithLast();
    RecordSink records =
        !plain ? this::takeTree : lastPlace == null ? ByteSink.to(output) : withLast;
    // A check wants one record; what a whole page says of the paging is looked at all the same.
    boolean whole = context instanceof CheckContext && answer.isHeld();
    Format.Content content =
        definition.format.read(
            answer, place, inBody, whole ? p -> takeWanted(p, records) : records);
    withLast.end();
    Map<Pointer, JsonNode> captured = new HashMap<>(content.captured());
    captured.putAll(capturedInRecord);
    return new PageFacts(
        answer.url(),
        true,
        content.records() - (overlaps && content.records() > 0 ? 1 : 0),
        content.reached(),
        captured,
        last,
        answer::headers,
        RecordsPrint.of(answer, content, place, definition.primaryKey()));
  }

  @Override
  public void discard() {
    brokeOff = true;
    if (watch != null) {
      watch.again();
    }
    if (!output.discardPage()) {
      LOG.warn(
          "stream '{}': a long page broke off behind what was released of it; its head repeats",
          definition.name);
    }
  }

  /** Whether an answer broke off, so that what the output held was dropped. */
  boolean brokeOff() {
    return brokeOff;
  }

  /** Throws what the output has thrown meanwhile, where it wants no more records. */
  void requireWanted() {
    if (stopped != null) {
      throw stopped;
    }
  }

  private void takeWanted(JsonParser parser, RecordSink records) {
    if (stopped == null) {
      try {
        records.take(parser);
      } catch (ReadStopped e) {
        stopped = e;
      }
    } else if (lastPlace != null) {
      last = lastPlace.in(Json.tree(parser));
    }
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      parser.skipChildren();
    }
  }

  private void takeTree(JsonParser parser) {
    ObjectNode record = (ObjectNode) Json.tree(parser);
    boolean isWanted = watch == null || watch.takes(record);
    if (lastPlace != null) {
      last = lastPlace.in(record);
    }
    for (Pointer pointer : inRecord) {
      JsonNode value = pointer.from(place.pointer().depth()).in(record);
      if (value != null) {
        capturedInRecord.put(pointer, value.deepCopy());
      }
    }
    if (!isWanted) {
      return;
    }
    added.forEach((place, value) -> JsonPlaces.set(record, place, value));
    Stream<ObjectNode> records = Stream.of(record);
    for (Definition.Step step : definition.steps) {
      records = records.flatMap(one -> step.apply(one, values).stream());
    }
    records.forEach(this::emit);
  }

  /** Takes records as they are, and the paging's value of the last of them. */
  private final class WithLast implements ByteSink {
    private byte[] json = {};
    private int from;
    private int to;

    @Override
    public void take(JsonParser parser) {
      to = 0;
      takeTree(parser);
    }

    @Override
    public int take(byte[] body, int begin, int end, JsonLimits limits) {
      to = output.emit(body, begin, end, limits);
      json = body;
      from = begin;
      return to;
    }

    @Override
    public void pass(JsonParser parser) {
      to = 0;
      last = value(parser);
    }

    /** The last record was taken. */
    void end() {
      if (to > 0) {
        try (JsonParser parser =
            Json.mapper(context.limits()).createParser(json, from, to - from)) {
          parser.nextToken();
          last = value(parser);
        }
      }
    }

    private @Nullable JsonNode value(JsonParser parser) {
      return lastPlace == null ? null : lastPlace.in(Json.tree(parser));
    }
  }

  private void emit(ObjectNode record) {
    if (lastPlace != null && lastPlace.depth() == 0) {
      last = record;
    }
    output.emit(record);
  }
}
