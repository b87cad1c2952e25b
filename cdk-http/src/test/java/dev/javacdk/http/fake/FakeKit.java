package dev.javacdk.http.fake;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.read.JsonLimits;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.read.ReadStopped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a reader asks of the kit, kept in lists. Waits for rate limits are noted, not made. */
public class FakeKit implements ReadContext {

  public final List<String> events = Collections.synchronizedList(new ArrayList<>());
  public final List<Instant> waits = Collections.synchronizedList(new ArrayList<>());
  public final List<Integer> sent = Collections.synchronizedList(new ArrayList<>());
  public final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
  public final List<String> secrets = Collections.synchronizedList(new ArrayList<>());
  public final ObjectNode config = JsonMapper.shared().createObjectNode();
  public volatile boolean stopping;
  public volatile int pageSize;
  public volatile int pagesAhead;
  public volatile JsonLimits limits = JsonLimits.DEFAULT;

  /** Secrets by the name that stands in a mark. */
  public final Map<String, String> sealed = new ConcurrentHashMap<>();

  @Override
  public String stream() {
    return "test";
  }

  @Override
  public void estimate(long records) {}

  @Override
  public int pagesAhead(int otherwise) {
    return pagesAhead > 0 ? pagesAhead : otherwise;
  }

  @Override
  public int pageSize(int otherwise) {
    return pageSize > 0 ? pageSize : otherwise;
  }

  @Override
  public synchronized void updateConfig(Consumer<ObjectNode> change) {
    change.accept(config);
    events.add("config " + config);
  }

  @Override
  public void registerSecret(String secret) {
    secrets.add(secret);
    events.add("secret " + secret);
  }

  @Override
  public void awaitRateLimit(Instant until) {
    if (stopping) {
      throw new ReadStopped("test");
    }
    waits.add(until);
  }

  @Override
  public void sent(int attempt) {
    sent.add(attempt);
  }

  @Override
  public void waited(Duration time) {
    pauses.add(time);
  }

  @Override
  public boolean isStopping() {
    return stopping;
  }

  @Override
  public JsonLimits limits() {
    return limits;
  }

  @Override
  public void registerSecret(String name, String secret) {
    registerSecret(secret);
    sealed.put(name, secret);
  }

  @Override
  public String seal(String text) {
    if (text.contains("(secret:")) {
      throw new SystemError("a mark: " + text);
    }
    String at = text;
    for (Map.Entry<String, String> secret : sealed.entrySet()) {
      at = at.replace(secret.getValue(), "(secret:" + secret.getKey() + ")");
    }
    return at;
  }

  @Override
  public String unseal(String text) {
    String at = text;
    for (Map.Entry<String, String> secret : sealed.entrySet()) {
      at = at.replace("(secret:" + secret.getKey() + ")", secret.getValue());
    }
    return at;
  }
}
