package dev.javacdk.testkit.hubspot;

import dev.javacdk.testkit.api.Auth;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.listing.Envelope;
import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Paging;
import dev.javacdk.testkit.listing.Rows;
import dev.javacdk.testkit.listing.Since;
import dev.javacdk.testkit.listing.TokenPaging;
import dev.javacdk.testkit.listing.TokenShape;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A running CRM in the shape of HubSpot's v3 API.
 *
 * <ul>
 *   <li>{@code GET /crm/v3/objects/contacts}, {@code /companies} and {@code /deals} with {@code
 *       limit} (10, at most 100, more is a 400) and {@code after}; deals also with {@code
 *       updatedAfter};
 *   <li>{@code GET /crm/v3/objects/contacts/{id}/notes}, 404 for a contact that is gone. (The real
 *       API reaches notes through associations.)
 *   <li>{@code POST /crm/v3/objects/deals/search}, a filter and an order on the last change.
 * </ul>
 *
 * <p>Rows are live: what {@link #contacts} and the others give can be changed while clients read.
 * All methods are safe for use by many threads.
 */
public final class HubSpotApi implements AutoCloseable {

  /** The path below which all objects are. */
  public static final String OBJECTS = "/crm/v3/objects";

  private static final int MAX_PAGE_SIZE = 100;

  private final Crm crm;
  private final LocalApi api;

  private HubSpotApi(Crm crm, LocalApi api) {
    this.crm = crm;
    this.api = api;
  }

  /** A CRM with 1,000 contacts, 100 companies, 500 deals, up to 4 notes a contact, no token. */
  public static Builder builder() {
    return new Builder();
  }

  /** The server: its counters, faults, latency, hooks. */
  public LocalApi api() {
    return api;
  }

  /** Where it listens, without a slash at the end. */
  public String baseUrl() {
    return api.baseUrl();
  }

  /** The contacts, to be changed at will. */
  public Rows contacts() {
    return crm.contacts();
  }

  /** The companies, to be changed at will. */
  public Rows companies() {
    return crm.companies();
  }

  /** The deals, to be changed at will; one appended must be the newest, as lists rely on it. */
  public Rows deals() {
    return crm.deals();
  }

  /** The notes of the contact of an index, to be changed at will; held from now on. */
  public Rows notes(long contact) {
    return crm.held().computeIfAbsent(contact, crm::freshNotes);
  }

  /** Stops the server, see {@link LocalApi#close}. */
  @Override
  public void close() {
    api.close();
  }

  private record Crm(
      Rows contacts, Rows companies, Rows deals, LongUnaryOperator notes, Map<Long, Rows> held) {

    Rows freshNotes(long contact) {
      return CrmRecords.notes(contact, notes.applyAsLong(contact));
    }

    Rows notes(long contact) {
      Rows changed = held.get(contact);
      return changed != null ? changed : freshNotes(contact);
    }
  }

  /** Describes a CRM. Confined to one thread until {@link #start}. */
  public static final class Builder {

    private final LocalApi.Builder server = LocalApi.builder().errors(new HubSpotErrors());
    private long contacts = 1_000;
    private long companies = 100;
    private long deals = 500;
    private LongUnaryOperator notes = contact -> contact % 5;
    private @Nullable String token;

    private Builder() {}

    /** How many contacts there are. */
    public Builder contacts(long count) {
      contacts = count;
      return this;
    }

    /** How many companies there are. */
    public Builder companies(long count) {
      companies = count;
      return this;
    }

    /** How many deals there are. */
    public Builder deals(long count) {
      deals = count;
      return this;
    }

    /** How many notes a contact has, by the contact's index; less than 100,000 each. */
    public Builder notes(LongUnaryOperator countByContact) {
      notes = countByContact;
      return this;
    }

    /** The bearer token that every request must carry; without it everybody may ask. */
    public Builder token(String value) {
      token = value;
      return this;
    }

    /** Anything else of the server: port, seed, latency, faults, hooks, more routes. */
    public Builder server(Consumer<LocalApi.Builder> script) {
      script.accept(server);
      return this;
    }

    /** Starts the server. */
    public HubSpotApi start() {
      var crm =
          new Crm(
              CrmRecords.contacts(contacts),
              CrmRecords.companies(companies),
              CrmRecords.deals(deals),
              notes,
              new ConcurrentHashMap<>());
      if (token != null) {
        server.auth(Auth.bearer(token));
      }
      Listing objects = listing(CrmRecords.FIRST_ID);
      Since updated =
          Since.param("updatedAfter", "/properties/" + CrmRecords.DEAL_MODIFIED)
              .overAscendingRows();
      server
          .collection(OBJECTS + "/contacts", crm.contacts(), objects)
          .collection(OBJECTS + "/companies", crm.companies(), objects)
          .collection(OBJECTS + "/deals", crm.deals(), objects.since(updated))
          .route("POST", OBJECTS + "/deals/search", new DealSearch(crm.deals(), MAX_PAGE_SIZE))
          .children(OBJECTS + "/contacts/{id}/notes", crm.contacts(), crm::notes, listing(1));
      return new HubSpotApi(crm, server.start());
    }

    private static Listing listing(long firstToken) {
      TokenPaging paging =
          Paging.token("after")
              .nextAt("/paging/next/after")
              .linkAt("/paging/next/link")
              .shape(
                  TokenShape.textOf(
                      index -> Long.toString(index + firstToken),
                      token -> Long.parseLong(token) - firstToken));
      return Listing.by(paging)
          .envelope(Envelope.field("results"))
          .limit("limit", 10, MAX_PAGE_SIZE)
          .refusingLargerLimits();
    }
  }
}
