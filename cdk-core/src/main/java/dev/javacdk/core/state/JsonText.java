package dev.javacdk.core.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;

/**
 * Writes JSON, value by value, and alone owns the commas: what is written next needs not know what
 * stands before it. For states of many entries, of which a tree would be slow and large. What was
 * encoded before is taken over as it is. Confined to its owner.
 */
public final class JsonText {

  /** What is encoded already and shorter than this is copied: a piece of its own costs more. */
  private static final int SHORT = 1024;

  private final StringBuilder out;

  /** What stands before it, encoded. */
  private final List<byte[]> pieces = new ArrayList<>(0);

  /** Whether a comma comes before the next name or value. */
  private boolean behindOne;

  /** An empty text. */
  public JsonText() {
    this(64);
  }

  /** An empty text that is going to have about so many characters. */
  public JsonText(int length) {
    this.out = new StringBuilder(length);
  }

  /** Begins an object. */
  @CanIgnoreReturnValue
  public JsonText beginObject() {
    next(false).append('{');
    return this;
  }

  /** Ends the object begun last. */
  @CanIgnoreReturnValue
  public JsonText endObject() {
    out.append('}');
    behindOne = true;
    return this;
  }

  /** Begins a list. */
  @CanIgnoreReturnValue
  public JsonText beginList() {
    next(false).append('[');
    return this;
  }

  /** Ends the list begun last. */
  @CanIgnoreReturnValue
  public JsonText endList() {
    out.append(']');
    behindOne = true;
    return this;
  }

  /** The name of the member that is written next: one that needs no escapes. */
  @CanIgnoreReturnValue
  public JsonText name(String name) {
    next(false).append('"').append(name).append("\":");
    return this;
  }

  /** A name as it is written in each place: for members of which there are many. */
  public static final class Name {
    private final String first;
    private final String further;
    private final String opening;
    private final String openingFurther;

    /** A name that needs no escapes. */
    public Name(String name) {
      this.first = "\"" + name + "\":";
      this.further = "," + first;
      this.opening = "{" + first;
      this.openingFurther = ",{" + first;
    }
  }

  /** The name of the member that is written next. */
  @CanIgnoreReturnValue
  public JsonText name(Name name) {
    out.append(behindOne ? name.further : name.first);
    behindOne = false;
    return this;
  }

  /** Begins an object, whose first member has this name. */
  @CanIgnoreReturnValue
  public JsonText beginObject(Name first) {
    out.append(behindOne ? first.openingFurther : first.opening);
    behindOne = false;
    return this;
  }

  /** The name of the member that is written next, whatever is in it. */
  @CanIgnoreReturnValue
  public JsonText anyName(String name) {
    next(false).append('"');
    JsonStringEncoder.getInstance().quoteAsString(name, out);
    out.append("\":");
    return this;
  }

  /** A value that is JSON already. */
  @CanIgnoreReturnValue
  public JsonText raw(String json) {
    next(true).append(json);
    return this;
  }

  /**
   * A value that is encoded already, or several with their commas.
   *
   * @param json in UTF-8; not empty, and not to be changed any more
   */
  @CanIgnoreReturnValue
  public JsonText raw(byte[] json) {
    next(true);
    if (json.length < SHORT) {
      out.append(new String(json, UTF_8));
    } else {
      cut();
      pieces.add(json);
    }
    return this;
  }

  private void cut() {
    if (out.length() > 0) {
      pieces.add(out.toString().getBytes(UTF_8));
      out.setLength(0);
    }
  }

  /** A value. */
  @CanIgnoreReturnValue
  public JsonText value(JsonNode json) {
    return raw(json.toString());
  }

  /** A number. */
  @CanIgnoreReturnValue
  public JsonText value(long number) {
    next(true).append(number);
    return this;
  }

  /** The members of an object that is JSON already. */
  @CanIgnoreReturnValue
  public JsonText members(String object) {
    if (object.length() > 2) {
      next(true).append(object, 1, object.length() - 1);
    }
    return this;
  }

  private StringBuilder next(boolean isWhole) {
    if (behindOne) {
      out.append(',');
    }
    behindOne = isWhole;
    return out;
  }

  /** What was written so far, encoded; nothing is written behind it. */
  public byte[] toBytes() {
    return toString().getBytes(UTF_8);
  }

  /** The object that was written, as a state; nothing is written behind it. */
  public EncodedState state() {
    cut();
    return new EncodedState(pieces);
  }

  /** What was written so far. */
  @Override
  public String toString() {
    if (pieces.isEmpty()) {
      return out.toString();
    }
    List<byte[]> all = new ArrayList<>(pieces);
    all.add(out.toString().getBytes(UTF_8));
    return EncodedState.text(all);
  }
}
