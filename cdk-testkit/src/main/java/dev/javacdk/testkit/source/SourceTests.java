package dev.javacdk.testkit.source;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.javacdk.testkit.process.ProtocolMessage;
import dev.javacdk.testkit.process.StateLines;
import dev.javacdk.testkit.process.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;

/**
 * What a source says of itself is true: its spec, its check, its streams, their keys and schemas,
 * its states. In a test class: {@code @TestFactory Stream<DynamicNode> source() { return
 * SourceTests.of(trial); }}.
 */
public final class SourceTests {

  private static final Set<String> TYPES =
      Set.of("RECORD", "STATE", "LOG", "TRACE", "SPEC", "CATALOG", "CONNECTION_STATUS", "MARK");

  /** What a name of a stream or a field may be made of, everywhere that records go. */
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.:-]*");

  private static final int SHOWN = 3;

  private final SourceTrial trial;

  private SourceTests(SourceTrial trial) {
    this.trial = trial;
  }

  /** The tests. */
  public static Stream<DynamicNode> of(SourceTrial trial) {
    SourceTests tests = new SourceTests(trial);
    List<DynamicNode> all = new ArrayList<>();
    all.add(test("the spec is valid, and secrets are marked", tests::spec));
    all.add(test("the check succeeds with a good config", tests::check));
    if (trial.badCheck() != null) {
      all.add(test("the check fails with a bad config, and says no secret", tests::badCheck));
    }
    all.add(test("streams are soundly described", tests::discover));
    for (int workers : trial.workers()) {
      String by = workers == 1 ? "one thread" : workers + " workers";
      all.add(test("the sync is read to its end by " + by, () -> tests.toItsEnd(workers)));
      all.add(test("every message is valid, read by " + by, () -> tests.messages(workers)));
      all.add(
          test(
              "records have their keys, and fit their schemas, read by " + by,
              () -> tests.records(workers)));
      all.add(test("read twice gives the same, read by " + by, () -> tests.twice(workers)));
      all.add(test("no thread is left behind, read by " + by, () -> tests.threads(workers)));
    }
    all.add(test("a sync behind a sync goes on from its states", tests::goesOn));
    all.add(test("no secret stands in any output", tests::secrets));
    if (trial.workers().size() > 1) {
      all.add(test("many workers read what one thread reads", tests::sameByMany));
    }
    return all.stream();
  }

  private static DynamicNode test(String name, Executable what) {
    return dynamicTest(name, what);
  }

  @SuppressWarnings("AnnotateFormatMethod") // The test kit does without the annotation's library.
  private static void require(boolean holds, String otherwise, @Nullable Object... values) {
    if (!holds) {
      throw new AssertionError(otherwise.formatted(values));
    }
  }

  private void spec() {
    Attempt spec = trial.runner().spec();
    List<ProtocolMessage> specs = spec.of("SPEC");
    require(specs.size() == 1, "spec writes %d SPEC messages, not one", specs.size());
    JsonNode schema = specs.get(0).json().at("/spec/connectionSpecification");
    require(
        schema.path("type").asString("").equals("object"),
        "the spec's connectionSpecification is no schema of an object: %s",
        schema);
    SpecSecrets.requireMarked(schema);
    for (String key : trial.config().propertyNames()) {
      require(
          key.startsWith("_") || schema.path("properties").has(key),
          "the config has '%s', which the spec lacks",
          key);
    }
  }

  private static String status(Attempt check) {
    List<ProtocolMessage> answers = check.of("CONNECTION_STATUS");
    require(
        answers.size() == 1,
        "check writes %d answers, not one: %s",
        answers.size(),
        check.stderr());
    return answers.get(0).json().at("/connectionStatus/status").asString("");
  }

  private void check() {
    Attempt check = trial.runner().check();
    require(status(check).equals("SUCCEEDED"), "the check fails: %s", check.errors());
  }

  private void badCheck() {
    Attempt check = trial.badCheck();
    JsonNode config = trial.badConfig();
    if (check == null || config == null) {
      return;
    }
    require(status(check).equals("FAILED"), "the check succeeds with the bad config");
    requireNoSecret(config, check, "check with the bad config");
  }

  private List<JsonNode> catalog() {
    Attempt discover = trial.runner().discover();
    List<ProtocolMessage> catalogs = discover.of("CATALOG");
    require(
        catalogs.size() == 1,
        "discover writes %d catalogs, not one: %s",
        catalogs.size(),
        discover.errors());
    return catalogs.get(0).json().at("/catalog/streams").valueStream().toList();
  }

  private void discover() {
    List<JsonNode> streams = catalog();
    require(!streams.isEmpty(), "there are no streams");
    Set<StreamId> names = new TreeSet<>();
    for (JsonNode stream : streams) {
      StreamId id = StreamId.in(stream, "name").orElseThrow();
      require(names.add(id), "stream '%s' is there twice", id);
      require(NAME.matcher(id.name()).matches(), "'%s' is no name for a stream", id);
      JsonNode properties = stream.at("/json_schema/properties");
      if (properties.isEmpty()) {
        // Any field may be in it.
        continue;
      }
      for (String field : properties.propertyNames()) {
        require(!field.isBlank(), "stream '%s' has a field without a name", id);
      }
      for (JsonNode path : stream.path("source_defined_primary_key")) {
        requireField(properties, path.path(0).asString(""), id, "key");
      }
      JsonNode cursor = stream.path("default_cursor_field");
      if (!cursor.isEmpty()) {
        requireField(properties, cursor.path(0).asString(""), id, "cursor");
      }
    }
  }

  private static void requireField(JsonNode properties, String field, StreamId of, String what) {
    require(
        properties.has(field),
        "stream '%s': its %s '%s' is not in its schema, which has %s",
        of,
        what,
        field,
        properties.propertyNames());
  }

  private void toItsEnd(int workers) {
    Attempt whole = trial.reading(workers).fromStart();
    Whole.requireGood(trial, whole, workers);
    for (StreamId stream : trial.reading(workers).catalog().streams()) {
      require(
          whole.records().containsKey(stream) || trial.counts().containsKey(stream.toString()),
          "stream '%s' has given no record, so nothing of it is tried: leave it out by streams(...), or say has(\"%s\", 0)",
          stream,
          stream);
    }
  }

  /** A sync that is not good fails one test, and is looked at by no other. */
  private Attempt whole(int workers) {
    Attempt whole = trial.reading(workers).fromStart();
    try {
      Whole.requireGood(trial, whole, workers);
    } catch (AssertionError e) {
      throw new TestAbortedException("the sync itself is not good: " + e.getMessage(), e);
    }
    return whole;
  }

  private void messages(int workers) {
    Attempt whole = whole(workers);
    long lines = whole.output().lines().count();
    require(
        lines == whole.messages().size(),
        "%d of %d lines are no message",
        lines - whole.messages().size(),
        lines);
    Map<StreamId, Long> since = new HashMap<>();
    Map<StreamId, Set<String>> statuses = new HashMap<>();
    for (ProtocolMessage message : whole.messages()) {
      require(TYPES.contains(message.type()), "there is no message type '%s'", message.type());
      StreamId stream = message.stream().orElse(null);
      if (message.isRecord()) {
        require(stream != null && message.data().isObject(), "this is no record: %s", message);
        since.merge(stream, 1L, Long::sum);
      } else if (message.isState()) {
        require(stream != null && message.data().isObject(), "this is no state: %s", message);
        long said = message.json().at("/state/sourceStats/recordCount").longValue();
        Long before = since.remove(stream);
        require(
            said == (before == null ? 0 : before),
            "stream '%s': a state counts %d records, and %s came before it",
            stream,
            said,
            before);
      } else if (stream != null) {
        statuses
            .computeIfAbsent(stream, id -> new TreeSet<>())
            .add(message.json().at("/trace/stream_status/status").asString(""));
      }
    }
    require(since.isEmpty(), "no state covers the last records of %s", since.keySet());
    statuses.forEach((stream, said) ->
        require(
            said.contains("COMPLETE"), "stream '%s' is not said to be complete: %s", stream, said));
  }

  private void records(int workers) {
    Attempt whole = whole(workers);
    KeysOfStreams keys = new KeysOfStreams(trial.runner().discover());
    Map<StreamId, List<String>> found = new HashMap<>();
    for (ProtocolMessage record : whole.of("RECORD")) {
      StreamId stream = record.stream().orElseThrow();
      List<List<String>> paths = keys.of(stream);
      if (paths.isEmpty()) {
        continue;
      }
      List<String> values = new ArrayList<>();
      for (List<String> path : paths) {
        JsonNode value = KeysOfStreams.at(record.data(), path);
        require(
            !value.isMissingNode() && !value.isNull(),
            "stream '%s': a record has no '%s', of its key: %s",
            stream,
            path,
            record.data());
        values.add(value.toString());
      }
      found.computeIfAbsent(stream, id -> new ArrayList<>()).add(values.toString());
    }
    found.forEach((stream, values) -> {
      List<String> twice = Counted.of(values).repeated();
      require(
          twice.isEmpty(), "stream '%s': its key is not unique: %s", stream, Resumed.some(twice));
    });
    List<String> misfits =
        whole.logs("WARN").stream()
            .filter(text -> text.contains("does not fit its schema"))
            .toList();
    require(
        misfits.isEmpty(), "%s", misfits.stream().limit(SHOWN).collect(Collectors.joining("; ")));
  }

  private void twice(int workers) {
    compare(whole(workers), whole(workers), "the first time", "the second time");
  }

  private void sameByMany() {
    int many = trial.workers().get(trial.workers().size() - 1);
    compare(whole(1), whole(many), "by one thread", "by " + many + " workers");
  }

  /** Of a real API it can only be told. */
  private void compare(Attempt one, Attempt other, String first, String second) {
    try {
      requireSame(one, other, first, second);
    } catch (AssertionError e) {
      if (!trial.isReal()) {
        throw e;
      }
      Report.say("two readings differ: " + e.getMessage());
    }
  }

  private static void requireSame(Attempt one, Attempt other, String first, String second) {
    Set<StreamId> streams = new TreeSet<>(one.records().keySet());
    streams.addAll(other.records().keySet());
    for (StreamId stream : streams) {
      Counted before = Counted.of(one.records().getOrDefault(stream, List.of()));
      Counted after = Counted.of(other.records().getOrDefault(stream, List.of()));
      requireNone(before.beyond(after), stream, first, second);
      requireNone(after.beyond(before), stream, second, first);
    }
  }

  private static void requireNone(List<String> records, StreamId stream, String there, String not) {
    require(
        records.isEmpty(),
        "stream '%s': read %s and not %s: %s",
        stream,
        there,
        not,
        Resumed.some(records));
  }

  private void goesOn() {
    Attempt whole = whole(1);
    StateLines states = StateLines.of(whole.messages());
    Attempt next = trial.reading(1).from(states);
    require(
        next.exitCode() == 0,
        "with the last states of a sync the next one fails: %s",
        next.errors());
    for (StreamId stream : whole.records().keySet()) {
      require(states.of(stream).isPresent(), "stream '%s' has written no state", stream);
    }
  }

  private void threads(int workers) throws InterruptedException {
    whole(workers);
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    whole(workers);
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      boolean isNew = !before.contains(thread) && !thread.isDaemon();
      if (isNew) {
        thread.join(2_000);
      }
      require(
          !isNew || !thread.isAlive(),
          "a thread is left behind that keeps the process alive: '%s'",
          thread.getName());
    }
  }

  private void secrets() {
    requireNoSecret(trial.config(), trial.runner().check(), "check");
    requireNoSecret(trial.config(), trial.runner().discover(), "discover");
    requireNoSecret(trial.config(), trial.reading(1).fromStart(), "read");
  }

  /** What is marked as a secret stands nowhere but in what the API itself says. */
  private void requireNoSecret(JsonNode config, Attempt attempt, String command) {
    JsonNode schema =
        trial.runner().spec().of("SPEC").get(0).json().at("/spec/connectionSpecification");
    List<String> secrets = new ArrayList<>(trial.secrets());
    secrets.addAll(SpecSecrets.in(config, schema));
    for (ProtocolMessage message : attempt.messages()) {
      for (String secret : secrets) {
        require(
            message.isRecord() || !message.line().contains(secret),
            "%s says a secret in a message of type %s: '%s...'",
            command,
            message.type(),
            secret.substring(0, 2).toLowerCase(Locale.ROOT));
      }
    }
  }
}
