package dev.javacdk.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Stream;
import dev.javacdk.core.run.ConnectorRun;
import dev.javacdk.core.run.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The guide's streams are these, and old and new go on from the same states. */
class MigratingTest {

  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  /** Four notes by two, two users, one comment a post. */
  private static final class FakeApi implements MigratedStreams.Api {
    private static ObjectNode id(String id) {
      return JsonNodeFactory.instance.objectNode().put("id", id);
    }

    @Override
    public MigratedStreams.Page fetch(@Nullable String after) {
      return after == null
          ? new MigratedStreams.Page(List.of(id("1"), id("2")), "2")
          : new MigratedStreams.Page(List.of(id("3"), id("4")), null);
    }

    @Override
    public List<ObjectNode> since(@Nullable String updated) {
      return List.of("2026-08-01T00:00:00Z", "2026-08-02T00:00:00Z").stream()
          .filter(at -> updated == null || at.compareTo(updated) >= 0)
          .map(at -> JsonNodeFactory.instance.objectNode().put("updated_at", at))
          .toList();
    }

    @Override
    public List<ObjectNode> commentsOf(@Nullable String post) {
      return List.of(id("of " + post));
    }
  }

  private final MigratedStreams.Api api = new FakeApi();

  @Test
  void javaOfTheGuideIsTheOneThatIsTested() throws IOException {
    String guide = Files.readString(Path.of("../docs/migrating.md"));
    String code =
        Files.readString(Path.of("src/test/java/dev/javacdk/legacy/MigratedStreams.java"));
    List<String> blocks = JAVA.matcher(guide).results().map((MatchResult m) -> m.group(1)).toList();
    assertThat(blocks).hasSize(4).allSatisfy(block -> assertThat(code).contains(block));
  }

  @Test
  void notesGoOnFromThePageThatPythonWrote() {
    Transcript run =
        ConnectorRun.read(
            ConnectorRun.stateOf("notes", "{\"after\":\"2\"}"), MigratedStreams.notes(api));
    assertThat(run.records()).containsExactly("{\"id\":\"3\"}", "{\"id\":\"4\"}");
  }

  @Test
  void oldAndNewUsersReadAndWriteTheSame() {
    String state = ConnectorRun.stateOf("users", "{\"updated_at\":\"2026-08-02T00:00:00Z\"}");
    for (String from : new String[] {null, state}) {
      Transcript old =
          ConnectorRun.read(from, LegacyStreams.adapt(new MigratedStreams.OldUsers(api)));
      Transcript today = ConnectorRun.read(from, MigratedStreams.users(api));
      assertThat(old.line()).isEqualTo(today.line());
      assertThat(old.records()).isEqualTo(today.records()).hasSize(from == null ? 2 : 1);
    }
  }

  @Test
  void commentsAreReadForEachPost() {
    Stream posts = MigratedStreams.notes(api);
    assertThat(ConnectorRun.read(null, MigratedStreams.comments(api, posts)).records())
        .containsExactly(
            "{\"id\":\"of 1\"}", "{\"id\":\"of 2\"}", "{\"id\":\"of 3\"}", "{\"id\":\"of 4\"}");
  }
}
