package dev.javacdk.http.paging;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.http.json.Json;
import dev.javacdk.http.json.Pointer;
import dev.javacdk.http.request.Call;
import dev.javacdk.http.request.UrlText;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The response has the next page's address. A value.
 *
 * @param place in its body; null: in its {@code Link} header
 */
record Link(@Nullable Pointer place) implements Scheme {

  private static final Pattern LINK =
      Pattern.compile("<([^>]*)>((?:\\s*;\\s*[^,;=]+=(?:\"[^\"]*\"|[^,;]*))*)");
  private static final Pattern NEXT =
      Pattern.compile(
          ";\\s*rel\\s*=\\s*(?:\"(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\"|next(?=\\s*(?:;|$)))",
          Pattern.CASE_INSENSITIVE);

  @Override
  public boolean isAddress() {
    return true;
  }

  @Override
  public Target target() {
    return new Target(Target.Kind.QUERY, "next");
  }

  @Override
  public @Nullable JsonNode next(CursorPosition asked, PageFacts facts, long size) {
    String link = place == null ? inHeader(facts) : inBody(facts, place);
    return link == null ? null : position(facts, link);
  }

  /** The address as a position has it. */
  static JsonNode position(PageFacts facts, JsonNode address) {
    if (!address.isString()) {
      throw new SystemError("expected the address of the next page, found " + address);
    }
    return position(facts, address.stringValue());
  }

  private static JsonNode position(PageFacts facts, String link) {
    try {
      URI next = UrlText.resolve(facts.url(), link);
      return JsonNodeFactory.instance.stringNode(shorten(facts.url(), next));
    } catch (IllegalArgumentException e) {
      throw new SystemError("the link to the next page is no URL: '" + link + "'", e);
    }
  }

  /** The whole address that a position stands for. */
  URI address(URI from, CursorPosition position) {
    return UrlText.resolve(from, position.text(field(), ""));
  }

  /** In a position, what begins with two slashes is a path: a host is said with its scheme. */
  @Override
  public Call put(Call call, JsonNode value) {
    return call.url(address(call.url(), value));
  }

  /** The address that a position has. */
  static URI address(URI from, JsonNode value) {
    String link = Json.text(value);
    try {
      String whole = link.startsWith("//") ? UrlText.origin(from) + link : link;
      return UrlText.resolve(from, whole);
    } catch (IllegalArgumentException e) {
      throw new SystemError("the position {\"next\":" + value + "} holds no URL", e);
    }
  }

  @Override
  public List<Pointer> captures() {
    return place == null ? List.of() : List.of(place);
  }

  @Override
  public String words() {
    return place == null ? "Link header" : "next link " + place;
  }

  private static @Nullable String inBody(PageFacts facts, Pointer place) {
    JsonNode link = Scheme.token(facts.at(place));
    if (link != null && !link.isString()) {
      throw new SystemError("expected a link at " + place + ", found " + link);
    }
    return link == null ? null : link.stringValue();
  }

  private static @Nullable String inHeader(PageFacts facts) {
    for (String header : facts.headers().apply("Link")) {
      Matcher link = LINK.matcher(header);
      boolean any = header.isBlank();
      while (link.find()) {
        any = true;
        if (NEXT.matcher(link.group(2)).find()) {
          return link.group(1);
        }
      }
      if (!any) {
        throw new SystemError("the Link header cannot be read: '" + header + "'");
      }
    }
    return null;
  }

  /** Without the origin where it is the request's own: the state stays good when the host moves. */
  private static String shorten(URI from, URI next) {
    if (!UrlText.origin(from).equals(UrlText.origin(next))) {
      return next.toString();
    }
    String query = next.getRawQuery();
    String path = next.getRawPath().isEmpty() ? "/" : next.getRawPath();
    return query == null ? path : path + "?" + query;
  }
}
