package dev.javacdk.flink;

import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.paging.Paging;
import java.util.List;

/** The notes of each contact, over HTTP: what a process of its own can read. */
public final class NotesSource implements Source<NotesSource.Config> {

  /** Where the API is. */
  public record Config(String baseUrl) {}

  public static final int NOTES_A_PAGE = 2;

  static String config(String baseUrl) {
    return "{\"base_url\":\"" + baseUrl + "\"}";
  }

  @Override
  public ConnectorSpec<Config> spec() {
    return ConnectorSpec.of(Config.class);
  }

  @Override
  public List<Stream> streams(Config config) {
    return streams(HttpApi.at(config.baseUrl()));
  }

  static List<Stream> streams(HttpApi api) {
    var objects = api.stream("objects").records("/results").key("id");
    var paging = Paging.token("/paging/next/after").query("after");
    var contacts =
        objects.named("contacts").paging(paging.size("limit", 100)).get("/crm/v3/objects/contacts");
    var notes =
        objects
            .named("notes")
            .paging(paging.size("limit", NOTES_A_PAGE))
            .get("/crm/v3/objects/contacts/{}/notes", contacts.each("id"));
    return List.of(contacts, notes);
  }
}
