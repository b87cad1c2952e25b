package dev.javacdk.http.response;

import dev.javacdk.http.json.Pointer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Finds in an error's body what the API says is wrong, in the shapes that APIs are fond of. */
public final class ApiMessage {

  private static final int LONGEST = 400;
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>(.*?)</title>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final List<Pointer> PLACES =
      List.of(
              "/message",
              "/error/message",
              "/error_description",
              "/error/description",
              "/error",
              "/errors/0/message",
              "/errors/0/detail",
              "/errors/0",
              "/errorMessages/0",
              "/detail",
              "/title",
              "/msg",
              "/reason",
              "/code",
              "/0/message")
          .stream()
          .map(Pointer::of)
          .toList();

  private ApiMessage() {}

  /**
   * What the API says, on one line; empty where it says nothing. Of an answer that is no error only
   * what is clearly a message, since the rest is data.
   */
  public static String of(Answer answer) {
    String text = answer.text().strip();
    boolean json = answer.isHeld() && (text.startsWith("{") || text.startsWith("["));
    String said = json ? inJson(answer) : null;
    if (said != null) {
      return shorten(said);
    }
    Matcher title = TITLE.matcher(text);
    if (title.find()) {
      return shorten(title.group(1));
    }
    return answer.status() >= 400 ? shorten(text) : "";
  }

  /** What a JSON answer says is wrong, on one line; empty where it says nothing. */
  public static String in(JsonNode root) {
    String said = find(root);
    return said == null ? "" : shorten(said);
  }

  private static @Nullable String inJson(Answer answer) {
    try {
      return find(answer.json());
    } catch (JacksonException e) {
      return null;
    }
  }

  private static @Nullable String find(JsonNode root) {
    for (Pointer place : PLACES) {
      JsonNode value = place.in(root);
      if (value != null && value.isString() && !value.stringValue().isBlank()) {
        return value.stringValue();
      }
    }
    return null;
  }

  /** One line of at most 400 characters. */
  public static String shorten(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
