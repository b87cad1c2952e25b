package dev.javacdk.testkit.api;

import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Rows;
import dev.javacdk.testkit.message.ApiError;
import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ApiResponse;
import dev.javacdk.testkit.message.ErrorBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A scriptable HTTP/1.1 API on the loopback address, for tests, demos and benchmarks.
 *
 * <p>It serves collections of lazily made records page by page, checks who asks, fails on purpose
 * and counts what it was asked. It speaks HTTP over plain sockets rather than through a server
 * library, because half of its work is what such a library prevents: resetting connections, cutting
 * bodies, promising more bytes than it sends.
 *
 * <p>Connections are kept alive; each is served by one daemon thread, and there is no limit to
 * their number. All methods are safe for use by many threads, also while requests are under way.
 */
public final class LocalApi implements AutoCloseable {

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final ServerSocket server;
  private final ServerThreads threads;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Pause pause;
  private final Pipeline pipeline;
  private final RequestCounter counter;
  private final FaultPlan faults;

  private LocalApi(
      ServerSocket server,
      Pause pause,
      Pipeline pipeline,
      RequestCounter counter,
      FaultPlan faults) {
    this.server = server;
    this.threads = new ServerThreads(server.getLocalPort());
    this.pause = pause;
    this.pipeline = pipeline;
    this.counter = counter;
    this.faults = faults;
  }

  /** A server without routes, to be described and then started. */
  public static Builder builder() {
    return new Builder();
  }

  /** The port that it listens on. */
  public int port() {
    return server.getLocalPort();
  }

  /** Where it listens, without a slash at the end: {@code http://127.0.0.1:34567}. */
  public String baseUrl() {
    return "http://127.0.0.1:" + port();
  }

  /** The URI of a path and query, which begin with a slash. */
  public URI uri(String pathAndQuery) {
    return URI.create(baseUrl() + pathAndQuery);
  }

  /** What was asked since the start or the last {@link #resetCounters}. */
  public Counters counters() {
    return counter.snapshot();
  }

  /** Counts from zero again; which URLs a fault has hit is not forgotten. */
  public void resetCounters() {
    counter.reset();
  }

  /**
   * Tells a hook of every request from now on, after it was counted and before it is answered.
   *
   * <p>Called on the connection's thread, by several at once; may block, which delays that answer.
   * A hook that throws makes the answer a 500. A hook must not close the server.
   */
  public void onRequest(Consumer<ApiRequest> hook) {
    pipeline.hook(hook);
  }

  /** Waits this long before each answer from now on. */
  public void latency(Duration latency) {
    pipeline.latency(latency);
  }

  /** Adds a rule; of several that hit a request the one added first is met. */
  public void fault(FaultRule rule) {
    faults.add(rule);
  }

  /** Takes all fault rules away. */
  public void clearFaults() {
    faults.clear();
    pipeline.forgetPages();
  }

  /**
   * Ends all connections and waits until the last thread has gone.
   *
   * @throws IllegalStateException if a thread is still there after five seconds: a hook or handler
   *     that does not heed interrupts
   */
  @Override
  public void close() {
    pause.end();
    closeQuietly(server);
    sockets.forEach(LocalApi::closeQuietly);
    if (!threads.end(CLOSE_WITHIN)) {
      throw new IllegalStateException("a thread of the server at " + baseUrl() + " does not end");
    }
  }

  private void listen() {
    threads.start(() -> {
      while (!pause.ended()) {
        accept();
      }
    });
  }

  private void accept() {
    try {
      Socket socket = server.accept();
      sockets.add(socket);
      if (pause.ended()) {
        closeQuietly(socket);
      } else {
        threads.start(new Connection(socket, pipeline, pause, sockets::remove));
      }
    } catch (IOException | RejectedExecutionException e) {
      if (!pause.ended()) {
        throw new IllegalStateException("cannot accept connections at " + baseUrl(), e);
      }
    }
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // It is closed as far as it will be.
    }
  }

  /** Describes a server. Confined to one thread until {@link #start}. */
  public static final class Builder {

    private final List<Route> routes = new ArrayList<>();
    private final List<FaultRule> rules = new ArrayList<>();
    private final List<Consumer<ApiRequest>> hooks = new ArrayList<>();
    private int port;
    private @Nullable String statsPath;
    private long seed;
    private Duration latency = Duration.ZERO;
    private Auth auth = Auth.none();
    private ErrorBody errors = ErrorBody.plain();
    private ApiHandler otherwise = Builder::nothing;

    private Builder() {}

    /** The port to listen on; without it any free one. */
    public Builder port(int value) {
      port = value;
      return this;
    }

    /** What the choice of the URLs that meet a fault by rate follows from; 0 if not said. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** The wait before each answer. */
    public Builder latency(Duration value) {
      latency = value;
      return this;
    }

    /** Who may ask. */
    public Builder auth(Auth value) {
      auth = value;
      return this;
    }

    /** How errors are worded. */
    public Builder errors(ErrorBody value) {
      errors = value;
      return this;
    }

    /** Adds a fault rule. */
    public Builder fault(FaultRule rule) {
      rules.add(rule);
      return this;
    }

    /** Adds a hook, see {@link LocalApi#onRequest}. */
    public Builder onRequest(Consumer<ApiRequest> hook) {
      hooks.add(hook);
      return this;
    }

    /** Rows at a path, listed page by page. */
    public Builder collection(String path, Rows rows, Listing listing) {
      return route(listing.method(), path, request -> listing.answer(request, rows));
    }

    /**
     * Rows of a parent row at a path with one place for its id, such as {@code
     * /contacts/{id}/notes}; 404 for an id that is not among the parents (any more).
     *
     * @param children the rows of a parent, by its index; asked at every request, so it gives the
     *     same rows for the same parent
     */
    public Builder children(
        String path, Rows parents, LongFunction<Rows> children, Listing listing) {
      String name = path.substring(path.indexOf('{') + 1, path.indexOf('}'));
      return route(
          listing.method(),
          path,
          request -> {
            String id = request.variable(name);
            OptionalLong parent = parents.indexOf(id);
            if (parent.isEmpty()) {
              throw new ApiError(404, "there is no row of id " + id);
            }
            return listing.answer(request, children.apply(parent.getAsLong()));
          });
    }

    /** Any other method and path; of several routes that fit the one added first answers. */
    public Builder route(String method, String path, ApiHandler handler) {
      routes.add(new Route(method, PathTemplate.of(path), handler));
      return this;
    }

    /** Who answers what no route fits, whatever its method and path; 404 if not said. */
    public Builder otherwise(ApiHandler handler) {
      otherwise = handler;
      return this;
    }

    /** Counters as JSON at a path that is itself not counted, checked, delayed or failed. */
    public Builder statsAt(String path) {
      statsPath = path;
      return this;
    }

    /**
     * Starts to listen.
     *
     * @throws UncheckedIOException if the port is taken
     */
    public LocalApi start() {
      var pause = new Pause();
      var plan = new FaultPlan(seed);
      rules.forEach(plan::add);
      var counter = new RequestCounter();
      var pipeline =
          new Pipeline(counter, plan, routes, otherwise, stats(counter), auth, errors, pause);
      pipeline.latency(latency);
      hooks.forEach(pipeline::hook);
      var api = new LocalApi(bind(port), pause, pipeline, counter, plan);
      api.listen();
      return api;
    }

    private List<Route> stats(RequestCounter counter) {
      if (statsPath == null) {
        return List.of();
      }
      ApiHandler handler = request -> ApiResponse.json(CountersJson.write(counter.snapshot()));
      return List.of(new Route("GET", PathTemplate.of(statsPath), handler));
    }

    private static ApiResponse nothing(ApiRequest request) {
      throw new ApiError(404, "nothing is at " + request.method() + " " + request.path());
    }

    private static ServerSocket bind(int port) {
      try {
        var server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 1024);
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException("cannot listen on port " + port, e);
      }
    }
  }
}
