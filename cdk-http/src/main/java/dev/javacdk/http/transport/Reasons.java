package dev.javacdk.http.transport;

import dev.javacdk.http.response.ApiMessage;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;

/** Says in words why a request failed below HTTP. Pure. */
public final class Reasons {

  private static final int DEEPEST = 10;

  private Reasons() {}

  /** Why a request came to nothing, in words. */
  public static String of(IOException failure) {
    if (failure instanceof TooSlow) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof HttpConnectTimeoutException) {
      return "no connection in time";
    }
    if (has(failure, UnresolvedAddressException.class)
        || has(failure, UnknownHostException.class)) {
      return "the host is unknown";
    }
    if (failure instanceof ConnectException) {
      return "the host takes no connections";
    }
    Throwable told =
        causes(failure).filter(cause -> cause.getMessage() != null).findFirst().orElse(failure);
    String message = told.getMessage();
    return message == null ? told.getClass().getSimpleName() : ApiMessage.shorten(message);
  }

  /** A host that speaks TLS where HTTP is expected, or the reverse. */
  public static boolean isOtherProtocol(IOException failure) {
    return causes(failure)
        .map(cause -> String.valueOf(cause.getMessage()))
        .anyMatch(said ->
            said.contains("Unsupported or unrecognized SSL message")
                || said.contains("plaintext connection")
                || said.contains("Invalid status line"));
  }

  /**
   * Throws what ends the process, where that is among the causes: it is no failure of a request.
   */
  public static void requireAlive(Throwable failure) {
    causes(failure)
        .filter(VirtualMachineError.class::isInstance)
        .findFirst()
        .ifPresent(fatal -> {
          throw (VirtualMachineError) fatal;
        });
  }

  /** Whether the other side is not trusted: its certificate, or the name in it. */
  public static boolean isUntrusted(IOException failure) {
    return has(failure, CertificateException.class);
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    return causes(failure).anyMatch(type::isInstance);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, at -> at != null, Throwable::getCause).limit(DEEPEST);
  }
}
