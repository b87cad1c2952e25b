package dev.javacdk.manifest.load;

import dev.javacdk.api.error.ConfigError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one document of YAML 1.1 into a tree, as PyYAML's safe loader reads it: of a key said twice
 * the last one counts, and an alias is the same as writing its value again. Used for one text.
 */
final class YamlTree {

  private static final int MOST_CHARACTERS = 64 << 20;
  private static final int DEEPEST = 200;

  /** Each one reads the file again. */
  private static final int MOST_MENDED = 100;

  /** So many values may a file have, those that aliases write again included. */
  static final int MOST_VALUES = 2_000_000;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String file;
  private final Lines lines;
  private final List<String> notes;
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int values;

  YamlTree(String file, Lines lines, List<String> notes) {
    this.file = file;
    this.lines = lines;
    this.notes = notes;
  }

  /**
   * The document of this text; null for an empty one.
   *
   * @throws ConfigError with line and column, where it is no YAML
   */
  @Nullable JsonNode read(String text) {
    Node root = root(text);
    return root == null ? null : value(root);
  }

  private @Nullable Node root(String text) {
    String mended = text;
    for (int i = 0; ; i++) {
      try {
        return composer(mended).getSingleNode();
      } catch (MarkedYAMLException e) {
        String more = i < MOST_MENDED ? MendedYaml.of(mended, e) : null;
        if (more == null) {
          throw error(e.getProblemMark(), said(e), e);
        }
        mended = more;
      } catch (YAMLException e) {
        throw new ConfigError(file + ": " + e.getMessage(), e);
      }
    }
  }

  private static Composer composer(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    options.setAllowDuplicateKeys(true);
    return new Composer(new ParserImpl(new StreamReader(text), options), new YamlTypes(), options);
  }

  private static String said(MarkedYAMLException e) {
    String problem = e.getProblem() == null ? "this is no YAML" : e.getProblem();
    return e.getContext() == null ? problem : e.getContext() + ", " + problem;
  }

  private JsonNode value(Node node) {
    count(node, 1);
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar);
    }
    if (!open.add(node)) {
      throw error(node, "this contains itself by an alias");
    }
    JsonNode made =
        node instanceof SequenceNode sequence ? array(sequence) : object((MappingNode) node);
    open.remove(node);
    lines.put(made, node.getStartMark().getLine() + 1);
    return made;
  }

  private void count(Node node, int more) {
    values += more;
    if (values > MOST_VALUES) {
      throw error(node, "the aliases of this file make more than " + MOST_VALUES + " values of it");
    }
  }

  private JsonNode scalar(ScalarNode node) {
    try {
      return YamlScalars.value(node.getTag(), node.getValue());
    } catch (IllegalArgumentException e) {
      throw error(node.getStartMark(), String.valueOf(e.getMessage()), e);
    }
  }

  private ArrayNode array(SequenceNode node) {
    expect(node, Tag.SEQ);
    ArrayNode array = JSON.arrayNode();
    node.getValue().forEach(element -> array.add(value(element)));
    return array;
  }

  private ObjectNode object(MappingNode node) {
    expect(node, Tag.MAP);
    ObjectNode object = JSON.objectNode();
    merged(node).forEach(pair -> object.set(key(pair), value(pair.getValueNode())));
    Set<String> said = new HashSet<>();
    for (NodeTuple pair : own(node)) {
      String key = key(pair);
      if (!said.add(key)) {
        int line = pair.getKeyNode().getStartMark().getLine() + 1;
        notes.add("line %d: '%s' is said twice, and the last one counts".formatted(line, key));
      }
      object.set(key, value(pair.getValueNode()));
    }
    return object;
  }

  /**
   * What the keys {@code <<} of a mapping bring in: of two mappings in one list the first counts.
   */
  private List<NodeTuple> merged(MappingNode node) {
    List<NodeTuple> pairs = new ArrayList<>();
    for (NodeTuple pair : node.getValue()) {
      if (isMerge(pair)) {
        Node from = pair.getValueNode();
        List<Node> sources = from instanceof SequenceNode list ? list.getValue() : List.of(from);
        for (int i = sources.size() - 1; i >= 0; i--) {
          pairs.addAll(all(sources.get(i)));
        }
      }
    }
    return pairs;
  }

  private List<NodeTuple> all(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      throw error(node, "'<<' takes a mapping, or a list of mappings");
    }
    if (!open.add(node)) {
      throw error(node, "this contains itself by an alias");
    }
    List<NodeTuple> pairs = new ArrayList<>(merged(mapping));
    pairs.addAll(own(mapping));
    open.remove(node);
    count(node, pairs.size());
    return pairs;
  }

  private static List<NodeTuple> own(MappingNode node) {
    return node.getValue().stream().filter(pair -> !isMerge(pair)).toList();
  }

  private static boolean isMerge(NodeTuple pair) {
    return pair.getKeyNode().getTag().equals(Tag.MERGE);
  }

  private String key(NodeTuple pair) {
    Node node = pair.getKeyNode();
    if (node.getTag().equals(YamlTypes.VALUE) && node instanceof ScalarNode equals) {
      return equals.getValue();
    }
    JsonNode key = value(node);
    if (key.isContainer()) {
      throw error(node, "a key is text, and no list or mapping");
    }
    String text = key.isNull() ? "null" : key.asString();
    if (!key.isString()) {
      int line = node.getStartMark().getLine() + 1;
      notes.add(
          "line %d: the key '%s' is no text in YAML 1.1 and is read as '%s'; put it in quotes"
              .formatted(line, ((ScalarNode) node).getValue(), text));
    }
    return text;
  }

  private void expect(Node node, Tag tag) {
    if (!node.getTag().equals(tag)) {
      throw error(node, "the tag " + node.getTag().getValue() + " cannot be read");
    }
  }

  private ConfigError error(Node node, String what) {
    return error(node.getStartMark(), what, null);
  }

  private ConfigError error(@Nullable Mark mark, String what, @Nullable Throwable cause) {
    String place =
        mark == null ? "" : ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    return new ConfigError(file + place + ": " + what, cause);
  }
}
