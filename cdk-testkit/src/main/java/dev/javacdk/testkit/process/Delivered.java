package dev.javacdk.testkit.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The account of what several attempts of a sync delivered.
 *
 * <p>A record counts as delivered only when a STATE of its own stream follows it in the same
 * attempt: what a killed attempt wrote after its last STATE may never have reached the destination,
 * and the next attempt owes it again. Keys are remembered, records are not.
 *
 * <p>Confined to one thread at a time, which may be the reader thread of a {@link
 * ConnectorProcess}.
 */
public final class Delivered {

  private final Function<JsonNode, String> key;
  private final Map<StreamId, Account> accounts = new TreeMap<>();

  private static final class Account {
    final Map<String, Integer> delivered = new HashMap<>();
    final List<String> pending = new ArrayList<>();
    long written;
    long unsure;
  }

  private Delivered(Function<JsonNode, String> key) {
    this.key = key;
  }

  /** Records are told apart by what this function makes of their data. */
  public static Delivered keyedBy(Function<JsonNode, String> key) {
    return new Delivered(key);
  }

  /** Records are told apart by the text of one of their fields. */
  public static Delivered keyedBy(String field) {
    return new Delivered(data -> {
      JsonNode value = data.path(field);
      if (value.isMissingNode()) {
        throw new IllegalArgumentException("a record without '" + field + "': " + data);
      }
      return value.isValueNode() ? value.asString() : value.toString();
    });
  }

  /** Takes all messages of one attempt. */
  public Delivered attempt(Iterable<ProtocolMessage> messages) {
    messages.forEach(this::accept);
    endAttempt();
    return this;
  }

  /** Takes the next message of the attempt that is under way. */
  public void accept(ProtocolMessage message) {
    Optional<StreamId> stream = message.stream();
    if (stream.isEmpty()) {
      return;
    }
    if (message.isRecord()) {
      Account account = account(stream.get());
      account.written++;
      account.pending.add(key.apply(message.data()));
    } else if (message.isState()) {
      Account account = account(stream.get());
      account.pending.forEach(record -> account.delivered.merge(record, 1, Integer::sum));
      account.pending.clear();
    }
  }

  /** Ends the attempt: what no STATE has followed is not delivered. */
  public void endAttempt() {
    for (Account account : accounts.values()) {
      account.unsure += account.pending.size();
      account.pending.clear();
    }
  }

  /** The streams of which any record or state was seen. */
  public Set<StreamId> streams() {
    return Set.copyOf(accounts.keySet());
  }

  /** The keys of a stream that were delivered. */
  public Set<String> keys(StreamId stream) {
    return Set.copyOf(account(stream).delivered.keySet());
  }

  /** The keys, of a stream without a namespace, that were delivered. */
  public Set<String> keys(String stream) {
    return keys(StreamId.of(stream));
  }

  /** How many records a stream wrote in all attempts, delivered or not. */
  public long written(String stream) {
    return account(StreamId.of(stream)).written;
  }

  /** How many records no STATE followed before their attempt ended. */
  public long undelivered(String stream) {
    return account(StreamId.of(stream)).unsure;
  }

  /** The keys that were delivered more than once, and how often. */
  public Map<String, Integer> duplicates(String stream) {
    Map<String, Integer> repeated = new TreeMap<>();
    account(StreamId.of(stream))
        .delivered
        .forEach((record, count) -> {
          if (count > 1) {
            repeated.put(record, count);
          }
        });
    return repeated;
  }

  /** Those of the expected keys that were not delivered. */
  public Set<String> lost(String stream, Collection<String> expected) {
    Set<String> lost = new TreeSet<>(expected);
    lost.removeAll(account(StreamId.of(stream)).delivered.keySet());
    return lost;
  }

  /** The delivered keys that nobody expected. */
  public Set<String> unexpected(String stream, Collection<String> expected) {
    Set<String> others = new TreeSet<>(account(StreamId.of(stream)).delivered.keySet());
    others.removeAll(Set.copyOf(expected));
    return others;
  }

  private Account account(StreamId stream) {
    return accounts.computeIfAbsent(stream, id -> new Account());
  }
}
