package dev.javacdk.http.request;

import dev.javacdk.http.json.Json;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills the marks that stand for secrets in a call: {@code (secret:/api_key)}, escaped in its URL.
 * Pure but for what it is told to fill with.
 */
public final class Marks {

  private static final String PLAIN = "(secret:";
  private static final Pattern ESCAPED =
      Pattern.compile("(?:%28|\\()secret(?:%3A|:).+?(?:%29|\\))", Pattern.CASE_INSENSITIVE);

  private Marks() {}

  /**
   * The call with secrets in place of their marks; the same one where it has none.
   *
   * @param unseal gives a text without marks for one with marks
   */
  public static Call fill(Call call, UnaryOperator<String> unseal) {
    String url = call.url().toString();
    String filled =
        ESCAPED
            .matcher(url)
            .replaceAll(mark -> Matcher.quoteReplacement(inUrl(mark.group(), unseal)));
    Call at = filled.equals(url) ? call : call.url(URI.create(filled));
    for (NameValue header : call.headers()) {
      if (header.value().contains(PLAIN)) {
        at = at.header(header.name(), unseal.apply(header.value()));
      }
    }
    Body body = body(call.body(), unseal);
    return body == null || body.equals(call.body()) ? at : at.body(body);
  }

  private static @Nullable Body body(@Nullable Body body, UnaryOperator<String> unseal) {
    if (body instanceof Body.OfJson json && json.json().toString().contains(PLAIN)) {
      return new Body.OfJson((ObjectNode) Json.strings(json.json(), unseal));
    }
    if (body instanceof Body.OfForm form) {
      List<NameValue> fields =
          form.fields().stream()
              .map(field -> new NameValue(field.name(), filled(field.value(), unseal)))
              .toList();
      return new Body.OfForm(fields);
    }
    return body;
  }

  private static String filled(String value, UnaryOperator<String> unseal) {
    return value.contains(PLAIN) ? unseal.apply(value) : value;
  }

  /** A mark that stands in a path as it is was made of the path as it was written. */
  private static String inUrl(String mark, UnaryOperator<String> unseal) {
    String secret = unseal.apply(decoded(mark));
    return mark.startsWith("(") ? UrlText.mended(secret) : UrlText.escape(secret);
  }

  private static String decoded(String mark) {
    return URLDecoder.decode(mark, StandardCharsets.UTF_8);
  }
}
