package dev.javacdk.core.state;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;

/**
 * Writes JSON as text, value by value, and alone owns the commas: what is written next needs not
 * know what stands before it. For states of many entries, of which a tree would be slow and large.
 * Confined to its owner.
 */
@CanIgnoreReturnValue
public final class JsonText {

  private final StringBuilder out;

  /** An empty text. */
  public JsonText() {
    this(64);
  }

  /** An empty text that is going to have about so many characters. */
  public JsonText(int length) {
    this.out = new StringBuilder(length);
  }

  /** Begins an object. */
  public JsonText beginObject() {
    next().append('{');
    return this;
  }

  /** Ends the object begun last. */
  public JsonText endObject() {
    out.append('}');
    return this;
  }

  /** Begins a list. */
  public JsonText beginList() {
    next().append('[');
    return this;
  }

  /** Ends the list begun last. */
  public JsonText endList() {
    out.append(']');
    return this;
  }

  /** The name of the member that is written next: one that needs no escapes. */
  public JsonText name(String name) {
    next().append('"').append(name).append("\":");
    return this;
  }

  /** The name of the member that is written next, whatever is in it. */
  public JsonText anyName(String name) {
    next().append('"');
    JsonStringEncoder.getInstance().quoteAsString(name, out);
    out.append("\":");
    return this;
  }

  /** A value that is JSON already. */
  public JsonText raw(String json) {
    next().append(json);
    return this;
  }

  /** A value. */
  public JsonText value(JsonNode json) {
    return raw(json.toString());
  }

  /** A number. */
  public JsonText value(long number) {
    next().append(number);
    return this;
  }

  /** The members of an object that is JSON already. */
  public JsonText members(String object) {
    if (object.length() > 2) {
      next().append(object, 1, object.length() - 1);
    }
    return this;
  }

  private StringBuilder next() {
    if (!out.isEmpty() && "{[:".indexOf(out.charAt(out.length() - 1)) < 0) {
      out.append(',');
    }
    return out;
  }

  /** What was written so far. */
  @Override
  public String toString() {
    return out.toString();
  }
}
