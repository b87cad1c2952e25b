package dev.javacdk.manifest.build;

import dev.javacdk.http.auth.Auth;
import dev.javacdk.http.json.Place;
import dev.javacdk.http.paging.PageRule;
import dev.javacdk.http.request.Hole;
import dev.javacdk.http.request.SliceValues;
import dev.javacdk.http.rule.Match;
import dev.javacdk.http.rule.Rule;
import dev.javacdk.http.rule.Verdict;
import dev.javacdk.manifest.custom.CustomComponent;
import dev.javacdk.manifest.custom.CustomFields;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

/** One of each kind, as an author would write them. */
final class JavaComponents {

  private JavaComponents() {}

  /** Says who asks. */
  public static final class Signed implements CustomComponent.Authenticator {
    @Override
    public String className() {
      return "components.Signed";
    }

    @Override
    public Auth build(CustomFields fields) {
      return Auth.header("X-Signed", fields.text("secret") + "!");
    }
  }

  /** Takes rows out of columns. */
  public static final class Columns implements CustomComponent.Extractor {
    @Override
    public String className() {
      return "components.Columns";
    }

    @Override
    public Extraction build(CustomFields fields) {
      return new Extraction(
          Place.one(fields.text("at")),
          table ->
              table
                  .get("id")
                  .valueStream()
                  .map(id -> table.objectNode().set("id", id))
                  .map(ObjectNode.class::cast)
                  .toList());
    }
  }

  /** Wants what is even. */
  public static final class Even implements CustomComponent.Filter {
    @Override
    public String className() {
      return "components.Even";
    }

    @Override
    public BiPredicate<ObjectNode, SliceValues> build(CustomFields fields) {
      return (record, values) -> record.path("id").asInt(1) % 2 == 0;
    }
  }

  /** Says of which part a record is. */
  public static final class Stamped implements CustomComponent.Transformation {
    @Override
    public String className() {
      return "components.Stamped";
    }

    @Override
    public BiFunction<ObjectNode, SliceValues, ObjectNode> build(CustomFields fields) {
      int by = fields.value("by").asInt(0);
      return (record, values) ->
          record
              .put("part", Objects.requireNonNull(values.of(Hole.partition("part"))).asString(""))
              .put("by", by + fields.config().path("more").asInt(0));
    }
  }

  /** Two pages. */
  public static final class Twice implements CustomComponent.Pagination {
    @Override
    public String className() {
      return "components.Twice";
    }

    @Override
    public PageRule build(CustomFields fields) {
      return PageRule.of("twice", (asked, page) -> asked == null ? IntNode.valueOf(2) : null);
    }
  }

  /** Two parts. */
  public static final class Halves implements CustomComponent.Partitions {
    @Override
    public String className() {
      return "components.Halves";
    }

    @Override
    public Map<String, List<String>> build(CustomFields fields) {
      return Map.of("part", List.of("left", "right"));
    }
  }

  /** What is gone has no records. */
  public static final class Gone implements CustomComponent.ErrorHandler {
    @Override
    public String className() {
      return "components.Gone";
    }

    @Override
    public List<Rule> build(CustomFields fields) {
      return List.of(new Rule(Match.status(418), Verdict.skip()));
    }
  }
}
