package dev.javacdk.testkit.hubspot;

import dev.javacdk.testkit.listing.Rows;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** The records of the CRM, each made from its index. Pure; safe for use by many threads. */
final class CrmRecords {

  static final long FIRST_ID = 101;
  static final String DEAL_MODIFIED = "hs_lastmodifieddate";

  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
  private static final long SECONDS_A_DAY = 86_400;
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
    long id = index + FIRST_ID;
    String first = pick(FIRST, index);
    String last = pick(LAST, index / FIRST.length);
    var record = new RecordText(id, index);
    record.field("email", first + "." + last + "." + id + "@example.com");
    record.field("firstname", first);
    record.field("lastname", last);
    record.field("createdate", record.created);
    return record.lastField("lastmodifieddate", record.updated);
  }

  private static byte[] company(long index) {
    var record = new RecordText(index + FIRST_ID, index);
    record.field("name", pick(LAST, index) + " " + index + " Ltd");
    record.field("domain", "company" + index + ".example.com");
    record.field("createdate", record.created);
    return record.lastField("hs_lastmodifieddate", record.updated);
  }

  private static byte[] deal(long index) {
    var record = new RecordText(index + FIRST_ID, index);
    record.field("dealname", "Deal " + index);
    record.field("amount", Long.toString(100 + index % 9_900));
    record.field("dealstage", index % 3 == 0 ? "closedwon" : "qualifiedtobuy");
    record.field("createdate", record.created);
    return record.lastField(DEAL_MODIFIED, record.updated);
  }

  private static byte[] note(long contact, long id, long index) {
    var record = new RecordText(id, contact + index);
    record.field("hs_note_body", "Note " + index + " on contact " + (contact + FIRST_ID));
    return record.lastField("hs_timestamp", record.created);
  }

  private static String pick(String[] names, long index) {
    return names[(int) (index % names.length)];
  }

  /** The JSON of one record, written by hand: a server in a benchmark should cost little. */
  private static final class RecordText {

    final String created;
    final String updated;
    private final StringBuilder json = new StringBuilder(320);

    RecordText(long id, long second) {
      created = time(second);
      updated = time(second + SECONDS_A_DAY);
      json.append("{\"id\":\"").append(id).append("\",\"properties\":{");
    }

    void field(String name, String value) {
      json.append('"').append(name).append("\":\"").append(value).append("\",");
    }

    byte[] lastField(String name, String value) {
      json.append('"').append(name).append("\":\"").append(value).append("\"},\"createdAt\":\"");
      json.append(created).append("\",\"updatedAt\":\"").append(updated);
      return json.append("\",\"archived\":false}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String time(long second) {
      var time = new StringBuilder(20).append(FIRST_DAY.plusDays(second / SECONDS_A_DAY));
      long ofDay = second % SECONDS_A_DAY;
      digits(time.append('T'), ofDay / 3_600);
      digits(time.append(':'), ofDay / 60 % 60);
      digits(time.append(':'), ofDay % 60);
      return time.append('Z').toString();
    }

    private static void digits(StringBuilder time, long value) {
      time.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }
  }
}
