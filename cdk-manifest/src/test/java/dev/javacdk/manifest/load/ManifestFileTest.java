package dev.javacdk.manifest.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.ConfigError;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ManifestFileTest {

  @TempDir Path folder;

  @Test
  void aFileIsReadFromDisk() throws Exception {
    Path file = Files.writeString(folder.resolve("manifest.yaml"), "version: 1.0.0\nstreams: []\n");
    LoadedManifest loaded = ManifestFile.load(file);
    assertThat(loaded.tree())
        .isEqualTo(json("{'type':'DeclarativeSource','version':'1.0.0','streams':[]}"));
    assertThat(loaded.notes()).isEmpty();
  }

  @Test
  void aManifestMayComeAsJson() {
    ObjectNode manifest = (ObjectNode) json("{'version':'1.0.0','d':{'x':1},'v':'#/d/x'}");
    LoadedManifest loaded = ManifestFile.of("the config", manifest);
    assertThat(loaded.tree().get("v").intValue()).isOne();
    assertThat(loaded.line(loaded.tree())).isEmpty();
    assertThat(manifest.get("v").stringValue()).isEqualTo("#/d/x");
    manifest.put("v", "#/d/y");
    assertThatThrownBy(() -> ManifestFile.of("the config", manifest))
        .hasMessage("the config: 'v' refers to '#/d/y', but 'd' has no 'y'");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> ManifestFile.load(folder.resolve("none.yaml")))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("none.yaml cannot be read");
  }

  @Test
  void aMistakeOfYamlIsNamedWithLineAndColumn() {
    assertThatThrownBy(() -> parse("version: 1.0.0\nstreams: [a\nb: c\n"))
        .isInstanceOf(ConfigError.class)
        .hasMessageStartingWith("m.yaml, line 3, column 2: while parsing a flow sequence");
    assertThatThrownBy(() -> parse("a: 2024-02-30"))
        .hasMessage(
            "m.yaml, line 1, column 4: '2024-02-30' is no date or time: Invalid date 'FEBRUARY 30';"
                + " put it in quotes");
    assertThatThrownBy(() -> parse("a:\n  - !custom x"))
        .hasMessage("m.yaml, line 2, column 5: the tag !custom cannot be read");
  }

  @Test
  void tabsBetweenPartsAndEscapedSlashesAreReadAsPythonReadsThem() {
    String yaml = "version:\t1.0.0\t\nurl: \"http:\\/\\/é\\\\/\"\t\nlist:\t\n  - 'a\t\\/'\n";
    assertThat(parse(yaml).tree())
        .isEqualTo(
            json(
                "{'version':'1.0.0','url':'http://é\\\\/','list':['a\\t\\\\/'],"
                    + "'type':'DeclarativeSource'}"));
    assertThatThrownBy(() -> parse("a:\n\tb: 1")).hasMessageContaining("line 2, column 1");
    assertThatThrownBy(() -> parse("a: \"\\q\"")).hasMessageContaining("unknown escape");
  }

  @Test
  void whatIsNoMappingIsNoManifest() {
    assertThatThrownBy(() -> parse("")).hasMessage("m.yaml: the file is empty");
    assertThatThrownBy(() -> parse("- a")).hasMessageContaining("a manifest is a mapping");
    assertThatThrownBy(() -> parse("a: 1\n---\nb: 2\n")).hasMessageContaining("another document");
  }

  @Test
  void anAliasIsItsValueAgain() {
    assertThat(parse("version: 1.0.0\na: &x {k: [1]}\nb: *x").tree().get("b"))
        .isEqualTo(json("{'k':[1]}"));
  }

  @Test
  void anAliasOfWhatIsAroundItIsRefused() {
    assertThatThrownBy(() -> parse("a: &x\n  b: *x\n"))
        .hasMessage("m.yaml, line 1, column 4: this contains itself by an alias");
  }

  @Test
  void aliasesThatMakeTooMuchAreRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThatThrownBy(() -> parse(bomb.toString()))
        .hasMessageContaining("the aliases of this file make more than 2000000 values of it");
  }

  @Test
  void mergedKeysThatMakeTooMuchAreRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 {x: 1, y: 2}\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d {<<: [*a%d, *a%d]}\n".formatted(i, i, i - 1, i - 1));
    }
    assertThatThrownBy(() -> parse(bomb.toString())).hasMessageContaining("more than 2000000");
  }

  @Test
  void ofMergedKeysTheNearestWins() {
    JsonNode tree =
        parse(
                """
                version: 1.0.0
                a: &a {foo: 1, bar: 1}
                b: &b {foo: 2, baz: 2}
                list: {<<: [*a, *b], baz: 3}
                two: {<<: *a, <<: *b}
                """)
            .tree();
    assertThat(tree.get("list")).isEqualTo(json("{'foo':1,'baz':3,'bar':1}"));
    assertThat(tree.get("two")).isEqualTo(json("{'foo':2,'bar':1,'baz':2}"));
    assertThatThrownBy(() -> parse("a: {<<: 1}")).hasMessageContaining("'<<' takes a mapping");
  }

  @Test
  void keysThatAreNoTextBecomeTextAndAreNoted() {
    LoadedManifest loaded = parse("version: 1.0.0\non: 1\n5: 2\n~: 3\n=: 4\n");
    assertThat(loaded.tree())
        .isEqualTo(
            json("{'version':'1.0.0','true':1,'5':2,'null':3,'=':4,'type':'DeclarativeSource'}"));
    assertThat(loaded.notes())
        .hasSize(3)
        .first()
        .isEqualTo(
            "line 2: the key 'on' is no text in YAML 1.1 and is read as 'true'; put it in quotes");
    assertThatThrownBy(() -> parse("[a]: 1")).hasMessageContaining("a key is text");
  }

  @Test
  void ofAKeySaidTwiceTheLastCountsAndIsNoted() {
    LoadedManifest loaded = parse("version: 1.0.0\na: 1\na: 2\n");
    assertThat(loaded.tree().get("a").intValue()).isEqualTo(2);
    assertThat(loaded.notes())
        .containsExactly("line 3: 'a' is said twice, and the last one counts");
  }

  @Test
  void aNewerVersionIsNotedAndRead() {
    assertThat(parse("version: 99.1.0").notes())
        .containsExactly(
            "the manifest is of version 99.1.0, newer than 7.39.1: what came since is not known"
                + " here");
    assertThat(parse("version: 0.44.0").notes()).isEmpty();
    assertThat(parse("version: 7.39.1.dev3").notes()).isEmpty();
    assertThat(parse("version: soon").notes()).hasSize(1);
    assertThat(parse("streams: []").notes()).hasSize(1);
  }

  @Test
  void everyObjectKnowsItsLine() {
    LoadedManifest loaded =
        parse(
            """
            version: 1.0.0
            definitions:
              requester:
                http_method: GET
            streams:
              - name: one
                requester:
                  $ref: "#/definitions/requester"
            """);
    JsonNode stream = loaded.tree().get("streams").get(0);
    assertThat(loaded.line(stream)).hasValue(6);
    assertThat(loaded.line(stream.get("requester"))).hasValue(8);
  }

  private static LoadedManifest parse(String yaml) {
    return ManifestFile.parse("m.yaml", yaml);
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }
}
