package dev.javacdk.testkit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AttemptAssertTest {

  private static final Attempt GOOD =
      Attempt.of(
          0,
          """
          {"type":"TRACE","trace":{"type":"STREAM_STATUS","stream_status":{"stream_descriptor":{"name":"a"},"status":"STARTED"}}}
          {"type":"RECORD","record":{"stream":"a","data":{"id":1,"price":1.10}}}
          {"type":"RECORD","record":{"stream":"a","data":{"id":2,"price":2}}}
          {"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":{"name":"a"},"stream_state":{"page":1}}}}
          {"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":{"name":"a"},"stream_state":{"page":2}}}}
          {"type":"TRACE","trace":{"type":"STREAM_STATUS","stream_status":{"stream_descriptor":{"name":"a"},"status":"COMPLETE"}}}
          """,
          "");

  private static final Attempt BAD =
      Attempt.of(
          1,
          """
          {"type":"LOG","log":{"level":"WARN","message":"the API is slow"}}
          {"type":"TRACE","trace":{"type":"ERROR","error":{"message":"the API is down"}}}
          {"type":"TRACE","trace":{"type":"STREAM_STATUS","stream_status":{"stream_descriptor":{"name":"a"},"status":"INCOMPLETE"}}}
          """,
          "java.net.ConnectException");

  /** What is true of the one and not of the other, by what is said then. */
  private static Map<String, Consumer<Attempt>> ofGoodOnly() {
    Map<String, Consumer<Attempt>> all = new TreeMap<>();
    all.put(
        "it was to succeed, and ended with 1: [the API is down]", a -> assertThat(a).succeeded());
    all.put("of stream 'a' 2 records were to be read, not 0", a -> assertThat(a).read("a", 2));
    all.put(
        "of stream 'a' were to be read",
        a -> assertThat(a).readExactly("a", "{\"price\":1.10,\"id\":1}", "{\"id\":2,\"price\":2}"));
    all.put("stream 'a' was to be COMPLETE", a -> assertThat(a).completed("a"));
    all.put(
        "it was to warn of nothing, and says [the API is slow]",
        a -> assertThat(a).warnsOfNothing());
    all.put(
        "stream 'a' was to end with the state {\"page\": 2}, not without any",
        a -> assertThat(a).endsWithState("a", "{\"page\": 2}"));
    return all;
  }

  private static Map<String, Consumer<Attempt>> ofBadOnly() {
    Map<String, Consumer<Attempt>> all = new TreeMap<>();
    all.put("it was to fail, and has succeeded", a -> assertThat(a).failed());
    all.put("stream 'a' was to be INCOMPLETE", a -> assertThat(a).leftIncomplete("a"));
    all.put("no error says 'is down'; there are []", a -> assertThat(a).saysError("is down"));
    all.put("no warning says 'is slow'; there are []", a -> assertThat(a).warns("is slow"));
    return all;
  }

  @Test
  void whatIsTrueIsSaidToBe() {
    ofGoodOnly()
        .values()
        .forEach(one -> assertThatCode(() -> one.accept(GOOD)).doesNotThrowAnyException());
    ofBadOnly()
        .values()
        .forEach(one -> assertThatCode(() -> one.accept(BAD)).doesNotThrowAnyException());
  }

  @Test
  void whatIsNotTrueIsSaidInWords() {
    ofGoodOnly().forEach((words, one) -> assertThrows(words, () -> one.accept(BAD)));
    ofBadOnly().forEach((words, one) -> assertThrows(words, () -> one.accept(GOOD)));
  }

  private static void assertThrows(String words, Runnable what) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(what::run)
        .withMessageContaining(words);
  }

  @Test
  void numbersStayAsTheyWereWritten() {
    assertThat(GOOD.records().values().toString()).contains("1.10");
  }
}
