package dev.javacdk.http;

import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.paging.Paging;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * An API that was made up: its pages of rows, what each says of what follows, and what it answers
 * behind its last page. It knows its rows, and whether what it says is true.
 */
final class PagingScript {

  enum Kind {
    NUMBERS,
    OFFSETS,
    TOKENS,
    LINKS,
    KEYSET
  }

  /** What is answered behind the last page. */
  enum Behind {
    EMPTY,
    MISSING,
    NO_BODY,
    LAST_AGAIN
  }

  /** What a page says: each null where it says nothing. */
  record Said(String flag, String count, boolean token) {}

  final Kind kind;
  final int size;
  final List<List<Integer>> pages = new ArrayList<>();
  final List<Said> said = new ArrayList<>();
  final Behind behind;
  final boolean hasFlag;
  final boolean hasLast;
  final boolean hasTotal;
  final boolean hasPages;
  final boolean inHeaders;
  final boolean keyed;
  final boolean truthful;
  final int rows;

  PagingScript(long seed) {
    Random random = new Random(seed);
    kind = Kind.values()[random.nextInt(Kind.values().length)];
    size = 1 + random.nextInt(4);
    truthful = random.nextInt(3) > 0;
    boolean steps = kind == Kind.NUMBERS || kind == Kind.OFFSETS;
    hasFlag = random.nextInt(3) == 0;
    hasLast = !hasFlag && random.nextInt(4) == 0;
    hasTotal = steps && random.nextInt(3) == 0;
    hasPages = kind == Kind.NUMBERS && random.nextInt(4) == 0;
    inHeaders = random.nextInt(4) == 0;
    keyed = random.nextBoolean();
    behind = behind(random, steps);
    cutPages(random);
    rows = pages.stream().mapToInt(List::size).sum();
    for (int page = 0; page < pages.size(); page++) {
      said.add(truthful ? truth(page, random) : anything(page, random));
    }
  }

  private Behind behind(Random random, boolean steps) {
    if (!steps) {
      return Behind.EMPTY;
    }
    if (!truthful) {
      return Behind.values()[random.nextInt(Behind.values().length)];
    }
    // An API that repeats its last page, or has no such page, says itself where it ends.
    boolean says = hasFlag || hasLast || hasPages || hasTotal;
    return says ? Behind.values()[random.nextInt(Behind.values().length)] : Behind.EMPTY;
  }

  private void cutPages(Random random) {
    int row = 0;
    int count = random.nextInt(7);
    // Only what says in words that there is more may have a hole in it; offsets count rows.
    boolean holes = (hasFlag || hasLast || hasTotal || !isStepped()) && kind != Kind.KEYSET;
    boolean ragged = kind != Kind.OFFSETS && random.nextBoolean();
    for (int page = 0; page < count; page++) {
      boolean last = page == count - 1;
      int length = last || ragged ? 1 + random.nextInt(size) : size;
      if (!last && holes && kind != Kind.OFFSETS && random.nextInt(4) == 0) {
        length = 0;
      }
      List<Integer> ids = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        ids.add(row++);
      }
      pages.add(ids);
    }
    if (pages.isEmpty()) {
      pages.add(List.of());
    }
  }

  boolean isStepped() {
    return kind == Kind.NUMBERS || kind == Kind.OFFSETS || kind == Kind.KEYSET;
  }

  private Said truth(int page, Random random) {
    boolean more = page < pages.size() - 1;
    String flag = flag(hasLast != more, random);
    String count = count(hasTotal ? rows : pages.size(), random);
    return new Said(flag, count, more || ((hasFlag || hasLast) && random.nextBoolean()));
  }

  private Said anything(int page, Random random) {
    boolean more = page < pages.size() - 1;
    boolean lies = random.nextInt(3) == 0;
    String flag = flag(lies != (hasLast != more), random);
    int exact = hasTotal ? rows : pages.size();
    String count =
        switch (random.nextInt(6)) {
          case 0 -> "null";
          case 1 -> Integer.toString(random.nextInt(2 * exact + 2));
          case 2 -> "-1";
          case 3 -> Integer.toString(exact + 1 + random.nextInt(5));
          default -> count(exact, random);
        };
    return new Said(flag, count, random.nextInt(5) == 0 ? !more : more);
  }

  private static String flag(boolean value, Random random) {
    String[] yes = {"true", "1", "\"yes\"", "\"true\""};
    String[] no = {"false", "0", "\"no\"", "null"};
    return (value ? yes : no)[random.nextInt(4)];
  }

  private static String count(int value, Random random) {
    String[] ways = {"%d", "\"%d\"", "%d.0"};
    return ways[random.nextInt(3)].formatted(value);
  }

  Paging paging() {
    Paging paging =
        switch (kind) {
          case NUMBERS -> Paging.pageNumber("p").size("n", size);
          case OFFSETS -> Paging.offset("p", "n", size);
          case TOKENS -> Paging.token("/next").query("p").size("n", size);
          case LINKS -> Paging.nextLink("/next").size("n", size);
          case KEYSET -> Paging.lastRecord("id").query("p").size("n", size);
        };
    if (hasFlag) {
      paging = inHeaders ? paging.moreHeader("F") : paging.more("/f");
    }
    if (hasLast) {
      paging = inHeaders ? paging.lastHeader("F") : paging.last("/f");
    }
    if (hasTotal) {
      paging = inHeaders ? paging.totalHeader("C") : paging.total("/c");
    }
    if (hasPages && !hasTotal) {
      paging = inHeaders ? paging.pagesHeader("C") : paging.pages("/c");
    }
    return paging.emptyPagesAtMost(20);
  }

  /** Which page is asked for; its number may be behind the last one. */
  int pageAt(@Nullable String position) {
    if (position == null) {
      return 0;
    }
    int number = Integer.parseInt(position);
    return switch (kind) {
      case NUMBERS -> number - 1;
      case TOKENS, LINKS -> number;
      case OFFSETS, KEYSET -> pageOfRow(kind == Kind.KEYSET ? number + 1 : number);
    };
  }

  /** What is answered to a request for this page. */
  Reply reply(int page) {
    int last = pages.size() - 1;
    if (page <= last) {
      return reply(200, body(pages.get(page), page), page);
    }
    return switch (behind) {
      case EMPTY -> reply(200, body(List.of(), last), last);
      case MISSING -> reply(404, "{}", last);
      case NO_BODY -> reply(204, "", last);
      case LAST_AGAIN -> reply(200, body(pages.get(last), last), last);
    };
  }

  private Reply reply(int status, String body, int page) {
    return Reply.status(status, body)
        .header("F: " + plain(said.get(page).flag()))
        .header("C: " + plain(said.get(page).count()));
  }

  private static String plain(String json) {
    return json.equals("null") ? "" : json.replace("\"", "");
  }

  private String body(List<Integer> ids, int page) {
    List<String> rows = ids.stream().map(id -> "{\"id\":" + id + "}").toList();
    Said says = said.get(page);
    String next =
        !says.token()
            ? "null"
            : kind == Kind.LINKS ? "\"s?p=" + (page + 1) + "\"" : Integer.toString(page + 1);
    return "{\"items\":%s,\"next\":%s,\"f\":%s,\"c\":%s}"
        .formatted(rows, next, says.flag(), says.count());
  }

  private int pageOfRow(int row) {
    int before = 0;
    for (int page = 0; page < pages.size(); page++) {
      before += pages.get(page).size();
      if (row < before) {
        return page;
      }
    }
    return pages.size();
  }

  /** Whether some fact of the page says that there is more behind it, after so many records. */
  boolean saysMore(int page, int seen) {
    Said facts = said.get(page);
    boolean yes = facts.flag().matches("true|1|\"yes\"|\"true\"");
    if ((hasFlag && yes) || (hasLast && !yes)) {
      return true;
    }
    if (!isStepped()) {
      return !hasFlag && !hasLast && facts.token();
    }
    if (kind == Kind.KEYSET || (!hasTotal && !hasPages) || facts.count().equals("null")) {
      return false;
    }
    int count = (int) Double.parseDouble(facts.count().replace("\"", ""));
    return count > (hasTotal ? seen : page + 1);
  }

  @Override
  public String toString() {
    return "%s size=%d pages=%s said=%s behind=%s more=%s last=%s total=%s pages=%s truthful=%s"
        .formatted(kind, size, pages, said, behind, hasFlag, hasLast, hasTotal, hasPages, truthful);
  }
}
