package dev.javacdk.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.javacdk.testkit.api.ApiRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each auth, by the suite that says what one is. */
class AuthsTest {

  private static @Nullable String authorization(ApiRequest request) {
    return request.header("Authorization").orElse(null);
  }

  /** One that is not tried here would not be known to keep what an auth promises. */
  @Test
  void everyAuthOfTheKitIsAmongThem() throws ReflectiveOperationException {
    Set<String> tried = new HashSet<>();
    for (Class<?> nested : getClass().getDeclaredClasses()) {
      if (AuthContract.class.isAssignableFrom(nested)) {
        var contract = nested.getDeclaredConstructor(getClass()).newInstance(this);
        tried.add(((AuthContract) contract).auth("http://api").getClass().getName());
      }
    }
    assertThat(
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackagesOf(Auth.class)
                    .stream()
                    .filter(type -> type.isAssignableTo(Auth.class) && !type.isInterface()))
        .extracting(JavaClass::getName)
        .containsExactlyInAnyOrderElementsOf(tried);
  }

  @Nested
  class None extends AuthContract {
    @Override
    Auth auth(String baseUrl) {
      return Auth.none();
    }

    @Override
    @Nullable String carried(ApiRequest request) {
      return authorization(request);
    }

    @Override
    @Nullable String wanted(String secret) {
      return null;
    }
  }

  @Nested
  class Bearer extends AuthContract {
    @Override
    Auth auth(String baseUrl) {
      return Auth.bearer(SECRET);
    }

    @Override
    @Nullable String carried(ApiRequest request) {
      return authorization(request);
    }

    @Override
    String wanted(String secret) {
      return "Bearer " + secret;
    }
  }

  @Nested
  class Basic extends AuthContract {
    @Override
    Auth auth(String baseUrl) {
      return Auth.basic("user", SECRET);
    }

    @Override
    @Nullable String carried(ApiRequest request) {
      return authorization(request);
    }

    @Override
    String wanted(String secret) {
      byte[] pair = ("user:" + secret).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
  }

  @Nested
  class KeyInAHeader extends AuthContract {
    @Override
    Auth auth(String baseUrl) {
      return Auth.header("X-Key", SECRET);
    }

    @Override
    @Nullable String carried(ApiRequest request) {
      return request.header("X-Key").orElse(null);
    }

    @Override
    String wanted(String secret) {
      return secret;
    }
  }

  @Nested
  class KeyInTheQuery extends AuthContract {
    @Override
    Auth auth(String baseUrl) {
      return Auth.query("key", SECRET);
    }

    @Override
    @Nullable String carried(ApiRequest request) {
      return request.query("key").orElse(null);
    }

    @Override
    String wanted(String secret) {
      return secret;
    }
  }

  @Nested
  class ClientCredentials extends AuthContract {
    @Override
    Auth auth(String baseUrl) {
      return Auth.clientCredentials(baseUrl + "/token", "client", SECRET);
    }

    @Override
    @Nullable String carried(ApiRequest request) {
      return authorization(request);
    }

    @Override
    String wanted(String secret) {
      return "Bearer " + secret;
    }

    @Override
    boolean renews() {
      return true;
    }
  }

  @Nested
  class RefreshTokenWhoseAccessTokenGoesIntoTheQuery extends AuthContract {
    @Override
    Auth auth(String baseUrl) {
      return Auth.refreshToken(baseUrl + "/token", "client", SECRET, SECRET)
          .sentInQuery("access_token");
    }

    @Override
    @Nullable String carried(ApiRequest request) {
      return request.query("access_token").orElse(null);
    }

    @Override
    String wanted(String secret) {
      return secret;
    }

    @Override
    boolean renews() {
      return true;
    }
  }
}
