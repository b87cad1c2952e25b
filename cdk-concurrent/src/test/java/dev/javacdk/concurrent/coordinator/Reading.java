package dev.javacdk.concurrent.coordinator;

import static dev.javacdk.core.run.TestRecords.record;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamDefinition;
import dev.javacdk.api.Streams;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.read.RunClock;
import dev.javacdk.api.state.Progress;
import dev.javacdk.concurrent.ConcurrentSettings;
import dev.javacdk.concurrent.handover.HandOver;
import dev.javacdk.concurrent.worker.Delivery;
import dev.javacdk.concurrent.worker.Workers;
import dev.javacdk.core.config.KitSettings;
import dev.javacdk.core.feed.ParentFeeds;
import dev.javacdk.core.log.LogRoute;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.message.MessageSink;
import dev.javacdk.core.message.Messages;
import dev.javacdk.core.message.Redactor;
import dev.javacdk.core.read.ReadEngine;
import dev.javacdk.core.read.SequentialReadEngine;
import dev.javacdk.core.run.Transcript;
import dev.javacdk.core.state.StateManager;
import dev.javacdk.core.sync.LiveConfig;
import dev.javacdk.core.sync.StopSignal;
import dev.javacdk.core.sync.StreamFailure;
import dev.javacdk.core.sync.StreamPlan;
import dev.javacdk.core.sync.Sync;
import dev.javacdk.core.tally.Tallies;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads streams with the concurrent engine in this process. */
final class Reading {

  private final List<StreamPlan> plans = new ArrayList<>();
  private StopSignal stop = new StopSignal();
  private final ByteArrayOutputStream captured = new ByteArrayOutputStream();
  private ConcurrentSettings settings;
  private OutputStream out = captured;
  private boolean capturing = true;
  private String config = "{\"_checkpoint_seconds\":0}";
  private List<StreamFailure> failures = List.of();
  private boolean sequential;
  private long shared = ParentFeeds.MOST_BYTES;

  private Reading(int workers) {
    settings = ConcurrentSettings.of(workers);
  }

  static Reading by(int workers) {
    return new Reading(workers);
  }

  /** By the engine that reads on one thread. */
  Reading sequentially() {
    sequential = true;
    return this;
  }

  /** With so much of a parent kept for those that hang on it. */
  Reading shared(long bytes) {
    shared = bytes;
    return this;
  }

  Reading settings(ConcurrentSettings value) {
    settings = value;
    return this;
  }

  ConcurrentSettings settings() {
    return settings;
  }

  Reading into(OutputStream value) {
    out = value;
    capturing = false;
    return this;
  }

  Reading clock(RunClock value) {
    stop = new StopSignal(value);
    return this;
  }

  Reading config(String json) {
    config = json;
    return this;
  }

  Reading stream(Stream stream) {
    return stream(stream, "{}");
  }

  Reading stream(Stream stream, String state) {
    plans.add(new StreamPlan(stream, (ObjectNode) ExactJson.MAPPER.readTree(state)));
    return this;
  }

  StopSignal stop() {
    return stop;
  }

  List<StreamFailure> failures() {
    return failures;
  }

  /** Reads to the end; what was thrown comes out. */
  Transcript read() {
    MessageSink sink = new MessageSink(out);
    Messages messages = new Messages(sink, new Redactor(), stop.clock());
    ObjectNode raw = (ObjectNode) ExactJson.MAPPER.readTree(config);
    LiveConfig live = new LiveConfig(raw, messages);
    Sync sync =
        new Sync(
            plans,
            messages,
            new StateManager(sink, stop.clock()),
            live,
            KitSettings.takeFrom(raw),
            false,
            stop,
            new Tallies());
    LogRoute.to(messages, Level.INFO);
    try {
      ReadEngine engine = sequential ? new SequentialReadEngine() : this::readConcurrently;
      failures = engine.read(sync);
    } finally {
      LogRoute.toStderr();
      if (capturing) {
        sink.flush();
      }
    }
    return transcript();
  }

  private List<StreamFailure> readConcurrently(Sync sync) {
    if (shared == ParentFeeds.MOST_BYTES) {
      return new ConcurrentReadEngine(settings).read(sync);
    }
    HandOver<Delivery> handOver = new HandOver<>(settings.queueBytes(), settings.queueItems());
    Workers workers = new Workers(settings.workers(), handOver);
    return new Coordinator(sync, settings, workers, shared).read();
  }

  /** What was written so far. */
  Transcript transcript() {
    List<JsonNode> lines = new ArrayList<>();
    captured
        .toString(StandardCharsets.UTF_8)
        .lines()
        .forEach(line -> lines.add(ExactJson.MAPPER.readTree(line)));
    return new Transcript(lines, failures.isEmpty() ? 0 : 1, "");
  }

  static StreamDefinition child(StreamDefinition parent, PageReader reader) {
    return Streams.paged("children", reader).partitions(Partitions.each(parent, "id").as("parent"));
  }

  /** So many pages of one record in each partition. */
  static PageReader pages(int pages) {
    return (slice, output, context) -> {
      long page = slice.cursor().number("page", 0);
      record(output, slice.partition().text("parent") + "/" + page);
      return page + 1 < pages ? Progress.next("page", page + 1) : Progress.complete();
    };
  }

  /** How often each record was written. */
  static Map<String, Integer> counts(Transcript run) {
    Map<String, Integer> counts = new TreeMap<>();
    run.records().forEach(record -> counts.merge(record, 1, Integer::sum));
    return counts;
  }
}
