package dev.javacdk.manifest.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionPathsTest {

  private static Reads reads(String template) {
    return Expression.parse(template).paths("response");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{{ response.next }};/next",
        "{{ response['next']['url'] }};/next/url",
        "{{ response.get('meta', {}).get('next') }};/meta/next",
        "{{ response.data[0].id }};/data/0/id",
        "{{ response.data[-1].id }};/data",
        "{{ response.data | length }};/data",
        "{{ response.a~b }};/a",
        "{{ response['a/b~c'] }};/a~1b~0c",
        "{{ response.data[config.x].id }};/data",
        "{{ response.link.split('=') }};/link",
        "{{ response.link.title }};/link/title",
        "{{ response.link.title() }};/link",
        "{{ response.title.upper() }};/title",
        "{{ response.rows.count(1) }};/rows",
        "{% for x in response.rows %}{{ x.id }}{% endfor %};/rows",
        "{{ 1 if response.more is defined }};/more",
        "{{ now_utc() if response.data.items() else 2 }};/data"
      })
  void aPathThatStandsInTheTemplateIsSeen(String template, String pointer) {
    assertThat(reads(template).uses()).containsOnlyKeys(pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{{ response.data | length == 0 }};/data;LENGTH",
        "{{ response.get('data', []) | count }};/data;LENGTH",
        "{{ not response.data }};/data;LENGTH",
        "{{ 1 if response.data else 2 }};/data;LENGTH",
        "{{ response.data and 1 }};/data;LENGTH",
        "{{ 1 and response.data }};/data;ALL",
        "{{ response.data or 1 }};/data;ALL",
        "{{ response.data[-1].id }};/data;LAST",
        "{{ response.get('data')[-1]['id'] if response.data else None }};/data;LAST",
        "{{ (response.data | last).id }};/data;LAST",
        "{{ response[-1].id if response | length else None }};``;LAST",
        "{{ response.data[-2].id }};/data;ALL",
        "{{ response.data | length + response.data }};/data;ALL",
        "{{ response.data | last(1) }};/data;ALL",
        "{{ response.data | map(attribute='id') | last }};/data;ALL"
      })
  void howMuchOfAListIsReadIsSeen(String template, String pointer, Reads.Use use) {
    assertThat(reads(template).uses()).isEqualTo(Map.of(pointer, use));
  }

  @Test
  void allPathsOfATemplateAreSeen() {
    String template = "{{ response.get('a', response.b) }}{% if response.c %}{{ x }}{% endif %}";
    assertThat(reads(template).uses()).containsOnlyKeys("/a", "/b", "/c");
    Expression withDefault = Expression.parse("{{ response.a }}");
    assertThat(
            withDefault.orElse(Expression.parse("{{ response.b }}")).paths("response").pointers())
        .containsExactlyInAnyOrder("/a", "/b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{{ response | tojson }}",
        "{{ response[config.key] }}",
        "{{ response.get(config.key) }}",
        "{{ response.items() | list }}",
        "{{ 'next' in response }}",
        "{% set r = response %}{{ r.next }}",
        "{{ response[1:] }}"
      })
  void aVariableUsedAsAWholeIsMarked(String template) {
    assertThat(reads(template).whole()).isTrue();
  }

  @Test
  void theSliceIsMentionedUnderEachOfItsNames() {
    Expression interval = Expression.parse("{{ stream_interval.start }}");

    assertThat(interval.mentions("stream_slice")).isTrue();
    assertThat(interval.mentions("stream_interval")).isTrue();
    assertThat(interval.mentions("stream_partition")).isFalse();
    assertThat(interval.paths("stream_slice").pointers()).containsExactly("/start");
    assertThat(interval.mentions("config")).isFalse();
    assertThat(Expression.parse("{{ 'config' }}").mentions("config")).isFalse();
  }
}
