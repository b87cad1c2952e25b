package dev.javacdk.manifest.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.javacdk.api.error.ConfigError;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ComponentsTest {

  @Test
  void aComponentGetsTheTypeOfItsField() {
    assertThat(
            completed("{'type':'DeclarativeStream','retriever':{'requester':{},'paginator':{}}}"))
        .isEqualTo(
            json(
                "{'type':'DeclarativeStream','retriever':{'type':'SimpleRetriever',"
                    + "'requester':{'type':'HttpRequester'},'paginator':{'type':'NoPagination'}}}"));
  }

  @Test
  void aComponentOfAClassGetsTheCustomTypeOfItsField() {
    assertThat(completed("{'type':'HttpRequester','authenticator':{'class_name':'a.B'}}"))
        .isEqualTo(
            json(
                "{'type':'HttpRequester',"
                    + "'authenticator':{'class_name':'a.B','type':'CustomAuthenticator'}}"));
  }

  @Test
  void aParameterBecomesAFieldWhereThereIsNoneOrAnEmptyOne() {
    assertThat(
            completed(
                "{'type':'A','name':'','n':0,'path':'own',"
                    + "'$parameters':{'name':'x','n':5,'path':'/x','more':[1]}}"))
        .isEqualTo(
            json(
                "{'type':'A','name':'x','n':5,'path':'own','more':[1],"
                    + "'$parameters':{'name':'x','n':5,'path':'/x','more':[1]}}"));
  }

  @Test
  void nearerParametersWin() {
    ObjectNode tree =
        completed(
            "{'type':'A','b':{'type':'B','$parameters':{'x':2,'y':2}},'$parameters':{'x':1,'z':1}}");
    assertThat(tree.get("b"))
        .isEqualTo(json("{'type':'B','x':2,'y':2,'z':1,'$parameters':{'x':2,'z':1,'y':2}}"));
  }

  @Test
  void ofAStreamMadeOfATemplateThoseAroundMayWin() {
    String stream =
        "{'type':'A','b':{'type':'B','x':3,'$parameters':{'x':2}},'$parameters':{'x':1}}";
    assertThat(Components.completedStream((ObjectNode) json(stream), true).get("b"))
        .isEqualTo(json("{'type':'B','x':3,'$parameters':{'x':1}}"));
    assertThat(Components.completedStream((ObjectNode) json(stream), false).get("b"))
        .isEqualTo(json("{'type':'B','x':3,'$parameters':{'x':2}}"));
  }

  @Test
  void aParameterDoesNotGoIntoTheFieldOfItsName() {
    ObjectNode tree = completed("{'type':'A','$parameters':{'b':{'type':'B'},'c':1}}");
    assertThat(tree.get("b")).isEqualTo(json("{'type':'B','c':1,'$parameters':{'c':1}}"));
    assertThat(tree.get("$parameters")).isEqualTo(json("{'c':1,'b':{'type':'B'}}"));
  }

  @Test
  void parametersThatMultiplyAreRefused() {
    StringBuilder tree = new StringBuilder("'end'");
    for (int i = 0; i < 40; i++) {
      tree.insert(0, "{'type':'A','$parameters':{'p" + i + "':{'type':'B'}},'f':").append('}');
    }
    assertThatThrownBy(() -> completed(tree.toString()))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("the $parameters make more than 2000000 values");
  }

  @Test
  void jsonSchemasAreLeftAlone() {
    String schema = "{'type':'object','properties':{'a':{'type':'B'}}}";
    assertThat(completed("{'type':'A','s':" + schema + ",'$parameters':{'x':1}}").get("s"))
        .isEqualTo(json(schema));
    String union = "{'type':['object','null'],'p':{'type':'B'}}";
    assertThat(completed("{'type':'A','s':" + union + ",'$parameters':{'x':1}}").get("s"))
        .isEqualTo(json(union));
  }

  @Test
  void componentsInAnObjectWithoutATypeGetParametersToo() {
    ObjectNode tree =
        completed("{'type':'A','m':{'k':{'type':'B'},'l':{'n':1}},'$parameters':{'x':1}}");
    assertThat(tree.get("m"))
        .isEqualTo(json("{'k':{'type':'B','x':1,'$parameters':{'x':1}},'l':{'n':1}}"));
  }

  private static ObjectNode completed(String component) {
    return Components.completed((ObjectNode) json(component));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }
}
