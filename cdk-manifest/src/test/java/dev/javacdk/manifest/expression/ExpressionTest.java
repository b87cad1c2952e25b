package dev.javacdk.manifest.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ExpressionTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  private static JsonNode json(String text) {
    return MAPPER.readTree(text.replace('\'', '"'));
  }

  private static ObjectNode object(String text) {
    return (ObjectNode) json(text);
  }

  private static Scope with(String name, String value) {
    return Scope.of(GoldenCase.CLOCK).with(name, json(value));
  }

  private static Scope config(String value) {
    return with("config", value);
  }

  private static String value(String template, Scope scope) {
    return Expression.parse(template).evaluate(scope).toString();
  }

  @Test
  void aTextWithoutMarkersIsAConstantThatReadsNothing() {
    Expression path = Expression.parse("/v1/users");

    assertThat(path.isConstant()).isTrue();
    assertThat(path.text(Scope.of(GoldenCase.CLOCK))).isEqualTo("/v1/users");
    assertThat(path.paths("config").isNothing()).isTrue();
    assertThat(Expression.parse("{{ 1 }}").isConstant()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "007|\"007\"",
        "1_000|1000",
        "0x10|16",
        "1,2|[1,2]",
        "5 # x|5",
        "2024-03-05|\"2024-03-05\"",
        "\"\"\"{\"a\": 1}\"\"\"|\"{\\\"a\\\": 1}\"",
        "--5|\"--5\"",
        "True|true",
        "true|\"true\"",
        "1+2j|\"1+2j\""
      })
  void aTextIsTheLiteralThatPythonReadsInIt(String template, String expected) {
    Scope scope = config("{}").with("value", json("1"));

    assertThat(value(template, scope)).isEqualTo(expected);
    assertThat(Expression.parse("{{ value }}").evaluate(scope.with("value", text(template))))
        .hasToString(expected);
  }

  private static JsonNode text(String text) {
    return MAPPER.getNodeFactory().stringNode(text);
  }

  @Test
  void aWrongTypeIsAnErrorWithItsPlaceAndNotTheTemplateItself() {
    Expression expression = Expression.parse("/a/{{ ','.join([1, 2]) }}");

    assertThatThrownBy(() -> expression.text(config("{}")))
        .isInstanceOf(ExpressionError.class)
        .hasMessageContaining("/a/{{ ','.join([1, 2]) }}")
        .hasMessageContaining("must be a text, not an integer")
        .hasMessageContaining("at character 14");
    assertThatThrownBy(() -> value("{{ min('x', 30) }}", config("{}")))
        .hasMessageContaining("cannot put an integer and a text in an order");
  }

  @Test
  void anErrorNeverSaysTheValueOfAVariable() {
    Scope scope = config("{'secret': 'hunter2'}");

    for (String template :
        List.of(
            "{{ config.secret + 1 }}",
            "{{ format_datetime(config.secret, '%Y') }}",
            "{{ config.secret / 2 }}",
            "{{ duration(config.secret) }}",
            "{{ today_with_timezone(config.secret) }}",
            "{{ 'x' | hash(config.secret) }}",
            "{{ 'x' | regex_search('(' ~ config.secret) }}",
            "{{ ['x'] | map(config.secret) | list }}",
            "{{ config.secret.index('q') }}")) {
      assertThatThrownBy(() -> value(template, scope))
          .isInstanceOf(ExpressionError.class)
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void aKeyThatIsComputedIsNotNamedEither() {
    Expression expression = Expression.parse("{{ config[config.secret].x }}");

    assertThatThrownBy(() -> expression.text(config("{'secret': 'hunter2'}")))
        .hasMessageContaining("'an element' is undefined")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void whatIsNotThereIsTheDefaultOfTheCallSite() {
    Expression deep = Expression.parse("{{ config.a.b }}");
    Expression shallow = Expression.parse("{{ config.a }}");
    Scope scope = config("{}");

    assertThat(deep.evaluate(scope)).hasToString("null");
    assertThat(shallow.evaluate(scope)).hasToString("null");
    assertThat(deep.orElse(Expression.parse("5")).evaluate(scope)).hasToString("5");
    assertThat(shallow.orElse(Expression.parse("{{ 2 + 3 }}")).evaluate(scope)).hasToString("5");
    assertThat(deep.holds(scope)).isFalse();
    assertThat(shallow.text(scope)).isEmpty();
    assertThat(shallow.orItself().evaluate(scope)).hasToString("\"\"");
    assertThatThrownBy(() -> deep.text(scope)).hasMessageContaining("'a' is undefined");
  }

  @Test
  void aVariableThatTheCallSiteDoesNotGiveIsAnErrorEvenWhereItIsNotReached() {
    assertThatThrownBy(() -> value("{{ 1 if true else record.id }}", config("{}")))
        .hasMessageContaining("there is no variable 'record' here");
  }

  @Test
  void aMethodComesBeforeAKeyOfItsNameButNotInBrackets() {
    Scope scope = with("record", "{'items': [1], 'values': 2, 'name': 'x'}");

    assertThat(value("{{ record['items'] }}", scope)).isEqualTo("[1]");
    assertThat(value("{{ record.items() | list | length }}", scope)).isEqualTo("3");
    assertThatThrownBy(() -> value("{{ record.items }}", scope))
        .hasMessageContaining("the method 'items'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "false",
        "False",
        "0",
        "0.0",
        "{}",
        "[]",
        "()",
        "None",
        "{{ '' }}",
        "{{ none }}",
        "{{ [] }}",
        "{{ config.absent }}",
        "{{ config.absent.deeper }}",
        "{{ 0 }}",
        "{{ 1 > 2 }}"
      })
  void theseConditionsAreFalse(String condition) {
    assertThat(Expression.parse(condition).holds(config("{}"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "no", "none", "null", "00.1", "[0]", "{{ 'x' }}", "{{ 1 }}"})
  void theseConditionsAreTrue(String condition) {
    assertThat(Expression.parse(condition).holds(config("{}"))).isTrue();
  }

  @Test
  void streamStateIsRefusedByName() {
    assertThatThrownBy(() -> Expression.parse("{{ stream_state['x'] }}"))
        .isInstanceOf(ExpressionError.class)
        .hasMessageContaining("use 'stream_interval'");
  }

  @Test
  void aLiteralOfAnotherKindThanIsWantedStaysText() {
    Scope scope = config("{'n': 5, 'list': [1], 'text': '1,2'}");

    assertThat(Expression.parse("{{ config.n }}").evaluate(scope, Kind.TEXT)).hasToString("\"5\"");
    assertThat(Expression.parse("{{ config.n }}").evaluate(scope, Kind.INTEGER)).hasToString("5");
    assertThat(Expression.parse("{{ config.n }}").evaluate(scope, Kind.NUMBER))
        .hasToString("\"5\"");
    assertThat(Expression.parse("{{ config.list }}").evaluate(scope, Kind.TEXT, Kind.LIST))
        .hasToString("[1]");
    assertThat(Expression.parse("{{ config.text }}").evaluate(scope, Kind.TEXT, Kind.LIST))
        .hasToString("\"1,2\"");
  }

  @Test
  void aBarePathGivesTheVeryNodeThatItLeadsTo() {
    JsonNode response = json("{'data': [{'id': 1}, {'id': 2}]}");
    Scope scope = Scope.of(GoldenCase.CLOCK).with("response", response);

    assertThat(Expression.parse("{{ response.data }}").evaluate(scope))
        .isSameAs(response.get("data"));
    assertThat(Expression.parse("{{ response['data'][1] }}").evaluate(scope))
        .isSameAs(response.get("data").get(1));
  }

  @Test
  void aVariableIsMadeOnlyWhereItIsRead() {
    AtomicInteger made = new AtomicInteger();
    Scope scope =
        config("{'x': 1}")
            .with(
                "response",
                () -> {
                  made.incrementAndGet();
                  return json("{'next': 7}");
                });

    assertThat(value("{{ config.x or response.next }}", scope)).isEqualTo("1");
    assertThat(made).hasValue(0);
    assertThat(value("{{ response.next }}", scope)).isEqualTo("7");
    assertThat(made).hasValue(1);
  }

  @Test
  void aSliceHasItsKeysItsPartsAndItsOtherNames() {
    Scope scope =
        Scope.of(GoldenCase.CLOCK)
            .withSlice(object("{'id': 1}"), object("{'start': '2024'}"), object("{'extra': true}"));

    assertThat(value("{{ stream_slice.id }}{{ stream_interval['start'] }}", scope))
        .isEqualTo("12024");
    assertThat(value("{{ stream_partition.id }}", scope)).isEqualTo("1");
    assertThat(value("{{ stream_slice.extra_fields.extra }}", scope)).isEqualTo("true");
    assertThat(value("{{ stream_slice.cursor_slice }}", scope)).isEqualTo("{\"start\":\"2024\"}");
    assertThat(value("{{ stream_slice }}", scope)).isEqualTo("{\"id\":1,\"start\":\"2024\"}");
  }

  @Test
  void theTimeComesFromTheClockOfTheScope() {
    assertThat(value("{{ now_utc().strftime('%Y-%m-%dT%H:%M:%SZ') }}", config("{}")))
        .isEqualTo("\"2024-03-05T14:07:09Z\"");
    assertThat(value("{{ today_with_timezone('Pacific/Kiritimati') }}", config("{}")))
        .isEqualTo("\"2024-03-06\"");
  }

  @Test
  void whatAnExpressionBuildsItMayChangeAndWhatItIsGivenItMayNot() {
    Scope scope = config("{'list': [1]}");

    assertThat(value("{% set l = [] %}{% set _ = l.append(2) %}{{ l }}", scope)).isEqualTo("[2]");
    assertThatThrownBy(() -> value("{{ config.list.append(2) }}", scope))
        .hasMessageContaining("would change a variable that was given");
  }

  @Test
  void expressionsOfTheSameTextAndDefaultAreEqual() {
    Expression one = Expression.parse("{{ config.x }}");

    assertThat(one).isEqualTo(Expression.parse("{{ config.x }}")).hasToString("{{ config.x }}");
    assertThat(one.hashCode()).isEqualTo(Expression.parse("{{ config.x }}").hashCode());
    assertThat(one).isNotEqualTo(one.orElse(Expression.parse("1"))).isNotEqualTo(one.orItself());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ config.",
        "{{ 'x }}",
        "{{ config.x | nosuch }}",
        "{{ x is nosuch }}",
        "{% nosuch %}",
        "{% if true %}",
        "{% endif %}",
        "{{ }}",
        "{# open",
        "{{ [1 }}"
      })
  void whatCannotBeParsedSaysWhere(String template) {
    assertThatThrownBy(() -> Expression.parse(template))
        .isInstanceOf(ExpressionError.class)
        .hasMessageContaining(template)
        .satisfies(error -> assertThat(((ExpressionError) error).at()).isNotNegative());
  }
}
