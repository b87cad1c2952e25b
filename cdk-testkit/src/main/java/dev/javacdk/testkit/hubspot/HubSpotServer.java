package dev.javacdk.testkit.hubspot;

import dev.javacdk.testkit.api.Fault;
import dev.javacdk.testkit.api.FaultRule;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The CRM as a process: prints its base URL on stdout and serves until it is killed.
 *
 * <p>{@code GET /_stats} answers with the counters as JSON: requests by URL, and the URLs asked
 * more than once.
 */
public final class HubSpotServer {

  private static final String USAGE =
      """
      usage: HubSpotServer [--port N] [--contacts N] [--companies N] [--deals N]
                           [--notes N]         notes of a contact: its index modulo N+1
                           [--token TEXT]      the bearer token to ask for
                           [--latency-ms N] [--fault-rate 0..1] [--seed N]
                           faults: 429, 500, 503, reset, truncated body; a second try succeeds
      """;

  private HubSpotServer() {}

  /** Starts the server; ends with 2 if an option makes no sense. */
  public static void main(String[] args) throws InterruptedException {
    try {
      System.out.println(start(args).baseUrl());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(USAGE);
      System.exit(2);
    }
    new CountDownLatch(1).await();
  }

  /** Starts the server that the options ask for. */
  static HubSpotApi start(String... args) {
    Map<String, String> options = options(args);
    long notes = number(options, "--notes", 4);
    long seed = number(options, "--seed", 0);
    long latency = number(options, "--latency-ms", 0);
    double rate = Double.parseDouble(take(options, "--fault-rate", "0"));
    int port = Math.toIntExact(number(options, "--port", 0));
    HubSpotApi.Builder crm =
        HubSpotApi.builder()
            .contacts(number(options, "--contacts", 1_000))
            .companies(number(options, "--companies", 100))
            .deals(number(options, "--deals", 500))
            .notes(contact -> contact % (notes + 1))
            .server(server ->
                server
                    .port(port)
                    .seed(seed)
                    .latency(Duration.ofMillis(latency))
                    .fault(faults(rate))
                    .statsAt("/_stats"));
    String token = take(options, "--token", "");
    if (!token.isEmpty()) {
      crm.token(token);
    }
    if (!options.isEmpty()) {
      throw new IllegalArgumentException("unknown options: " + options.keySet());
    }
    return crm.start();
  }

  private static FaultRule faults(double rate) {
    return FaultRule.rate(
        rate,
        Fault.tooManyRequests(Duration.ofSeconds(1)),
        Fault.status(500),
        Fault.status(503),
        Fault.reset(),
        Fault.truncatedBody());
  }

  private static Map<String, String> options(String[] args) {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException("option " + args[i] + " has no value");
      }
      options.put(args[i], args[i + 1]);
    }
    return options;
  }

  private static long number(Map<String, String> options, String name, long otherwise) {
    String value = take(options, name, Long.toString(otherwise));
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("option " + name + " is '" + value + "'", e);
    }
  }

  private static String take(Map<String, String> options, String name, String otherwise) {
    String value = options.remove(name);
    return value == null ? otherwise : value;
  }
}
