package dev.javacdk.http.transport;

import dev.javacdk.api.error.ConfigError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Trusts the certificates of a PEM file beside those that the JDK trusts. */
final class Trust {

  private Trust() {}

  static SSLContext with(Path pem) {
    try {
      KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
      all.load(null, null);
      int count = 0;
      for (X509Certificate known : managerOf(null).getAcceptedIssuers()) {
        all.setCertificateEntry("known-" + count++, known);
      }
      try (InputStream in = Files.newInputStream(pem)) {
        for (Certificate more : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          all.setCertificateEntry("more-" + count++, more);
        }
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new X509TrustManager[] {managerOf(all)}, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new ConfigError("certificates of '" + pem + "' cannot be read: " + e.getMessage(), e);
    }
  }

  private static X509TrustManager managerOf(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }
}
