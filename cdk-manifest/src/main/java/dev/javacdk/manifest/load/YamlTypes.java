package dev.javacdk.manifest.load;

import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * What a plain scalar of YAML 1.1 is, as PyYAML has it: {@code no} is a boolean, {@code 1:30} a
 * number, {@code 1e3} is text.
 */
final class YamlTypes extends Resolver {

  /** In this order, since the first that matches counts. */
  private static final List<Form> FORMS =
      List.of(
          new Form(
              Tag.BOOL,
              "yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF"),
          new Form(
              Tag.FLOAT,
              "[-+]?[0-9][0-9_]*\\.[0-9_]*([eE][-+][0-9]+)?"
                  + "|\\.[0-9][0-9_]*([eE][-+][0-9]+)?"
                  + "|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\\.[0-9_]*"
                  + "|[-+]?\\.(inf|Inf|INF)"
                  + "|\\.(nan|NaN|NAN)"),
          new Form(
              Tag.INT,
              "[-+]?0b[0-1_]+"
                  + "|[-+]?0[0-7_]+"
                  + "|[-+]?(0|[1-9][0-9_]*)"
                  + "|[-+]?0x[0-9a-fA-F_]+"
                  + "|[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+"),
          new Form(Tag.MERGE, "<<"),
          new Form(Tag.NULL, "~|null|Null|NULL|"),
          new Form(
              Tag.TIMESTAMP,
              "[0-9]{4}-[0-9]{2}-[0-9]{2}"
                  + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \\t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}"
                  + "(\\.[0-9]*)?([ \\t]*(Z|[-+][0-9]{1,2}(:[0-9]{2})?))?"));

  /** A key that stands for the value of its mapping; PyYAML has no value for it. */
  static final Tag VALUE = new Tag(Tag.PREFIX + "value");

  private record Form(Tag tag, Pattern pattern) {
    Form(Tag tag, String pattern) {
      this(tag, Pattern.compile(pattern));
    }
  }

  @Override
  protected void addImplicitResolvers() {
    // Those of SnakeYAML are left out: they differ from PyYAML's.
  }

  @Override
  public Tag resolve(NodeId kind, String value, boolean implicit) {
    return switch (kind) {
      case mapping -> Tag.MAP;
      case sequence -> Tag.SEQ;
      default -> implicit ? plain(value) : Tag.STR;
    };
  }

  private static Tag plain(String text) {
    if (text.equals("=")) {
      return VALUE;
    }
    for (Form form : FORMS) {
      if (form.pattern.matcher(text).matches()) {
        return form.tag;
      }
    }
    return Tag.STR;
  }
}
