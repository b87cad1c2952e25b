package dev.javacdk.legacy.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** States of the old shape: used, or refused by name; never dropped. */
class OldStatesTest {

  private static final Path IN = Path.of("src/test/resources/states/in");

  /** Five users, by the number of their last change. */
  private static Stream users() {
    return Streams.records(
            "users",
            (slice, output, context) -> {
              String since = slice.since();
              for (int u = since == null ? 1 : Integer.parseInt(since); u <= 5; u++) {
                output.emit(JsonNodeFactory.instance.objectNode().put("u", u));
              }
            })
        .cursor(Cursor.number("u"));
  }

  /** Four pages of one record each. */
  private static Stream pages() {
    return Streams.paged(
        "pages",
        (slice, output, context) -> {
          long page = slice.cursor().number("page", 1);
          output.emit(JsonNodeFactory.instance.objectNode().put("p", page));
          return page < 4 ? Progress.next("page", page + 1) : Progress.complete();
        });
  }

  private static Transcript read(String state) {
    return ConnectorRun.read(state, users(), pages());
  }

  static List<Path> filesThatComeIn() throws IOException {
    try (java.util.stream.Stream<Path> files = Files.list(IN)) {
      return files.sorted().toList();
    }
  }

  @Test
  void filesThatComeInAreSeenAtAll() throws IOException {
    assertThat(filesThatComeIn()).hasSizeGreaterThanOrEqualTo(6);
  }

  @ParameterizedTest
  @MethodSource("filesThatComeIn")
  void eachShapeGoesOnWhereItStopped(Path file) throws IOException {
    Transcript run = read(Files.readString(file));
    assertThat(run.errors()).isEmpty();
    assertThat(run.records())
        .containsExactly(
            "{\"u\":3}", "{\"u\":4}", "{\"u\":5}", "{\"p\":2}", "{\"p\":3}", "{\"p\":4}");
    assertThat(run.lastState("users")).isEqualTo("{\"u\":5}");
  }

  @Test
  void statesAreTakenUpToTheDigit() {
    Stream stream =
        Streams.paged(
            "pages",
            (slice, output, context) -> {
              output.emit(slice.cursor().toJson());
              return Progress.complete();
            });
    String position = "{\"a\":[1.50,null,\"ü\"],\"n\":123456789012345678901234567890}";
    assertThat(ConnectorRun.read("{\"pages\":" + position + "}", stream).records())
        .containsExactly(position);
  }

  @Test
  void stateOfAPartitionedStreamInAnOldFileSkipsWhatWasFinished() {
    Stream stream =
        Streams.paged(
                "c",
                (slice, output, context) -> {
                  output.emit(slice.partition().toJson());
                  return Progress.complete();
                })
            .partitions(Partitions.of(List.of(Partition.of("id", "1"), Partition.of("id", "2"))));
    String state =
        "{\"type\":\"LEGACY\",\"data\":{\"c\":{\"states\":[{\"partition\":{\"id\":\"1\"},\"cursor\":{\"__ab_full_refresh_sync_complete\":true}}]}}}";
    assertThat(ConnectorRun.read(state, stream).records()).containsExactly("{\"id\":\"2\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"updated_at\":\"2026-08-01\"}~'updated_at': \"2026-08-01\"",
        "{\"users\":{\"u\":3},\"pages\":17}~'pages': 17",
        "{\"users\":[{\"u\":3}]}~'users': [{\"u\":3}]",
        "{\"type\":\"LEGACY\"}~'data' of the LEGACY state must be an object, but is missing",
        "{\"type\":\"LEGACY\",\"data\":[1]}~but is [1]",
        "{\"type\":\"LEGACY\",\"data\":{\"users\":3}}~'users': 3",
        "{\"type\":\"STATE\",\"state\":{\"data\":{\"users\":3}}}~'users': 3",
        "{\"type\":\"STATE\",\"state\":{\"users\":{\"u\":3}}}~'data' of the state message must be an object, but is missing",
        "{\"type\":\"SNAPSHOT\",\"data\":{\"users\":{}}}~'SNAPSHOT'",
        "{\"stream_descriptor\":{\"name\":\"users\"},\"stream_state\":{\"u\":3}}~'stream_descriptor'",
        "{\"stream\":{\"stream_descriptor\":{\"name\":\"users\"},\"stream_state\":{\"u\":3}}}~'stream'",
        "{\"__ab_full_refresh_sync_complete\":true}~'__ab_full_refresh_sync_complete': true",
      })
  void whatCannotBeUnderstoodIsRefusedByNameWithTheExpectedShape(String stateAndWord) {
    String[] parts = stateAndWord.split("~", 2);
    Transcript run = read(parts[0]);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.records()).isEmpty();
    assertThat(run.errors().get(0))
        .contains("state.json", parts[1], "expected {\"type\":\"LEGACY\"", "{\"<stream>\":{...}");
    assertThat(run.of("TRACE").get(0).at("/trace/error/failure_type").asString())
        .isEqualTo("config_error");
  }

  @Test
  void valuesThatAreNoObjectsAreRefusedByTheRuntime() {
    Transcript run = read("17");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors().get(0)).contains("17");
  }

  @Test
  void sameStreamInTheOldAndTheNewShapeIsRefused() {
    Transcript run =
        read(
            "[{\"type\":\"LEGACY\",\"data\":{\"users\":{\"u\":3}}},{\"type\":\"STREAM\",\"stream\":{\"stream_descriptor\":{\"name\":\"users\"},\"stream_state\":{\"u\":4}}}]");
    assertThat(run.errors().get(0)).contains("'users'", "twice");
  }

  @Test
  void streamThatTheCatalogLacksIsNamed() {
    Transcript run = read("{\"users\":{\"u\":3},\"gone\":{\"u\":1}}");
    assertThat(run.logs()).anyMatch(log -> log.contains("'gone'"));
    assertThat(run.records()).hasSize(7);
  }

  @Test
  void messageWithoutTypeSaysHowItWasTaken() {
    assertThat(read("{\"data\":{\"users\":{\"u\":3}}}").logs())
        .anyMatch(log -> log.contains("not of a stream called 'data'"));
    assertThat(read("{\"users\":{\"u\":3}}").logs()).noneMatch(log -> log.contains("'data'"));
  }

  @Test
  void streamCalledDataOrTypeIsAStream() {
    Stream data =
        Streams.paged(
            "data",
            (slice, output, context) -> {
              output.emit(slice.cursor().toJson());
              return Progress.complete();
            });
    assertThat(ConnectorRun.read("{\"data\":{\"after\":\"5\"}}", data).records())
        .containsExactly("{\"after\":\"5\"}");
    Transcript both =
        ConnectorRun.read("{\"type\":{\"after\":\"1\"},\"data\":{\"after\":\"5\"}}", data);
    assertThat(both.records()).containsExactly("{\"after\":\"5\"}");
  }
}
