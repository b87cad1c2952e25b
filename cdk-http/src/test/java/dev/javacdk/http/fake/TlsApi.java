package dev.javacdk.http.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An API behind TLS, with a certificate that nobody knows. It answers one record to everything. */
public final class TlsApi implements AutoCloseable {

  private static final String PASSWORD = "changeit";

  /** The headers of each request, by name in small letters. */
  public final List<Set<String>> headers = new CopyOnWriteArrayList<>();

  private final Path files;
  private final HttpsServer server;

  /** Starts one for this host; keeps its files in this folder. */
  public TlsApi(Path files, String host) throws Exception {
    this.files = files;
    this.server = server(host);
  }

  /** Its certificate. */
  public Path certificate() {
    return files.resolve("ca.pem");
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "-keystore",
            files.resolve("keys.p12").toString(),
            "-storepass",
            PASSWORD,
            "-alias",
            "local"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private HttpsServer server(String host) throws Exception {
    keytool(
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + host,
        "-ext",
        "SAN=ip:127.0.0.1,dns:" + host);
    keytool("-exportcert", "-rfc", "-file", certificate().toString());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(files.resolve("keys.p12"))) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext(
        "/",
        exchange -> {
          Set<String> names = new TreeSet<>();
          exchange
              .getRequestHeaders()
              .keySet()
              .forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
          headers.add(names);
          byte[] body = "[{\"id\":1}]".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
