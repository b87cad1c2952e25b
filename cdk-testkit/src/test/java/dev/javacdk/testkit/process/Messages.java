package dev.javacdk.testkit.process;

/** Messages for the tests. */
final class Messages {

  private Messages() {}

  static ProtocolMessage record(String stream, String id) {
    return parse(
        "{\"type\":\"RECORD\",\"record\":{\"stream\":\"%s\",\"data\":{\"id\":\"%s\"},\"emitted_at\":1}}"
            .formatted(stream, id));
  }

  static ProtocolMessage state(String stream, int page) {
    return parse(
        """
        {"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":{"name":"%s"},\
        "stream_state":{"page":%d}},"sourceStats":{"recordCount":1.0}}}\
        """
            .formatted(stream, page));
  }

  static ProtocolMessage parse(String line) {
    return ProtocolMessage.parse(line).orElseThrow();
  }
}
