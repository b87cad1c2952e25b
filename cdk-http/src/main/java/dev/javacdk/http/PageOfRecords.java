package dev.javacdk.http;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.RecordOutput;
import dev.javacdk.api.StreamSlice;
import dev.javacdk.http.exchange.Reading;
import dev.javacdk.http.json.Json;
import dev.javacdk.http.json.Place;
import dev.javacdk.http.json.Pointer;
import dev.javacdk.http.json.RecordSink;
import dev.javacdk.http.paging.PageFacts;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.response.Answer;
import dev.javacdk.http.response.Format;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one page's records out of an answer and into the output, as they are met. Without a step of
 * the author's no tree is built. Confined to the thread that reads the page.
 */
final class PageOfRecords implements Reading<PageFacts> {

  private static final Logger LOG = LoggerFactory.getLogger(PageOfRecords.class);

  private static final int NO_CONTENT = 204;

  private final Definition definition;
  private final Paging paging;
  private final RecordOutput output;
  private final Map<String, JsonNode> added;
  private final @Nullable Pointer lastPlace;
  private @Nullable JsonNode last;

  PageOfRecords(
      Definition definition,
      Paging paging,
      StreamSlice slice,
      Partitions partitions,
      RecordOutput output) {
    this.definition = definition;
    this.paging = paging;
    this.output = output;
    this.lastPlace = paging.lastRecord().orElse(null);
    this.added = new LinkedHashMap<>();
    definition.added.forEach((field, hole) -> {
      JsonNode value = hole.fill(slice, partitions);
      if (value != null) {
        added.put(field, value);
      }
    });
  }

  @Override
  public PageFacts read(Answer answer) throws IOException {
    last = null;
    if (answer.status() == NO_CONTENT) {
      return new PageFacts(answer.url(), 0, Map.of(), null, answer::headers);
    }
    boolean plain = added.isEmpty() && definition.steps.isEmpty() && lastPlace == null;
    RecordSink sink = plain ? output::emit : this::takeTree;
    Place place = definition.place == null ? Place.of("") : definition.place;
    Format.Content content = definition.format.read(answer, place, paging.captures(), sink);
    return new PageFacts(
        answer.url(), content.records(), content.captured(), last, answer::headers);
  }

  @Override
  public void discard() {
    if (!output.discardPage()) {
      LOG.warn(
          "stream '{}': a long page broke off behind what was released of it; its head repeats",
          definition.name);
    }
  }

  private void takeTree(JsonParser parser) {
    ObjectNode record = (ObjectNode) Json.tree(parser);
    if (lastPlace != null) {
      last = lastPlace.in(record);
    }
    record.setAll(added);
    Stream<ObjectNode> records = Stream.of(record);
    for (Definition.Step step : definition.steps) {
      records = records.flatMap(step);
    }
    records.forEach(output::emit);
  }
}
