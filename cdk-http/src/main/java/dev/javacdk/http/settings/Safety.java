package dev.javacdk.http.settings;

import dev.javacdk.http.request.UrlText;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Where requests may go, and how much may come back. A value; each method returns a changed copy.
 *
 * @param origins that requests may go to beside the API's own; without credentials
 * @param same origins that mean the API's own: inner names of hosts behind a proxy
 * @param refusePrivate whether hosts in private networks are refused
 * @param largest the most bytes that a response may have, unpacked
 */
public record Safety(Set<String> origins, Set<String> same, boolean refusePrivate, long largest) {

  /** The API's own origin only, private networks allowed, responses of up to 4 GiB. */
  public static final Safety DEFAULT = new Safety(Set.of(), Set.of(), false, 4L << 30);

  /** Keeps a copy. */
  public Safety {
    origins = Set.copyOf(origins);
    same = Set.copyOf(same);
    if (largest < 1) {
      throw new IllegalArgumentException(
          "the largest response must be at least 1 byte: " + largest);
    }
  }

  /** Requests may go to this origin too. */
  public Safety allow(URI url) {
    return new Safety(plus(origins, url), same, refusePrivate, largest);
  }

  /** This origin means the API's own: nothing is sent there. */
  public Safety same(URI url) {
    return new Safety(origins, plus(same, url), refusePrivate, largest);
  }

  /** Hosts in private networks are refused. */
  public Safety withoutPrivate() {
    return new Safety(origins, same, true, largest);
  }

  /** Responses may have so many bytes. */
  public Safety largest(long bytes) {
    return new Safety(origins, same, refusePrivate, bytes);
  }

  private static Set<String> plus(Set<String> origins, URI url) {
    Set<String> more = new LinkedHashSet<>(origins);
    more.add(UrlText.origin(url));
    return more;
  }
}
