package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.http.fake.TlsApi;
import dev.javacdk.http.fake.Walker;
import dev.javacdk.http.paging.Paging;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {

  @TempDir Path files;

  @Test
  void aCertificateOfOnesOwnIsTrustedWhereThatIsSaid() throws Exception {
    try (TlsApi server = new TlsApi(files, "localhost")) {
      HttpApi api = Fast.api("https://127.0.0.1:" + server.port());
      assertThatThrownBy(() -> new Walker().readAll(things(api)))
          .isInstanceOf(ConfigError.class)
          .hasMessageContaining("the host's certificate is not trusted");
      assertThat(new Walker().readAll(things(api.trust(server.certificate())))).hasSize(1);
      assertThatThrownBy(() -> new Walker().readAll(things(api.trust(files.resolve("none.pem")))))
          .isInstanceOf(ConfigError.class)
          .hasMessageContaining("none.pem' cannot be read");
    }
  }

  private static HttpStream things(HttpApi api) {
    return api.stream("things").get("/things").records("").paging(Paging.none());
  }
}
