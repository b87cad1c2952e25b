package dev.javacdk.testkit.listing;

import dev.javacdk.testkit.message.ApiError;
import dev.javacdk.testkit.message.Json;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What an opaque page token looks like: it names the last row of the page before it.
 *
 * <p>Immutable, safe for use by many threads.
 */
public final class TokenShape {

  private final LongFunction<JsonNode> encode;
  private final Function<JsonNode, OptionalLong> decode;
  private final boolean text;

  private TokenShape(
      LongFunction<JsonNode> encode, Function<JsonNode, OptionalLong> decode, boolean text) {
    this.encode = encode;
    this.decode = decode;
    this.text = text;
  }

  /** A string that tells nothing: {@code "c2n"}. */
  public static TokenShape text() {
    return textOf(
        index -> "c" + Long.toString(index, 36), token -> Long.parseLong(token.substring(1), 36));
  }

  /**
   * A string made and read back by functions; the second may throw a runtime exception for what it
   * did not make.
   */
  public static TokenShape textOf(LongFunction<String> encode, Function<String, Long> decode) {
    return new TokenShape(
        index -> Json.text(encode.apply(index)),
        token -> token.isString() ? OptionalLong.of(decode.apply(token.stringValue())) : none(),
        true);
  }

  /** A number: {@code 99}. */
  public static TokenShape number() {
    return new TokenShape(JsonNodeFactory.instance::numberNode, TokenShape::number, false);
  }

  /** An object of two keys: {@code {"shard":"a","row":99}}. */
  public static TokenShape object() {
    return new TokenShape(
        index -> Json.object().put("shard", "a").put("row", index),
        token -> token.path("shard").asString("").equals("a") ? number(token.path("row")) : none(),
        false);
  }

  /** An array of two values: {@code ["a",99]}. */
  public static TokenShape array() {
    return new TokenShape(
        index -> JsonNodeFactory.instance.arrayNode().add("a").add(index),
        token -> token.path(0).asString("").equals("a") ? number(token.path(1)) : none(),
        false);
  }

  JsonNode encode(long index) {
    return encode.apply(index);
  }

  /** The token as it stands in a query: text as it is, anything else as JSON. */
  String toQuery(long index) {
    JsonNode token = encode(index);
    return text ? token.stringValue() : token.toString();
  }

  /** The row that a token names; {@link ApiError} with status 400 for one that was never given. */
  long decode(JsonNode token, Rows rows) {
    try {
      OptionalLong index = decode.apply(token);
      if (index.isPresent() && rows.reading(() -> rows.isWithin(index.getAsLong()))) {
        return index.getAsLong();
      }
    } catch (RuntimeException e) {
      throw unknown(token);
    }
    throw unknown(token);
  }

  /** A token as it came in a query. */
  JsonNode fromQuery(String token) {
    try {
      return text ? Json.text(token) : Json.MAPPER.readTree(token);
    } catch (JacksonException e) {
      throw unknown(Json.text(token));
    }
  }

  private static OptionalLong number(JsonNode token) {
    return token.isIntegralNumber() ? OptionalLong.of(token.longValue()) : none();
  }

  private static OptionalLong none() {
    return OptionalLong.empty();
  }

  private static ApiError unknown(JsonNode token) {
    return new ApiError(400, "the page token " + token + " is not known");
  }
}
