package dev.javacdk.concurrent.suite;

import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.HttpStream;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.listing.Envelope;
import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Rows;
import dev.javacdk.testkit.source.ChangeTests;
import dev.javacdk.testkit.source.Changes;
import dev.javacdk.testkit.source.CrashTests;
import dev.javacdk.testkit.source.FaultTests;
import dev.javacdk.testkit.source.SourceTests;
import dev.javacdk.testkit.source.SourceTrial;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Teams, projects of each, tasks of each of these: read by one thread and by four workers. */
class ThreeLevelsTest {

  private static final boolean FULL = Boolean.getBoolean("javacdk.full");
  private static final int TEAMS = 12;
  private static final int PROJECTS = 3;
  private static final int TASKS = 6;

  private static Rows teams;
  private static LocalApi api;

  record None(String baseUrl) {}

  record Named(long id, String name) {}

  /** All three levels. */
  private static final class Tasks implements Source<None> {
    @Override
    public ConnectorSpec<None> spec() {
      return ConnectorSpec.of(None.class);
    }

    @Override
    public List<Stream> streams(None config) {
      HttpStream objects =
          HttpApi.at(config.baseUrl()).stream("objects")
              .records("/items")
              .paging(Paging.token("/next").query("after").size("limit", 4))
              .schema(Named.class)
              .key("id");
      HttpStream all = objects.named("teams").get("/teams");
      HttpStream projects =
          objects.named("projects").get("/teams/{}/projects", all.each("id").as("team"));
      HttpStream tasks =
          objects.named("tasks").get("/projects/{}/tasks", projects.each("id").as("project"));
      return List.of(all, projects, tasks);
    }
  }

  private static ObjectNode named(long id) {
    return JsonMapper.shared().createObjectNode().put("id", id).put("name", "no. " + id);
  }

  private static Rows projects(long team) {
    return Rows.of(PROJECTS, i -> named((team + 1) * 10 + i));
  }

  private static Rows tasks(long project) {
    return Rows.of(TASKS, i -> named(project * 10 + i));
  }

  @BeforeAll
  static void start() {
    teams = Rows.of(TEAMS, 1, i -> named(i + 1));
    Listing pages =
        Listing.by(dev.javacdk.testkit.listing.Paging.token("after").nextAt("/next"))
            .limit("limit", 4, 4)
            .envelope(Envelope.field("items"));
    api =
        LocalApi.builder()
            .collection("/teams", teams, pages)
            .children("/teams/{id}/projects", teams, ThreeLevelsTest::projects, pages)
            .route(
                "GET",
                "/projects/{id}/tasks",
                request -> pages.answer(request, tasks(Long.parseLong(request.variable("id")))))
            .start();
  }

  @AfterAll
  static void close() {
    api.close();
  }

  private static SourceTrial trial() {
    ObjectNode config = JsonMapper.shared().createObjectNode().put("base_url", api.baseUrl());
    return SourceTrial.of(new Tasks(), config.toString())
        .has("teams", TEAMS)
        .has("projects", TEAMS * PROJECTS)
        .has("tasks", TEAMS * PROJECTS * TASKS)
        .mostCuts(FULL ? 500 : 8)
        .leastCuts(FULL ? 80 : 8);
  }

  @TestFactory
  java.util.stream.Stream<DynamicNode> source() {
    return SourceTests.of(trial());
  }

  @TestFactory
  java.util.stream.Stream<DynamicNode> crashes() {
    return CrashTests.of(trial());
  }

  @TestFactory
  java.util.stream.Stream<DynamicNode> faults() {
    java.util.stream.Stream<DynamicNode> faults =
        FaultTests.of(trial(), api, FULL ? LongStream.range(0, 20).toArray() : new long[] {1});
    // Each alone is met by the examples.
    return FULL ? faults : faults.filter(test -> test.getDisplayName().contains("many faults"));
  }

  @TestFactory
  java.util.stream.Stream<DynamicNode> changes() {
    Changes changes = Changes.of("teams", teams).children("projects", ThreeLevelsTest::projects);
    return ChangeTests.of(
        trial(), api, List.of(changes), FULL ? LongStream.range(0, 50).toArray() : new long[] {1});
  }
}
