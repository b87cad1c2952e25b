package dev.javacdk.examples.hubspot;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.spec.Secret;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.auth.Auth;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.request.Hole;
import java.time.Instant;
import java.util.List;

public final class IssuesSource implements Source<IssuesSource.Config> {
  record Config(@Secret String apiKey, String baseUrl, Instant startDate) {}

  record Issue(long id, String title, List<String> labels, Instant updated_at) {}

  record Comment(long id, long issue_id, String text, Instant updated_at) {}

  @Override
  public ConnectorSpec<Config> spec() {
    return ConnectorSpec.of(Config.class);
  }

  @Override
  public List<Stream> streams(Config config) {
    var api = HttpApi.at(config.baseUrl()).auth(Auth.header("X-Api-Key", config.apiKey()));
    var updated = Cursor.instant("updated_at").from(config.startDate());
    var objects =
        api.stream("objects")
            .query("updated_since", Hole.since(updated))
            .records("/items")
            .paging(Paging.token("/next").query("cursor"))
            .key("id");
    var issues = objects.named("issues").get("/issues").schema(Issue.class);
    var comments =
        objects
            .named("comments")
            .get("/issues/{}/comments", issues.each("id"))
            .add("issue_id", issues.each("id"))
            .schema(Comment.class);
    return List.of(issues, comments);
  }

  public static void main(String[] args) {
    Connector.run(new IssuesSource(), args);
  }
}
