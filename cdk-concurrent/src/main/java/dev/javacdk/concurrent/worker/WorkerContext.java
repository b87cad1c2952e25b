package dev.javacdk.concurrent.worker;

import dev.javacdk.api.read.JsonLimits;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.read.RunClock;
import dev.javacdk.api.read.SharedBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** What author code may ask of the kit on a worker: a wait for a rate limit is no stall. */
final class WorkerContext implements ReadContext {

  private final ReadContext kit;

  WorkerContext(ReadContext kit) {
    this.kit = kit;
  }

  @Override
  public String stream() {
    return kit.stream();
  }

  @Override
  public void estimate(long records) {
    kit.estimate(records);
  }

  @Override
  public int pageSize(int otherwise) {
    return kit.pageSize(otherwise);
  }

  @Override
  public int pagesAhead(int otherwise) {
    return kit.pagesAhead(otherwise);
  }

  @Override
  public void updateConfig(Consumer<ObjectNode> change) {
    kit.updateConfig(change);
  }

  @Override
  public void registerSecret(String secret) {
    kit.registerSecret(secret);
  }

  @Override
  public void registerSecret(String name, String secret) {
    kit.registerSecret(name, secret);
  }

  @Override
  public String seal(String text) {
    return kit.seal(text);
  }

  @Override
  public String unseal(String text) {
    return kit.unseal(text);
  }

  @Override
  public JsonLimits limits() {
    return kit.limits();
  }

  @Override
  public void awaitRateLimit(Instant until) {
    Activity.waiting(() -> kit.awaitRateLimit(until));
  }

  @Override
  public void pause(Duration time) {
    Activity.waiting(() -> kit.pause(time));
  }

  @Override
  public Optional<Duration> turn(SharedBudget budget) {
    return kit.turn(budget);
  }

  @Override
  public RunClock clock() {
    return kit.clock();
  }

  @Override
  public void sent(int attempt) {
    kit.sent(attempt);
  }

  @Override
  public void tookAhead() {
    kit.tookAhead();
  }

  @Override
  public void waited(Duration time) {
    kit.waited(time);
  }

  @Override
  public boolean isStopping() {
    return kit.isStopping();
  }
}
