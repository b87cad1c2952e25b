package dev.javacdk.http.fake;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as it arrived. */
public record Asked(String method, String target, Map<String, String> headers, String body) {

  public String path() {
    return URI.create(target).getPath();
  }

  /** The decoded value of a query parameter, or null. */
  public @Nullable String query(String name) {
    String query = URI.create(target).getRawQuery();
    for (String pair : query == null ? new String[0] : query.split("&")) {
      if (pair.startsWith(name + "=")) {
        return java.net.URLDecoder.decode(
            pair.substring(name.length() + 1), java.nio.charset.StandardCharsets.UTF_8);
      }
    }
    return null;
  }

  public String query(String name, String otherwise) {
    String value = query(name);
    return value == null ? otherwise : value;
  }

  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(java.util.Locale.ROOT));
  }
}
