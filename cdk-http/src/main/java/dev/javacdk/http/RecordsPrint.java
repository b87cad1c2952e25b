package dev.javacdk.http;

import dev.javacdk.http.json.Json;
import dev.javacdk.http.json.Place;
import dev.javacdk.http.json.Region;
import dev.javacdk.http.paging.PagePrint;
import dev.javacdk.http.response.Answer;
import dev.javacdk.http.response.Format;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Tells the records of a page by their key, in their order, where the stream has one and the body
 * is held in memory; else by every byte of them. Keys are looked at only where another page has as
 * many records and other bytes. Confined to the thread that reads.
 */
final class RecordsPrint implements PagePrint {

  private final Answer answer;
  private final Place place;
  private final List<List<String>> key;
  private final long records;
  private final long checksum;
  private final @Nullable Region first;
  private @Nullable List<JsonNode> firstKey;

  private RecordsPrint(Answer answer, Format.Content content, Place place, List<List<String>> key) {
    this.answer = answer;
    this.place = place;
    this.key = key;
    this.records = content.records();
    this.checksum = answer.checksum(content.regions());
    this.first = content.regions().isEmpty() || !answer.isHeld() ? null : content.regions().get(0);
  }

  /**
   * The print of a page.
   *
   * @param key of the stream's records; empty where they have none
   */
  static @Nullable RecordsPrint of(
      Answer answer, Format.Content content, Place place, List<List<String>> key) {
    return content.records() == 0 ? null : new RecordsPrint(answer, content, place, key);
  }

  @Override
  public boolean byKey() {
    return !key.isEmpty();
  }

  @Override
  public boolean isSameAs(PagePrint other) {
    if (!(other instanceof RecordsPrint that) || records != that.records) {
      return false;
    }
    if (checksum == that.checksum) {
      return true;
    }
    if (!byKey() || first == null || that.first == null) {
      return false;
    }
    List<JsonNode> mine = firstKey();
    return !mine.isEmpty() && mine.equals(that.firstKey()) && keys().equals(that.keys());
  }

  private List<JsonNode> firstKey() {
    List<JsonNode> known = firstKey;
    if (known == null) {
      known = first == null ? List.of() : firstKey(first);
      firstKey = known;
    }
    return known;
  }

  private List<JsonNode> firstKey(Region region) {
    if (!answer.isHeld(region)) {
      return List.of();
    }
    try (JsonParser parser = answer.parser(region)) {
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        parser.nextToken();
      }
      return PageRows.keyOf(Json.tree(parser), key);
    }
  }

  private List<List<JsonNode>> keys() {
    List<List<JsonNode>> keys = new ArrayList<>();
    readAgain(record -> keys.add(PageRows.keyOf(record, key)));
    return keys;
  }

  /** The rows of the page; null where they have no key, or are not at hand any more. */
  @Nullable PageRows rows() {
    if (!byKey() || first == null || !answer.isHeld(first)) {
      return null;
    }
    PageRows rows = new PageRows(key);
    readAgain(rows::add);
    return rows;
  }

  private void readAgain(Consumer<JsonNode> records) {
    try {
      Format.JSON.read(answer, place, List.of(), parser -> records.accept(Json.tree(parser)));
    } catch (IOException e) {
      throw new IllegalStateException("a body that is held in memory was read before", e);
    }
  }
}
