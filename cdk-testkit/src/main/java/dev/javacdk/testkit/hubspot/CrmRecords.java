package dev.javacdk.testkit.hubspot;

import dev.javacdk.testkit.api.Rows;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The records of the CRM, each made from its index. Pure; safe for use by many threads. */
final class CrmRecords {

  static final long FIRST_ID = 101;
  static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
  static final String DEAL_MODIFIED = "hs_lastmodifieddate";

  private static final long NOTE_IDS = 100_000;
  private static final String[] FIRST = {"Ada", "Grace", "Edsger", "Barbara", "Alan", "Frances"};
  private static final String[] LAST = {"Byron", "Hopper", "Dijkstra", "Liskov", "Turing", "Allen"};

  private CrmRecords() {}

  static Rows contacts(long count) {
    return Rows.ofJson(count, FIRST_ID, CrmRecords::contact);
  }

  static Rows companies(long count) {
    return Rows.ofJson(count, FIRST_ID, CrmRecords::company);
  }

  static Rows deals(long count) {
    return Rows.ofJson(count, FIRST_ID, CrmRecords::deal);
  }

  static Rows notes(long contact, long count) {
    long firstId = (contact + FIRST_ID) * NOTE_IDS;
    return Rows.ofJson(count, firstId, index -> note(contact, firstId + index, index));
  }

  private static byte[] contact(long index) {
    String first = pick(FIRST, index);
    String last = pick(LAST, index / FIRST.length);
    String email = first + "." + last + "." + (index + FIRST_ID) + "@example.com";
    return record(
        index + FIRST_ID,
        index,
        field("email", email)
            + field("firstname", first)
            + field("lastname", last)
            + field("createdate", created(index))
            + lastField("lastmodifieddate", updated(index)));
  }

  private static byte[] company(long index) {
    return record(
        index + FIRST_ID,
        index,
        field("name", pick(LAST, index) + " " + index + " Ltd")
            + field("domain", "company" + index + ".example.com")
            + field("createdate", created(index))
            + lastField("hs_lastmodifieddate", updated(index)));
  }

  private static byte[] deal(long index) {
    return record(
        index + FIRST_ID,
        index,
        field("dealname", "Deal " + index)
            + field("amount", Long.toString(100 + index % 9_900))
            + field("dealstage", index % 3 == 0 ? "closedwon" : "qualifiedtobuy")
            + field("createdate", created(index))
            + lastField(DEAL_MODIFIED, updated(index)));
  }

  private static byte[] note(long contact, long id, long index) {
    return record(
        id,
        contact + index,
        field("hs_note_body", "Note " + index + " on contact " + (contact + FIRST_ID))
            + lastField("hs_timestamp", created(contact + index)));
  }

  private static byte[] record(long id, long time, String properties) {
    String json =
        "{\"id\":\""
            + id
            + "\",\"properties\":{"
            + properties
            + "},\"createdAt\":\""
            + created(time)
            + "\",\"updatedAt\":\""
            + updated(time)
            + "\",\"archived\":false}";
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static String field(String name, String value) {
    return lastField(name, value) + ",";
  }

  private static String lastField(String name, String value) {
    return "\"" + name + "\":\"" + value + "\"";
  }

  private static String created(long index) {
    return EPOCH.plusSeconds(index).toString();
  }

  private static String updated(long index) {
    return EPOCH.plusSeconds(86_400 + index).toString();
  }

  private static String pick(String[] names, long index) {
    return names[(int) Math.floorMod(index, (long) names.length)];
  }
}
