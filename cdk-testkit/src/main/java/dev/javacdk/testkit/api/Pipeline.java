package dev.javacdk.testkit.api;

import dev.javacdk.testkit.message.ApiError;
import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ApiResponse;
import dev.javacdk.testkit.message.ErrorBody;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * From a request to the reply: counted, told to the hooks, delayed, failed, checked, answered.
 *
 * <p>Safe for use by many threads; called on the connection's thread.
 */
final class Pipeline {

  /** What goes out, and the fault that spoils it on the way; no response where nothing is said. */
  record Reply(@Nullable ApiResponse response, @Nullable Fault fault) {}

  private final RequestCounter counter;
  private final FaultPlan faults;
  private final List<Consumer<ApiRequest>> hooks = new CopyOnWriteArrayList<>();
  private final List<Route> routes;
  private final ApiHandler otherwise;
  private final List<Route> unseen;
  private final Auth auth;
  private final ErrorBody errors;
  private final Pause pause;
  private final Map<String, ApiResponse> pagesBefore = new ConcurrentHashMap<>();
  private volatile Duration latency = Duration.ZERO;

  Pipeline(
      RequestCounter counter,
      FaultPlan faults,
      List<Route> routes,
      ApiHandler otherwise,
      List<Route> unseen,
      Auth auth,
      ErrorBody errors,
      Pause pause) {
    this.counter = counter;
    this.faults = faults;
    this.routes = List.copyOf(routes);
    this.otherwise = otherwise;
    this.unseen = List.copyOf(unseen);
    this.auth = auth;
    this.errors = errors;
    this.pause = pause;
  }

  void latency(Duration value) {
    latency = value;
  }

  /** Gives no page once more that came before now. */
  void forgetPages() {
    pagesBefore.clear();
  }

  void hook(Consumer<ApiRequest> hook) {
    hooks.add(hook);
  }

  Reply reply(ApiRequest received) {
    Optional<Route> own = unseen.stream().filter(route -> route.isFor(received)).findFirst();
    if (own.isPresent()) {
      return new Reply(own.get().answer(received), null);
    }
    ApiRequest request = counter.asked(received);
    try {
      hooks.forEach(hook -> hook.accept(request));
      pause.of(latency);
      Optional<Fault> fault = faults.pick(request);
      if (fault.isPresent()) {
        counter.faulted();
        return spoiled(request, fault.get());
      }
      return new Reply(kept(request), null);
    } catch (RuntimeException e) {
      return new Reply(error(500, "the script of the server failed: " + e), null);
    }
  }

  /** Takes note that a right answer went out whole. */
  void delivered(ApiRequest request, Reply reply) {
    boolean counted = unseen.stream().noneMatch(route -> route.isFor(request));
    ApiResponse response = reply.response();
    boolean right =
        reply.fault() == null
            || reply.fault() instanceof Fault.Slow
            || reply.fault() instanceof Fault.Changed;
    if (counted && right && response != null && response.succeeded()) {
      counter.answered(request);
    }
  }

  private Reply spoiled(ApiRequest request, Fault fault) {
    if (fault instanceof Fault.Answer other) {
      return new Reply(other.response().apply(errors), fault);
    }
    if (fault instanceof Fault.PageBefore) {
      ApiResponse before = pagesBefore.get(pathOf(request));
      return new Reply(before == null ? kept(request) : before, fault);
    }
    if (fault instanceof Fault.Changed changed) {
      return new Reply(changed.how().apply(answer(request)), fault);
    }
    boolean mute = fault instanceof Fault.Reset || fault instanceof Fault.Silence;
    return new Reply(mute ? null : answer(request), fault);
  }

  /** The right answer, kept where it may be wanted once more. */
  private ApiResponse kept(ApiRequest request) {
    ApiResponse answer = answer(request);
    if (faults.repeatsPages() && answer.succeeded()) {
      pagesBefore.put(pathOf(request), answer);
    }
    return answer;
  }

  private static String pathOf(ApiRequest request) {
    return request.method() + " " + request.path();
  }

  private ApiResponse answer(ApiRequest request) {
    if (!auth.allows(request)) {
      return error(401, "the credentials are missing or wrong");
    }
    try {
      for (Route route : routes) {
        if (route.isFor(request)) {
          return route.answer(request);
        }
      }
      return otherwise.answer(request);
    } catch (ApiError e) {
      return error(e.status(), e.message());
    }
  }

  private ApiResponse error(int status, String message) {
    return ApiResponse.json(status, errors.of(status, message));
  }
}
