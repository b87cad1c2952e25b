package dev.javacdk.http.paging;

import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.http.json.Pointer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Pages follow each other by a rule of the author's. A value.
 *
 * @param rule says what is next
 * @param target where that goes
 */
record ByRule(PageRule rule, Target target) implements Scheme {

  @Override
  public @Nullable JsonNode next(CursorPosition asked, PageFacts facts, long size) {
    JsonNode next = rule.next(asked.value(field()), facts);
    return next == null || next.isNull() || !isAddress() ? next : Link.position(facts, next);
  }

  @Override
  public boolean isLed() {
    return true;
  }

  @Override
  public boolean mayEndUnsaid() {
    return true;
  }

  @Override
  public boolean isAddress() {
    return target.kind() == Target.Kind.URL;
  }

  @Override
  public @Nullable JsonNode start() {
    return rule.first();
  }

  @Override
  public List<Pointer> captures() {
    return rule.captures();
  }

  @Override
  public @Nullable Pointer lastRecord() {
    return rule.lastRecord().orElse(null);
  }

  @Override
  public String words() {
    return rule.words();
  }
}
