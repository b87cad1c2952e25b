package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.paging.Paging;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {

  private static final String PASSWORD = "changeit";

  @TempDir Path files;

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

  private HttpsServer server() throws Exception {
    keytool(
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=dns:localhost,ip:127.0.0.1");
    keytool("-exportcert", "-rfc", "-file", files.resolve("ca.pem").toString());
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
          byte[] body = "[{\"id\":1}]".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void aCertificateOfOnesOwnIsTrustedWhereThatIsSaid() throws Exception {
    HttpsServer server = server();
    try {
      HttpApi api = Fast.api("https://127.0.0.1:" + server.getAddress().getPort());
      assertThatThrownBy(() -> new Walker().readAll(things(api)))
          .isInstanceOf(ConfigError.class)
          .hasMessageContaining("the host's certificate is not trusted");
      assertThat(new Walker().readAll(things(api.trust(files.resolve("ca.pem"))))).hasSize(1);
      assertThatThrownBy(() -> new Walker().readAll(things(api.trust(files.resolve("none.pem")))))
          .isInstanceOf(ConfigError.class)
          .hasMessageContaining("none.pem' cannot be read");
    } finally {
      server.stop(0);
    }
  }

  private static HttpStream things(HttpApi api) {
    return api.stream("things").get("/things").records("").paging(Paging.none());
  }
}
