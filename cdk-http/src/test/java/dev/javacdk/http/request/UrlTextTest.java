package dev.javacdk.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class UrlTextTest {

  private static final URI PAGE = URI.create("https://h/a/b?x=1#f");

  @Test
  void linksAreResolvedAsRfc3986HasIt() {
    assertThat(UrlText.resolve(PAGE, "?p=2")).hasToString("https://h/a/b?p=2");
    assertThat(UrlText.resolve(PAGE, "c?p=2")).hasToString("https://h/a/c?p=2");
    assertThat(UrlText.resolve(PAGE, "/c")).hasToString("https://h/c");
    assertThat(UrlText.resolve(PAGE, "//o/c")).hasToString("https://o/c");
    assertThat(UrlText.resolve(PAGE, " https://o/q={\"a b\"}|x "))
        .hasToString("https://o/q=%7B%22a%20b%22%7D%7Cx");
  }

  @Test
  void originsAreComparedWithTheirDefaultPorts() {
    assertThat(UrlText.origin(URI.create("HTTPS://Host/x")))
        .isEqualTo(UrlText.origin(URI.create("https://host:443")));
    assertThat(UrlText.origin(URI.create("http://h")))
        .isNotEqualTo(UrlText.origin(URI.create("https://h")));
  }

  @Test
  void parametersAreAddedAndTakenOut() {
    URI url = UrlText.withQuery(PAGE, List.of(new NameValue("y z", "ü&=")));
    assertThat(url).hasToString("https://h/a/b?x=1&y%20z=%C3%BC%26%3D");
    assertThat(UrlText.withoutParameter(url, "y z")).hasToString("https://h/a/b?x=1");
    assertThat(UrlText.withoutParameter(UrlText.withoutParameter(url, "y z"), "x"))
        .hasToString("https://h/a/b");
  }

  @Test
  void onlyWholeHttpUrlsAreTaken() {
    for (String text : new String[] {"ftp://h/", "h/x", "http:///x", "", "file:/etc/passwd"}) {
      assertThatThrownBy(() -> UrlText.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
