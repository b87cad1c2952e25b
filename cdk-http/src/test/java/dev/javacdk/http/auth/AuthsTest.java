package dev.javacdk.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each auth, by the suite that says what one is. */
class AuthsTest {

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
    None() {
      super(api -> Auth.none(), AuthContract::authorization, secret -> null);
    }
  }

  @Nested
  class Bearer extends AuthContract {
    Bearer() {
      super(api -> Auth.bearer(SECRET), AuthContract::authorization, secret -> "Bearer " + secret);
    }
  }

  @Nested
  class Basic extends AuthContract {
    Basic() {
      super(
          api -> Auth.basic("user", SECRET),
          AuthContract::authorization,
          secret -> "Basic " + base64("user:" + secret));
    }

    private static String base64(String text) {
      return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Nested
  class KeyInAHeader extends AuthContract {
    KeyInAHeader() {
      super(api -> Auth.header("X-Key", SECRET), r -> r.header("X-Key"), secret -> secret);
    }
  }

  @Nested
  class KeyInTheQuery extends AuthContract {
    KeyInTheQuery() {
      super(api -> Auth.query("key", SECRET), r -> r.query("key"), secret -> secret);
    }
  }

  @Nested
  class ClientCredentials extends AuthContract {
    ClientCredentials() {
      super(
          api -> Auth.clientCredentials(api + "/token", "client", SECRET),
          AuthContract::authorization,
          token -> "Bearer " + token);
    }

    @Override
    boolean renews() {
      return true;
    }
  }

  @Nested
  class RefreshTokenWhoseAccessTokenGoesIntoTheQuery extends AuthContract {
    RefreshTokenWhoseAccessTokenGoesIntoTheQuery() {
      super(
          api -> Auth.refreshToken(api + "/token", "client", SECRET, SECRET).sentInQuery("access"),
          r -> r.query("access"),
          token -> token);
    }

    @Override
    boolean renews() {
      return true;
    }
  }
}
