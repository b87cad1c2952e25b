package dev.javacdk.manifest.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReferencesTest {

  @Test
  void aTextThatIsAReferenceBecomesWhatItRefersTo() {
    assertThat(value("d: {x: {k: [1, 2]}}\nv: '#/d/x'")).isEqualTo(json("{'k':[1,2]}"));
    assertThat(value("d: {x: [{k: 5}]}\nv: ['#/d/x/0/k', '#x', 'a#/d']"))
        .isEqualTo(json("[5,'#x','a#/d']"));
  }

  @Test
  void keysBesideAReferenceWinOverThoseOfWhatItRefersTo() {
    assertThat(value("d: {x: {a: 1, b: {c: 1, d: 1}}}\nv: {b: {c: 2}, $ref: '#/d/x', e: 3}"))
        .isEqualTo(json("{'a':1,'b':{'c':2},'e':3}"));
  }

  @Test
  void aReferenceToWhatIsNoObjectStandsForTheWholeObject() {
    assertThat(value("d: {x: 5}\nv: {$ref: '#/d/x', e: 3}")).isEqualTo(json("5"));
  }

  @Test
  void whatIsReferredToMayReferItself() {
    assertThat(value("d: {x: {$ref: '#/d/y', a: 1}, y: {b: '#/d/z'}, z: 7}\nv: '#/d/x'"))
        .isEqualTo(json("{'b':7,'a':1}"));
  }

  @Test
  void aKeyMayHaveSlashes() {
    assertThat(value("d/x: 1\nd: {x: 2, y/z: 3}\nv: ['#/d/x', '#/d/y/z']"))
        .isEqualTo(json("[1,3]"));
  }

  @Test
  void valuesOfTheConfigAreLeftAlone() {
    assertThat(value("v: {config_overrides: {a: '#/nowhere'}}"))
        .isEqualTo(json("{'config_overrides':{'a':'#/nowhere'}}"));
  }

  @Test
  void badReferencesAreAllNamedWithTheirPlaces() {
    assertThatThrownBy(
            () -> value("d:\n  x: {y: 1}\nv:\n  - a: '#/d/z'\n  - $ref: '#/e'\nw: '#/d/x/y/q'"))
        .hasMessage(
            "m.yaml: 'v[0].a' refers to '#/d/z', but 'd' has no 'z' (line 4); 'v[1].$ref' refers to"
                + " '#/e', but the manifest has no 'e' (line 5); 'w' refers to '#/d/x/y/q', but"
                + " 'd.x.y' has no 'q' (line 1)");
  }

  @Test
  void referencesThatMultiplyAreRefused() {
    StringBuilder bomb = new StringBuilder("d0: [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("d%d: ['#/d%d', '#/d%d']\n".formatted(i, i - 1, i - 1));
    }
    assertThatThrownBy(() -> value(bomb.toString()))
        .hasMessageContaining("makes more than 2000000 values of the manifest");
  }

  @Test
  void circlesAreNamedWithTheirPlace() {
    assertThatThrownBy(() -> value("d: {x: {a: '#/d/y'}, y: {b: '#/d/x'}}"))
        .hasMessageContaining("'d.x.a' goes in a circle: #/d/y -> #/d/x -> #/d/y");
    assertThatThrownBy(() -> value("v: '#/'")).hasMessageContaining("goes in a circle");
  }

  private static JsonNode value(String yaml) {
    return ManifestFile.parse("m.yaml", yaml).tree().get("v");
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }
}
