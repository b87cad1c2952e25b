package dev.javacdk.concurrent.coordinator;

import static java.util.stream.Collectors.joining;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An API over HTTP whose rows come, change and go between any two of its answers, by a seed. Rows
 * belong to a list; lists are rows of their own that come and go. Safe for use by many threads.
 */
final class ChangingListing implements AutoCloseable {

  static {
    // Else each answer waits 40 ms for the acknowledgement of its own head.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** What happens to rows while they are read. */
  enum Happens {
    INSERT,
    CHANGE,
    DELETE
  }

  /** A row at one time; {@code key} tells its versions apart. */
  record Row(long id, int list, Instant updated, int version) {
    String key() {
      return id + "v" + version;
    }
  }

  private final Random random;
  private final Set<Happens> happens;
  private final ChronoUnit precision;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  private final Map<Long, Row> rows = new TreeMap<>();
  private final Set<Integer> lists = new TreeSet<>();
  private final Set<String> untouched = new TreeSet<>();
  private long nextId = 1;
  private boolean quiet;

  /** How much may happen still: one who reads must be faster than what happens. */
  private int left = 50;

  /** What was answered, for who looks into a failure. */
  private final List<String> answers = new ArrayList<>();

  ChangingListing(Random random, Set<Happens> happens, int lists, boolean ties) throws IOException {
    this.random = random;
    this.happens = EnumSet.copyOf(happens);
    this.precision = random.nextBoolean() ? ChronoUnit.SECONDS : ChronoUnit.MILLIS;
    Instant at = Instant.now().minusSeconds(100_000).truncatedTo(precision);
    for (int list = 1; list <= lists; list++) {
      this.lists.add(list);
      int all = random.nextInt(lists == 1 ? 30 : 10);
      for (int i = 0; i < all; i++) {
        at = at.plusSeconds(ties && random.nextInt(8) > 0 ? 0 : 1 + random.nextInt(100));
        Row row = new Row(nextId++, list, at, 1);
        rows.put(row.id(), row);
        untouched.add(row.key());
      }
    }
    shuffleStamps();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** The order of the ids tells nothing of that of the stamps. */
  private void shuffleStamps() {
    List<Instant> stamps = new ArrayList<>(rows.values().stream().map(Row::updated).toList());
    java.util.Collections.shuffle(stamps, random);
    untouched.clear();
    for (Row row : List.copyOf(rows.values())) {
      Row stamped = new Row(row.id(), row.list(), stamps.remove(0), 1);
      rows.put(row.id(), stamped);
      untouched.add(stamped.key());
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on nothing happens any more. */
  synchronized void rest() {
    quiet = true;
  }

  /** Those rows that were there all the time and have not changed, nor has their list. */
  synchronized List<String> untouched() {
    return List.copyOf(untouched);
  }

  /** The rows of today. */
  synchronized List<String> all() {
    return rows.values().stream().map(Row::key).toList();
  }

  synchronized String answers() {
    return String.join("\n", answers);
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> asked = new HashMap<>();
    String query = exchange.getRequestURI().getRawQuery();
    Arrays.stream(query == null ? new String[0] : query.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> asked.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    String path = exchange.getRequestURI().getPath();
    String body;
    synchronized (this) {
      body = path.equals("/lists") ? lists(asked) : rows(path, asked);
      answers.add(exchange.getRequestURI() + " -> " + body);
      happen();
    }
    byte[] bytes = (body == null ? "{}" : body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(body == null ? 404 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String lists(Map<String, String> asked) {
    return page("/lists", asked, lists.stream().map(list -> "{\"id\":" + list + "}").toList());
  }

  private @Nullable String rows(String path, Map<String, String> asked) {
    int list = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    if (!lists.contains(list)) {
      return null;
    }
    Comparator<Row> byTime = Comparator.comparing(Row::updated).thenComparingLong(Row::id);
    Comparator<Row> order =
        switch (asked.getOrDefault("order", "id")) {
          case "cursor" -> byTime;
          case "newest" -> byTime.reversed();
          default -> Comparator.comparingLong(Row::id);
        };
    long behind = Long.parseLong(asked.getOrDefault("behind", "0"));
    List<String> found =
        rows.values().stream()
            .filter(row -> row.list() == list && row.id() > behind && isAsked(row, asked))
            .sorted(order)
            .map(row ->
                "{\"id\":%d,\"key\":\"%s\",\"updated_at\":\"%s\"}"
                    .formatted(row.id(), row.key(), text(row.updated())))
            .toList();
    return page(path, asked, found);
  }

  private String text(Instant at) {
    String text = at.truncatedTo(precision).toString();
    boolean short3 = precision == ChronoUnit.MILLIS && text.length() == 20;
    return short3 ? text.replace("Z", ".000Z") : text;
  }

  private static boolean isAsked(Row row, Map<String, String> asked) {
    String since = asked.get("since");
    String after = asked.get("after");
    String until = asked.get("until");
    return (since == null || !row.updated().isBefore(Instant.parse(since)))
        && (after == null || row.updated().isAfter(Instant.parse(after)))
        && (until == null || row.updated().isBefore(Instant.parse(until)));
  }

  private static String page(String path, Map<String, String> asked, List<String> found) {
    int size = Integer.parseInt(asked.getOrDefault("size", "3"));
    int number = Integer.parseInt(asked.getOrDefault("page", "1"));
    int from = Integer.parseInt(asked.getOrDefault("offset", "" + (number - 1) * size));
    int begin = Math.min(from, found.size());
    int end = Math.min(begin + size, found.size());
    Map<String, String> next = new TreeMap<>(asked);
    next.put("page", "" + (number + 1));
    String link =
        end < found.size()
            ? "\""
                + path
                + "?"
                + next.entrySet().stream()
                    .map(e -> e.getKey() + "=" + e.getValue())
                    .collect(joining("&"))
                + "\""
            : "null";
    return "{\"items\":[%s],\"total\":%d,\"next\":%s}"
        .formatted(String.join(",", found.subList(begin, end)), found.size(), link);
  }

  /** Between this answer and the next. */
  private void happen() {
    if (quiet || random.nextInt(3) == 0) {
      return;
    }
    for (int i = random.nextInt(3); i > 0 && left > 0; i--) {
      left--;
      Happens what = pick(happens);
      if (lists.size() > 1 && what != Happens.CHANGE && random.nextInt(4) == 0) {
        happenToLists(what);
      } else {
        happenToRows(what);
      }
    }
  }

  private void happenToRows(Happens what) {
    Instant now = Instant.now().truncatedTo(precision);
    if (what == Happens.INSERT) {
      Row row = new Row(nextId++, pick(lists), now, 1);
      rows.put(row.id(), row);
    } else if (!rows.isEmpty()) {
      Row row = pick(rows.values());
      untouched.remove(row.key());
      if (what == Happens.DELETE) {
        rows.remove(row.id());
      } else {
        rows.put(row.id(), new Row(row.id(), row.list(), now, row.version() + 1));
      }
    }
  }

  private void happenToLists(Happens what) {
    if (what == Happens.INSERT) {
      lists.add(1 + lists.stream().mapToInt(i -> i).max().orElse(0));
    } else if (lists.size() > 2) {
      int list = pick(lists);
      lists.remove(list);
      rows.values().stream().filter(r -> r.list() == list).forEach(r -> untouched.remove(r.key()));
      rows.values().removeIf(row -> row.list() == list);
    }
  }

  private <T> T pick(Collection<T> all) {
    return all.stream().skip(random.nextInt(all.size())).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
