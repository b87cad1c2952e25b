package dev.javacdk.manifest.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExpressionBoundsTest {

  private static final long SMALL_STACK = 512 * 1024;

  private static final Scope SCOPE =
      Scope.of(GoldenCase.CLOCK).with("config", new JsonMapper().readTree("{\"x\": \"aaaa\"}"));

  /** On a thread with a small stack, so that a bound which is too wide shows. */
  private static JsonNode evaluate(String template) throws InterruptedException {
    CompletableFuture<JsonNode> result = new CompletableFuture<>();
    Runnable evaluation =
        () -> {
          try {
            result.complete(Expression.parse(template).evaluate(SCOPE));
          } catch (Throwable failed) {
            result.completeExceptionally(failed);
          }
        };
    Thread thread = new Thread(null, evaluation, "evaluates a hostile template", SMALL_STACK);
    thread.start();
    thread.join();
    return result.join();
  }

  private static void assertBounded(String template) {
    assertThatThrownBy(() -> evaluate(template))
        .cause()
        .isInstanceOf(ExpressionError.class)
        .hasMessageMatching("(?s).*(bound|too much in too much).*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ 'a' * 10**9 }}",
        "{{ 'a' * 10**12 }}",
        "{{ [1] * 10**9 }}",
        "{{ 2 ** (10 ** 9) }}",
        "{{ 10 ** (10 ** 10) }}",
        "{{ '%s' % ('a' * 9999999) }}{{ 'a' * 9999999 }}",
        "{{ 'x'.center(10**9) }}",
        "{{ 'x'.zfill(10**9) }}",
        "{{ ('a' * 9000) .replace('', 'b' * 9000) }}",
        "{{ ('a' * 9000) | replace('a', 'b' * 9000) }}",
        "{{ [1] | tojson(10**9) }}",
        "{{ 'a' | regex_search('((a{999}){999}){999}') }}",
        "{% for a in 'x' * 9999 %}{% for b in 'x' * 9999 %}{% for c in 'x' * 9999 %}y{% endfor %}"
            + "{% endfor %}{% endfor %}",
        "{% set l = [1] %}{% for i in 'x' * 100 %}{% set _ = l.extend(l) %}{% endfor %}",
        "{% set l = [1] %}{% set _ = l.append(l) %}{{ l }}",
        "{% set l = [1] %}{% set _ = l.append(l) %}{{ l | tojson }}",
        "{% set l = [1] %}{% set _ = l.append(l) %}{% set m = [1] %}{% set _ = m.append(m) %}"
            + "{{ l == m }}",
        "{% set n = namespace(x='a') %}{% for i in 'x' * 100 %}{% set n.x = n.x ~ n.x %}"
            + "{% endfor %}",
        "{% set n = namespace(x=[]) %}{% for i in 'x' * 100 %}{% set n.x = [n.x, n.x] %}"
            + "{% endfor %}{{ n.x }}",
        "{% set n = namespace(x=[]) %}{% for i in 'x' * 9000 %}{% set n.x = [n.x] %}{% endfor %}"
            + "{{ n.x == [n.x] }}",
        "{% set n = namespace(x=2) %}{% for i in 'x' * 100 %}{% set n.x = n.x * n.x %}{% endfor %}"
      })
  void aHostileTemplateEndsByACount(String template) {
    assertBounded(template);
  }

  @ParameterizedTest
  @ValueSource(ints = {150, 5_000, 40_000})
  void aDeepTemplateIsRefused(int depth) {
    assertBounded("{{ " + "(".repeat(depth) + "1" + ")".repeat(depth) + " }}");
    assertBounded("{{ " + "[".repeat(depth) + "]".repeat(depth) + " }}");
    assertBounded("{{ " + "not ".repeat(depth) + "1 }}");
    assertBounded("{{ " + "-".repeat(depth) + "1 }}");
  }

  @Test
  void aLongChainIsRefusedAndALongAlternativeIsNot() throws InterruptedException {
    assertBounded("{{ config" + ".x".repeat(10_000) + " }}");
    assertBounded("{{ 1" + " + 1".repeat(10_000) + " }}");
    assertBounded("{{ 1" + " | int".repeat(10_000) + " }}");
    assertBounded("{% if 1 %}".repeat(5_000));
    assertBounded("{{ 1 }}".repeat(50_000));
    assertThat(evaluate("{{ 0" + " or 0".repeat(5_000) + " or 7 }}")).hasToString("7");
    assertThat(evaluate("{{ 1" + " + 1".repeat(200) + " }}")).hasToString("201");
    assertThat(evaluate("{% if 0 %}" + "{% elif 0 %}".repeat(3_000) + "{% else %}8{% endif %}"))
        .hasToString("8");
  }

  @Test
  void aTextThatLooksLikeADeepLiteralStaysText() throws InterruptedException {
    String deep = "[".repeat(50_000) + "]".repeat(50_000);

    assertThat(evaluate(deep).stringValue()).isEqualTo(deep);
    assertThat(evaluate("-".repeat(50_000) + "1").isString()).isTrue();
  }

  @Test
  void aRegularExpressionTakesLinearTimeOrIsRefused() throws InterruptedException {
    assertThat(evaluate("{{ ('a' * 20000) | regex_search('(a+)+$b') }}")).hasToString("null");
    assertThatThrownBy(() -> evaluate("{{ 'ab' | regex_search('(?<=a)(b)') }}"))
        .cause()
        .hasMessageContaining("the regular expression is not supported");
  }

  @Test
  void noClassOrModuleOfPythonIsReached() throws InterruptedException {
    assertThat(evaluate("{{ config.__class__ }}")).hasToString("null");
    assertThat(evaluate("{{ ''.__class__ }}")).hasToString("null");
    assertThatThrownBy(() -> evaluate("{{ range(3) }}"))
        .cause()
        .hasMessageContaining("no variable 'range'");
  }
}
