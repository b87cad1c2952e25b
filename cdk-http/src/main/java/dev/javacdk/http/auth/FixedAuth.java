package dev.javacdk.http.auth;

import dev.javacdk.api.SourceContext;
import dev.javacdk.http.request.NameValue;
import java.util.Set;
import java.util.stream.Collectors;

/** The same credentials for every request. A value. */
record FixedAuth(Credentials fixed) implements Auth, AuthSession {

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
    return fixed;
  }

  @Override
  public boolean renew(Credentials refused, SourceContext context) {
    return false;
  }
}
