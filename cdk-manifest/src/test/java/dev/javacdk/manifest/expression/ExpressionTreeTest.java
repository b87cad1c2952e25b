package dev.javacdk.manifest.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExpressionTreeTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  private static JsonNode json(String text) {
    return MAPPER.readTree(text.replace('`', '"'));
  }

  private static final Scope SCOPE =
      Scope.of(GoldenCase.CLOCK).with("config", json("{`n`: 5, `name`: `x`, `list`: [1, 2]}"));

  @Test
  void everyTextAndNameIsEvaluatedAndWhatComesToNullIsLeftOut() {
    ExpressionTree tree =
        ExpressionTree.parse(
            json(
                """
                {`{{ config.name }}`: `{{ config.n }}`, `gone`: `{{ config.absent }}`, `null`: null,
                 `in`: [`{{ config.list }}`, true, {`a`: `{{ none }}`, `b`: `-{{ config.n }}`}]}
                """));

    assertThat(tree.evaluate(SCOPE)).isEqualTo(json("{`x`: 5, `in`: [[1, 2], true, {`b`: -5}]}"));
  }

  @Test
  void theKindsThatAreWantedHoldForEveryText() {
    ExpressionTree tree = ExpressionTree.parse(json("{`a`: `{{ config.n }}`, `b`: `1,2`}"));

    assertThat(tree.evaluate(SCOPE, Kind.TEXT, Kind.LIST))
        .isEqualTo(json("{`a`: `5`, `b`: `1,2`}"));
  }

  @Test
  void whatItReadsIsWhatItsExpressionsRead() {
    ExpressionTree tree =
        ExpressionTree.parse(json("[{`{{ config.a }}`: [`{{ config.b.c }}`]}, `{{ record.d }}`]"));

    assertThat(tree.paths("config").pointers()).containsExactlyInAnyOrder("/a", "/b/c");
    assertThat(tree.mentions("record")).isTrue();
    assertThat(tree.mentions("response")).isFalse();
  }

  @Test
  void aTreeThatIsTooDeepIsRefused() {
    JsonNode deep = json("[".repeat(200) + "]".repeat(200));

    assertThatThrownBy(() -> ExpressionTree.parse(deep))
        .isInstanceOf(ExpressionError.class)
        .hasMessageContaining("the bound");
  }
}
