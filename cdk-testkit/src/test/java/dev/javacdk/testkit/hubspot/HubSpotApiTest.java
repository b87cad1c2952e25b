package dev.javacdk.testkit.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.javacdk.testkit.api.Client;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class HubSpotApiTest {

  @ParameterizedTest
  @ValueSource(strings = {"contacts", "companies", "deals"})
  void objectsAreWalkedByTokenAndByLink(String objects) throws IOException {
    try (HubSpotApi crm = HubSpotApi.builder().contacts(250).companies(250).deals(250).start()) {
      Client client = new Client(crm.baseUrl());
      String first = "/crm/v3/objects/" + objects + "?limit=100";

      List<String> byToken =
          client.walk(
              first,
              "/results",
              page ->
                  page.has("paging")
                      ? first + "&after=" + page.at("/paging/next/after").asString()
                      : null);
      List<String> byLink =
          client.walk(
              first,
              "/results",
              page -> page.has("paging") ? page.at("/paging/next/link").asString() : null);

      assertThat(byToken).hasSize(250).doesNotHaveDuplicates().startsWith("101").endsWith("350");
      assertThat(byLink).isEqualTo(byToken);
      assertThat(crm.api().counters().total()).isEqualTo(6);
    }
  }

  @Test
  void aContactHasTheShapeOfTheRealApi() throws IOException {
    try (HubSpotApi crm = HubSpotApi.builder().contacts(1).start()) {
      HttpResponse<String> response =
          new Client(crm.baseUrl()).get("/crm/v3/objects/contacts?limit=100");

      assertThat(response.body())
          .isEqualTo(
              """
              {"results":[{"id":"101","properties":{"email":"Ada.Byron.101@example.com",\
              "firstname":"Ada","lastname":"Byron","createdate":"2026-01-01T00:00:00Z",\
              "lastmodifieddate":"2026-01-02T00:00:00Z"},"createdAt":"2026-01-01T00:00:00Z",\
              "updatedAt":"2026-01-02T00:00:00Z","archived":false}]}\
              """);
    }
  }

  @Test
  void aLimitAboveAHundredAndAnUnknownTokenAreRefusedInHubSpotsWords() throws IOException {
    try (HubSpotApi crm = HubSpotApi.builder().start()) {
      Client client = new Client(crm.baseUrl());

      HttpResponse<String> refused = client.get("/crm/v3/objects/contacts?limit=101");

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(Client.json(refused).path("category").asString()).isEqualTo("VALIDATION_ERROR");
      assertThat(client.get("/crm/v3/objects/contacts?after=zzz").statusCode()).isEqualTo(400);
      assertThat(client.json("/crm/v3/objects/contacts").path("results")).hasSize(10);
    }
  }

  @Test
  void aWrongTokenIsRefusedInHubSpotsWords() throws IOException {
    try (HubSpotApi crm = HubSpotApi.builder().token("pat-1").start()) {
      Client client = new Client(crm.baseUrl());
      JsonNode refused = client.json("/crm/v3/objects/contacts");

      assertThat(refused.path("status").asString()).isEqualTo("error");
      assertThat(refused.path("category").asString()).isEqualTo("INVALID_AUTHENTICATION");
      assertThat(
              client.get("/crm/v3/objects/contacts", "Authorization", "Bearer pat-1").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void dealsAreFoundByTheirLastChange() throws IOException {
    try (HubSpotApi crm = HubSpotApi.builder().deals(500).start()) {
      Client client = new Client(crm.baseUrl());
      String since =
          client
              .json("/crm/v3/objects/deals?limit=1&after=350")
              .at("/results/0/properties/hs_lastmodifieddate")
              .asString();

      List<String> found = new ArrayList<>();
      String after = "0";
      long total = 0;
      while (!after.isEmpty()) {
        JsonNode page =
            Client.json(client.post("/crm/v3/objects/deals/search", search("GTE", since, after)));
        found.addAll(Client.ids(page.path("results")));
        total = page.path("total").asLong();
        after = page.at("/paging/next/after").asString("");
      }

      assertThat(found).hasSize(250).doesNotHaveDuplicates().startsWith("351").endsWith("600");
      assertThat(total).isEqualTo(250);
      JsonNode behind =
          Client.json(client.post("/crm/v3/objects/deals/search", search("GT", since, "0")));
      assertThat(behind.path("total").asLong()).isEqualTo(249);
      assertThat(
              Client.ids(
                  client
                      .json("/crm/v3/objects/deals?limit=2&updatedAfter=" + since)
                      .path("results")))
          .containsExactly("351", "352");
      assertThat(client.post("/crm/v3/objects/deals/search", search("LT", since, "0")).statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void notesBelongToTheirContactAndGoWithIt() throws IOException {
    try (HubSpotApi crm = HubSpotApi.builder().contacts(10).notes(contact -> contact % 3).start()) {
      Client client = new Client(crm.baseUrl());
      Set<String> ids = new HashSet<>();
      int notes = 0;
      for (int contact = 101; contact <= 110; contact++) {
        JsonNode page = client.json("/crm/v3/objects/contacts/" + contact + "/notes?limit=100");
        notes += page.path("results").size();
        ids.addAll(Client.ids(page.path("results")));
      }
      assertThat(notes).isEqualTo(9);
      assertThat(ids).hasSize(9);
      assertThat(client.json("/crm/v3/objects/contacts/101/notes").path("results")).isEmpty();

      crm.contacts().delete(1);
      crm.notes(2).delete(0);

      assertThat(client.json("/crm/v3/objects/contacts/102/notes").path("category").asString())
          .isEqualTo("OBJECT_NOT_FOUND");
      assertThat(client.json("/crm/v3/objects/contacts/103/notes").path("results")).hasSize(1);
    }
  }

  @Test
  void theServerTakesItsSizesFromTheCommandLine() throws IOException {
    try (HubSpotApi crm =
        HubSpotServer.start("--contacts", "3", "--notes", "2", "--token", "t", "--port", "0")) {
      Client client = new Client(crm.baseUrl());
      String[] token = {"Authorization", "Bearer t"};
      client.get("/crm/v3/objects/contacts", token);
      HttpResponse<String> contacts = client.get("/crm/v3/objects/contacts", token);
      HttpResponse<String> notes = client.get("/crm/v3/objects/contacts/103/notes", token);

      assertThat(Client.json(contacts).path("results")).hasSize(3);
      assertThat(Client.json(notes).path("results")).hasSize(2);
      JsonNode stats = client.json("/_stats");
      assertThat(stats.path("total").asInt()).isEqualTo(3);
      assertThat(stats.path("asked_more_than_once").path("GET /crm/v3/objects/contacts").asInt())
          .isEqualTo(2);
      assertThat(stats.path("by_url")).hasSize(2);
    }
  }

  @Test
  void anOptionThatMakesNoSenseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HubSpotServer.start("--contacs", "3"))
        .withMessageContaining("--contacs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HubSpotServer.start("--deals", "many"))
        .withMessageContaining("--deals is 'many'");
  }

  private static String search(String operator, String since, String after) {
    return """
    {"filterGroups":[{"filters":[{"propertyName":"hs_lastmodifieddate","operator":"%s","value":"%s"}]}],
    "sorts":[{"propertyName":"hs_lastmodifieddate","direction":"ASCENDING"}],"limit":100,"after":"%s"}\
    """
        .formatted(operator, since, after);
  }
}
