package dev.javacdk.core.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.state.StreamState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** States in pieces are compared and written as one. */
class EncodedStateTest {

  /** Cut anywhere; some pieces are those of another cut, as they are where states share them. */
  private static EncodedState cut(byte[] json, Random random) {
    List<byte[]> pieces = new ArrayList<>();
    for (int from = 0; from < json.length; ) {
      int to = Math.min(json.length, from + 1 + random.nextInt(40));
      pieces.add(Arrays.copyOfRange(json, from, to));
      from = to;
    }
    return new EncodedState(pieces);
  }

  @Test
  void whatIsTheSameIsSoHoweverItIsCut() {
    for (long seed = 1; seed <= 2_000; seed++) {
      Random random = new Random(seed);
      byte[] json = ("{\"a\":\"" + "é".repeat(random.nextInt(200)) + "\"}").getBytes(UTF_8);
      EncodedState state = cut(json, random);
      assertThat(state.isSameAs(cut(json, random))).as("seed %d", seed).isTrue();
      assertThat(state.text()).isEqualTo(new String(json, UTF_8));
      assertThat(state.length()).isEqualTo(json.length);
      byte[] other = json.clone();
      other[random.nextInt(other.length)] ^= 1;
      assertThat(state.isSameAs(cut(other, random))).as("seed %d, other", seed).isFalse();
      assertThat(state.isSameAs(cut(Arrays.copyOf(json, json.length - 1), random))).isFalse();
    }
  }

  @Test
  void aPieceThatIsSharedElsewhereIsComparedWithWhatStandsThere() {
    byte[] a = "a".getBytes(UTF_8);
    byte[] b = "b".getBytes(UTF_8);
    byte[] ab = "ab".getBytes(UTF_8);
    EncodedState abb = new EncodedState(List.of(ab, b));
    assertThat(abb.isSameAs(new EncodedState(List.of(a, ab)))).isFalse();
    assertThat(abb.isSameAs(new EncodedState(List.of(ab, b)))).isTrue();
  }

  @Test
  void oneMoreMemberIsAddedToNoneAndToSome() {
    assertThat(EncodedState.of("{}").with("\"g\":1").text()).isEqualTo("{\"g\":1}");
    EncodedState state = EncodedState.of("{\"a\":2}");
    assertThat(state.with("\"g\":1").text()).isEqualTo("{\"a\":2,\"g\":1}");
    assertThat(state.text()).as("unchanged").isEqualTo("{\"a\":2}");
  }

  @Test
  void onlyTheCompleteStateIsComplete() {
    assertThat(EncodedState.of(StreamState.complete()).isComplete()).isTrue();
    assertThat(EncodedState.of(StateJson.text(StreamState.complete())).isComplete()).isTrue();
    assertThat(EncodedState.of(StateJson.noCursor()).isComplete()).isFalse();
    assertThat(EncodedState.of(StreamState.initial()).isComplete()).isFalse();
  }

  @Test
  void encodedValuesStandAmongOthersWhetherTheyAreShortOrLong() {
    for (String value : List.of("1", "\"" + "é".repeat(5_000) + "\"")) {
      byte[] two = (value + "," + value).getBytes(UTF_8);
      JsonText out =
          new JsonText().beginObject().name("a").beginList().raw("0").raw(two).raw(two).raw("9");
      String json = "{\"a\":[0,%s,%s,%s,%s,9]}".replace("%s", value);
      assertThat(out.endList().endObject().toString()).isEqualTo(json);
      assertThat(out.state().text()).isEqualTo(json);
      assertThat(new JsonText().raw(two).raw("9").toString()).isEqualTo(value + "," + value + ",9");
    }
  }
}
