package dev.javacdk.testkit.recorded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedFileTest {

  private static final String HEAD =
      "{\"format\":\"javacdk-recording\",\"version\":1,\"base\":\"https://api.acme.com\"}\n";
  private static final String GOOD =
      "{\"request\":{\"method\":\"GET\",\"target\":\"/x\"},\"response\":{\"status\":200,\"headers\":{}}}\n";

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"request\":|Unexpected end-of-input",
        "[1]|there is no JSON object",
        "{\"response\":{}}|there is no 'request'",
        "{\"request\":{\"method\":7,\"target\":\"/x\"},\"response\":{\"status\":200,\"headers\":{}}}|'method' is no text: 7",
        "{\"request\":{\"method\":\"GET\",\"target\":\"/x\"},\"response\":{\"status\":\"ok\",\"headers\":{}}}|'status' is no status of HTTP: \"ok\"",
        "{\"request\":{\"method\":\"GET\",\"target\":\"/x\"},\"response\":{\"status\":200,\"headers\":{},\"base64\":\"?\"}}|'base64' is none",
        "{\"request\":{\"method\":\"GET\",\"target\":\"/x\"},\"response\":{\"status\":200,\"headers\":{}}} {}|more than one value"
      })
  void aBrokenLineIsNamed(String line, String what) throws IOException {
    Path file = file(HEAD + GOOD + line + "\n" + GOOD);

    assertThatThrownBy(() -> RecordedApi.replay(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("recording " + file + ", line 3: ")
        .hasMessageContaining(what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"format\":\"javacdk-recording\",\"version\":2,\"base\":\"https://api.acme.com\"}",
        "{\"format\":\"javacdk-recording\",\"version\":\"1\",\"base\":\"https://api.acme.com\"}"
      })
  void anUnknownVersionIsNamed(String head) throws IOException {
    Path file = file(head + "\n" + GOOD);

    assertThatThrownBy(() -> RecordedApi.replay(file))
        .hasMessageStartingWith("recording " + file + ", line 1: version ")
        .hasMessageContaining("is not known, only 1 is: record again");
  }

  @Test
  void whatIsNoRecordingIsNamed() throws IOException {
    Path other = file("{\"format\":\"har\"}\n");
    Path empty = directory.resolve("empty");
    Files.createFile(empty);

    assertThatThrownBy(() -> RecordedApi.replay(other))
        .hasMessageContaining("line 1: format is \"har\", not \"javacdk-recording\"");
    assertThatThrownBy(() -> RecordedApi.replay(empty)).hasMessageContaining("is empty");
    assertThatThrownBy(() -> RecordedApi.replay(directory.resolve("none")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://api.acme.com", "/v2", "https:/x", "https://api.acme.com?x=1"})
  void whatIsNoBaseIsRefused(String base) {
    assertThatThrownBy(() -> Recorder.of(URI.create(base)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + base + "' is no base URL");
  }

  @Test
  void whatIsNoPlaceIsRefused() {
    Recorder recorder = Recorder.of(URI.create("https://api.acme.com"));

    assertThatThrownBy(() -> recorder.personal("email"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'email' is no place: write a JSON pointer, as in /results/*/email");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("acme.jsonl"), text);
  }
}
