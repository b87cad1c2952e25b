package dev.javacdk.http.exchange;

import dev.javacdk.http.auth.Credentials;
import dev.javacdk.http.request.NameValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes text fit for messages and logs: without credentials, without what looks like one. */
final class Masked {

  private static final String STARS = "****";
  private static final int SHORTEST = 4;
  private static final Pattern SECRETIVE =
      Pattern.compile(
          "(?i).*(token|secret|password|passwd|signature|api[-_]?key|access[-_]?key|auth|credential).*");

  private Masked() {}

  /** The URL without user, fragment, and the values of parameters that hold a secret. */
  static String url(URI url, Set<String> secretParameters) {
    String query = url.getRawQuery();
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    String head = url.getScheme() + "://" + url.getHost() + port + String.valueOf(url.getRawPath());
    if (query == null) {
      return head;
    }
    return head
        + "?"
        + Arrays.stream(query.split("&"))
            .map(pair -> parameter(pair, secretParameters))
            .collect(Collectors.joining("&"));
  }

  /** The text without the values of these credentials. */
  static String text(String text, Credentials credentials) {
    List<String> secrets = new ArrayList<>();
    for (NameValue header : credentials.headers()) {
      secrets.add(header.value());
      secrets.add(header.value().substring(header.value().indexOf(' ') + 1));
    }
    credentials.query().forEach(parameter -> secrets.add(parameter.value()));
    String masked = text;
    for (String secret : secrets) {
      masked = secret.length() < SHORTEST ? masked : masked.replace(secret, STARS);
    }
    return masked;
  }

  private static String parameter(String pair, Set<String> secretParameters) {
    int equals = pair.indexOf('=');
    if (equals < 0) {
      return pair;
    }
    String name = pair.substring(0, equals);
    boolean paging = name.toLowerCase(java.util.Locale.ROOT).contains("page");
    boolean secret =
        secretParameters.contains(name) || (SECRETIVE.matcher(name).matches() && !paging);
    return secret ? name + "=" + STARS : pair;
  }
}
