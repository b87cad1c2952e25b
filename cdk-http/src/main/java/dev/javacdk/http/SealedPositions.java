package dev.javacdk.http;

import dev.javacdk.api.read.SourceContext;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.http.json.Json;
import dev.javacdk.http.paging.Pages;
import dev.javacdk.http.request.Call;
import dev.javacdk.http.request.NameValue;
import dev.javacdk.http.request.UrlText;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps secrets out of positions: what the request says by itself is left out of a link and set
 * anew when it is followed; elsewhere a mark stands for the secret. Confined to the thread that
 * reads.
 */
final class SealedPositions {

  private final Pages pages;
  private final SourceContext context;
  private final Set<String> secretParameters;

  /**
   * Seals positions of these pages.
   *
   * @param secretParameters names of query parameters that credentials are sent in
   */
  SealedPositions(Pages pages, SourceContext context, Set<String> secretParameters) {
    this.pages = pages;
    this.context = context;
    this.secretParameters = secretParameters;
  }

  /**
   * The position, fit for a state.
   *
   * @param own the stream's own request
   */
  CursorPosition seal(CursorPosition position, Call own) {
    ObjectNode sealed = (ObjectNode) Json.strings(position.toJson(), text -> sealed(text, own));
    CursorPosition now = CursorPosition.of(sealed);
    return now.equals(position) ? position : now;
  }

  private String sealed(String text, Call own) {
    int query = pages.areLinks() ? text.indexOf('?') : -1;
    if (query < 0) {
      return context.seal(text);
    }
    List<String> kept = new ArrayList<>();
    for (String pair : text.substring(query + 1).split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = UrlText.unescape(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : UrlText.unescape(pair.substring(equals + 1));
      String sealed = context.seal(value);
      boolean isSecret = !sealed.equals(value);
      if (secretParameters.contains(name)
          || (isSecret && UrlText.parameter(own.url(), name) != null)) {
        continue;
      }
      kept.add(isSecret ? UrlText.escape(name) + "=" + UrlText.escape(sealed) : pair);
    }
    String path = context.seal(text.substring(0, query));
    return kept.isEmpty() ? path : path + "?" + String.join("&", kept);
  }

  /**
   * The call for a link, with the secrets that the stream's own request sends as they are now: also
   * where an older state has an older one.
   *
   * @param own the stream's own request
   */
  Call follow(Call own, Call link) {
    if (!pages.areLinks() || link.url().equals(own.url())) {
      return link;
    }
    URI url = link.url();
    for (String name : secretParameters) {
      url = UrlText.withoutParameter(url, name);
    }
    for (NameValue parameter : UrlText.parameters(own.url())) {
      if (!context.seal(parameter.value()).equals(parameter.value())) {
        url = UrlText.withoutParameter(url, parameter.name());
        url = UrlText.withQuery(url, List.of(parameter));
      }
    }
    return link.url(url);
  }
}
