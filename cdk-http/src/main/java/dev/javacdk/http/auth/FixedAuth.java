package dev.javacdk.http.auth;

import dev.javacdk.api.read.SourceContext;
import dev.javacdk.http.request.NameValue;
import java.util.Set;
import java.util.stream.Collectors;

/** The same credentials for every request. A value. */
record FixedAuth(Credentials fixed) implements Auth, AuthSession {

  /** Of shorter ones too much that is innocent would be masked. */
  private static final int LEAST = 8;

  @Override
  public AuthSession open(TokenClient tokens) {
    return this;
  }

  @Override
  public Set<String> secretParameters() {
    return fixed.query().stream().map(NameValue::name).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Credentials credentials(SourceContext context) {
    // An author may have forgotten to mark it as a secret of the config.
    fixed.headers().forEach(header -> known(header.value(), context));
    fixed.query().forEach(parameter -> known(parameter.value(), context));
    return fixed;
  }

  private static void known(String value, SourceContext context) {
    String secret = value.substring(value.indexOf(' ') + 1);
    if (secret.length() >= LEAST) {
      context.registerSecret(secret);
    }
  }

  @Override
  public boolean renew(Credentials refused, SourceContext context) {
    return false;
  }
}
