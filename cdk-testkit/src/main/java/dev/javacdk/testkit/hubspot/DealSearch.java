package dev.javacdk.testkit.hubspot;

import dev.javacdk.testkit.api.ApiHandler;
import dev.javacdk.testkit.listing.Envelope;
import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Paging;
import dev.javacdk.testkit.listing.Rows;
import dev.javacdk.testkit.listing.Since;
import dev.javacdk.testkit.message.ApiError;
import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ApiResponse;
import tools.jackson.databind.JsonNode;

/**
 * Deals by the time of their last change: {@code POST /crm/v3/objects/deals/search}.
 *
 * <p>One filter at most, GTE or GT on {@code hs_lastmodifieddate}; ascending order only, which
 * deals are in anyway. As with the real search, {@code after} counts rows. Safe for use by many
 * threads.
 */
final class DealSearch implements ApiHandler {

  private static final Since SINCE =
      Since.param("/filterGroups/0/filters/0/value", "/properties/" + CrmRecords.DEAL_MODIFIED)
          .overAscendingRows();

  private final Rows deals;
  private final Listing from;
  private final Listing behind;

  DealSearch(Rows deals, int maxPageSize) {
    this.deals = deals;
    this.from =
        Listing.by(Paging.offset("after").nextAt("/paging/next/after"))
            .envelope(Envelope.fieldWithTotal("results", "total"))
            .limit("limit", 10, maxPageSize)
            .refusingLargerLimits()
            .since(SINCE)
            .asPost();
    this.behind = from.since(SINCE.exclusive());
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    JsonNode body = request.bodyJson();
    JsonNode sort = body.at("/sorts/0");
    boolean ascending =
        isModified(sort) && sort.path("direction").asString("ASCENDING").equals("ASCENDING");
    if (!sort.isMissingNode() && !ascending) {
      throw new ApiError(400, "cannot sort by " + sort);
    }
    JsonNode filter = body.at("/filterGroups/0/filters/0");
    if (filter.isMissingNode()) {
      return from.answer(request, deals);
    }
    String operator = filter.path("operator").asString("");
    if (!isModified(filter) || !(operator.equals("GTE") || operator.equals("GT"))) {
      throw new ApiError(400, "cannot filter by " + filter);
    }
    return (operator.equals("GT") ? behind : from).answer(request, deals);
  }

  private static boolean isModified(JsonNode named) {
    return named.path("propertyName").asString("").equals(CrmRecords.DEAL_MODIFIED);
  }
}
