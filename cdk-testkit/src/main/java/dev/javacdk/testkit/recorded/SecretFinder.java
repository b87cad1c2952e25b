package dev.javacdk.testkit.recorded;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the secrets of an exchange by the names under which they are sent: in headers of the
 * request, and in parameters and fields of either side. Confined to one thread.
 */
final class SecretFinder {

  private static final Pattern HEADER =
      Pattern.compile(".*(?:authorization|api[-_]?key|token|secret|password|auth-key|x-auth).*");
  private static final Set<String> FIELDS =
      Set.of(
          "accesstoken",
          "refreshtoken",
          "idtoken",
          "clientsecret",
          "clientassertion",
          "apikey",
          "apitoken",
          "apisecret",
          "authtoken",
          "password",
          "passwd",
          "privatekey",
          "sessiontoken",
          "secretkey");
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][\\w-]*) +(\\S.*)");
  private static final Pattern QUOTED =
      Pattern.compile("(?:token|key|secret|signature|response)=\"?([^\",\\s]+)");

  private final Set<String> found = new LinkedHashSet<>();

  /** Those of a request's headers, whose names are in lower case. */
  void headers(Map<String, String> headers) {
    headers.forEach((name, value) -> {
      if (HEADER.matcher(name).matches()) {
        header(value);
      }
    });
  }

  /** Those of parameters and bodies. */
  void exchange(Exchange exchange) {
    exchange.target().parameters().forEach(this::parameter);
    body(exchange.asked());
    body(exchange.answered());
  }

  /** All that were found and are long enough to be told from other text, in order. */
  List<String> found() {
    return found.stream().filter(secret -> secret.length() >= Secrets.SHORTEST).toList();
  }

  private void header(String value) {
    Matcher scheme = SCHEME.matcher(value.strip());
    if (!scheme.matches()) {
      found.add(value.strip());
      return;
    }
    String token = scheme.group(2);
    found.add(token);
    if (scheme.group(1).equalsIgnoreCase("Basic")) {
      basic(token);
    }
    Matcher quoted = QUOTED.matcher(token);
    while (quoted.find()) {
      found.add(quoted.group(1));
    }
  }

  /** The password, or the name where the password is none. */
  private void basic(String token) {
    try {
      String pair = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      String password = pair.substring(colon + 1);
      found.add(
          colon < 0 || password.length() >= Secrets.SHORTEST ? password : pair.substring(0, colon));
    } catch (IllegalArgumentException e) {
      // It is no Basic token, and a secret as a whole all the same.
    }
  }

  private void parameter(Parameter parameter) {
    if (isSecret(parameter.name())) {
      found.add(parameter.value());
    }
  }

  private void body(Body body) {
    if (body.kind() == Body.Kind.FORM) {
      new Form(body.text()).parameters().forEach(this::parameter);
    }
    body.answered(
        new Rewriting() {
          @Override
          public String value(String text) {
            return text;
          }

          @Override
          public String answered(List<String> place, String text) {
            if (!place.isEmpty() && isSecret(place.get(place.size() - 1))) {
              found.add(text);
            }
            return text;
          }
        });
  }

  private static boolean isSecret(String name) {
    return FIELDS.contains(name.toLowerCase(Locale.ROOT).replaceAll("[-_.]", ""));
  }

  /** What was said by the author, then what was found. */
  Secrets with(List<String> known) {
    List<String> all = new ArrayList<>(known);
    all.addAll(found());
    return new Secrets(all.stream().distinct().toList());
  }
}
