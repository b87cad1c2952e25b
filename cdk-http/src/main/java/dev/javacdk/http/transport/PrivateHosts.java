package dev.javacdk.http.transport;

import dev.javacdk.api.error.ConfigError;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Tells addresses of private networks apart, which a URL from a config may be kept away from. */
final class PrivateHosts {

  private PrivateHosts() {}

  /**
   * Refuses a host that has an address in a private network.
   *
   * @throws ConfigError which names the host
   */
  static void refuse(URI url) throws UnknownHostException {
    String host = url.getHost();
    for (InetAddress address : InetAddress.getAllByName(host)) {
      if (isPrivate(address)) {
        throw new ConfigError(
            "host '"
                + host
                + "' is in a private network ("
                + address.getHostAddress()
                + "), where this connector may not go");
      }
    }
  }

  static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || uniqueLocal
        || shared;
  }
}
