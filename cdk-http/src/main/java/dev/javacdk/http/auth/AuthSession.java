package dev.javacdk.http.auth;

import dev.javacdk.api.read.SourceContext;

/** Credentials for one run. Safe for use by many threads. */
public interface AuthSession {

  /** What the next request carries. May block while a token is obtained, once however many ask. */
  Credentials credentials(SourceContext context) throws Exception;

  /**
   * The API refused these credentials: obtains others where that is possible. Where another thread
   * has done so already, that is enough.
   *
   * @return whether a request with new credentials is worth a try
   */
  boolean renew(Credentials refused, SourceContext context) throws Exception;
}
