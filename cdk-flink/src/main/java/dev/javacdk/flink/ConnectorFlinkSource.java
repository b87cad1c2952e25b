package dev.javacdk.flink;

import dev.javacdk.api.internal.CheckReturnValue;
import dev.javacdk.flink.enumerator.Budgets;
import dev.javacdk.flink.enumerator.EnumeratorMetrics;
import dev.javacdk.flink.enumerator.EnumeratorState;
import dev.javacdk.flink.enumerator.EnumeratorStateSerializer;
import dev.javacdk.flink.enumerator.PartitionEnumerator;
import dev.javacdk.flink.job.ConnectorFailure;
import dev.javacdk.flink.job.JobSettings;
import dev.javacdk.flink.job.OpenedSource;
import dev.javacdk.flink.job.RecordFormat;
import dev.javacdk.flink.job.RecordLine;
import dev.javacdk.flink.job.SourceFactory;
import dev.javacdk.flink.job.SourceSpec;
import dev.javacdk.flink.job.StateListener;
import dev.javacdk.flink.json.ObjectNodeType;
import dev.javacdk.flink.reader.AskedTurns;
import dev.javacdk.flink.reader.PartitionReader;
import dev.javacdk.flink.row.SchemaRows;
import dev.javacdk.flink.split.PartitionSplit;
import dev.javacdk.flink.split.SplitSerializer;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Streams of a source as a source of Apache Flink: one sync, or one after the other, read by as
 * many readers as the job has, each a partition at a time. Restarted from any checkpoint, each
 * record is emitted once as far as the job can see.
 *
 * <pre>{@code
 * env.fromSource(
 *     ConnectorFlinkSource.of(MySource::new, config, "contacts", "notes"),
 *     WatermarkStrategy.noWatermarks(),
 *     "crm");
 * }</pre>
 *
 * <p>Immutable as far as anybody sees; safe for use by many threads.
 *
 * @param <T> the elements
 */
@CheckReturnValue
public final class ConnectorFlinkSource<T>
    implements Source<T, PartitionSplit, EnumeratorState>, ResultTypeQueryable<T> {

  private static final long serialVersionUID = 1;

  private final SourceSpec spec;
  private final RecordFormat<T> format;
  private final TypeInformation<T> type;
  private final JobSettings settings;

  /** Of all enumerators of a job, which has a copy of its own. */
  private transient @Nullable EnumeratorMetrics metrics;

  private ConnectorFlinkSource(
      SourceSpec spec, RecordFormat<T> format, TypeInformation<T> type, JobSettings settings) {
    this.spec = spec;
    this.format = format;
    this.type = type;
    this.settings = settings;
  }

  /**
   * Reads these streams as RECORD messages of the protocol.
   *
   * @param source makes the author's source: a constructor will do
   * @param config the connector's config, a JSON object
   * @param streams by name, behind their namespace where they have one; at least one
   */
  public static ConnectorFlinkSource<String> of(
      SourceFactory source, String config, String... streams) {
    return new ConnectorFlinkSource<>(
        new SourceSpec(source, config, List.of(streams), ""),
        RecordFormat.messages(),
        Types.STRING,
        JobSettings.DEFAULT);
  }

  /** The same, as other elements. */
  public <E> ConnectorFlinkSource<E> as(RecordFormat<E> elements, TypeInformation<E> of) {
    return new ConnectorFlinkSource<>(spec, elements, of, settings);
  }

  /**
   * The same, as JSON objects: the records' data, with exact numbers. What a function makes of them
   * needs {@code returns(ObjectNodeType.INSTANCE)} where it is such an object as well.
   */
  public ConnectorFlinkSource<ObjectNode> asObjects() {
    return as(RecordLine::data, ObjectNodeType.INSTANCE);
  }

  /**
   * The same, as rows of what the schema of its stream declares: {@code string} is a String, {@code
   * integer} a Long, {@code number} a BigDecimal, {@code boolean} a Boolean; {@code date} a
   * LocalDate, {@code date-time} an Instant; an {@code array} an array, an {@code object} with
   * properties a Row. All else is a String: what is no text is its JSON. Opens the source, which
   * says the schema; what it says later changes nothing.
   *
   * @throws IllegalArgumentException where there is more than one stream
   * @throws ConnectorFailure where the stream declares no properties, or the source cannot be
   *     opened
   */
  public ConnectorFlinkSource<Row> asRows() {
    if (spec.streams().size() > 1) {
      throw new IllegalArgumentException("rows are of one stream, not of " + spec);
    }
    OpenedSource source = OpenedSource.open(spec);
    try {
      SchemaRows rows = SchemaRows.of(source.stream(spec.streams().get(0)));
      return as(rows, rows.type());
    } catch (RuntimeException e) {
      throw source.told(e);
    }
  }

  /**
   * The same, which goes on from a state: of one machine, or of another job.
   *
   * @param state as {@code --state} takes it: lines of STATE messages, or an array of states
   */
  public ConnectorFlinkSource<T> from(String state) {
    return new ConnectorFlinkSource<>(
        new SourceSpec(spec.source(), spec.config(), spec.streams(), state),
        format,
        type,
        settings);
  }

  /** The same, which says of each complete checkpoint where its streams stand. */
  public ConnectorFlinkSource<T> tellStates(StateListener to) {
    return with(settings.told(to));
  }

  /**
   * The same, of which any so many records will do: once a reader has emitted as many, no more
   * partitions are begun. Those that read then end likewise, so that more may come.
   *
   * @param records at least one
   */
  public ConnectorFlinkSource<T> limit(long records) {
    return with(settings.limit(records));
  }

  /**
   * The same, which never ends: a pass begins so long after the one before has begun, or as soon as
   * that one is over. It reads what has changed since, as a sync on one machine would; streams
   * without a cursor are read in the first pass alone. Needs checkpoints: the next pass goes on
   * from what they have.
   *
   * @param interval more than zero
   */
  public ConnectorFlinkSource<T> every(Duration interval) {
    return with(settings.every(interval));
  }

  /**
   * The same, whose elements have an event time: that of their cursor field, and where a record has
   * none there, the time at which it was read. Watermarks follow the complete checkpoints: within a
   * pass to where a stream's state says that all was read, and after a pass to when it began. The
   * job's {@code WatermarkStrategy} then is {@code noWatermarks()}.
   *
   * @param lateness by how much watermarks stay behind that: what becomes visible later than it was
   *     stamped is late else
   */
  public ConnectorFlinkSource<T> eventTime(Duration lateness) {
    return with(settings.eventTime(lateness));
  }

  private ConnectorFlinkSource<T> with(JobSettings changed) {
    return new ConnectorFlinkSource<>(spec, format, type, changed);
  }

  private synchronized EnumeratorMetrics metrics() {
    EnumeratorMetrics shared = metrics;
    if (shared == null) {
      shared = new EnumeratorMetrics();
      metrics = shared;
    }
    return shared;
  }

  @Override
  public Boundedness getBoundedness() {
    return settings.passes().isEmpty() ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SplitEnumerator<PartitionSplit, EnumeratorState> createEnumerator(
      SplitEnumeratorContext<PartitionSplit> context) {
    Budgets budgets = new Budgets();
    return PartitionEnumerator.begin(
        context, OpenedSource.open(spec, budgets), budgets, settings, metrics());
  }

  @Override
  public SplitEnumerator<PartitionSplit, EnumeratorState> restoreEnumerator(
      SplitEnumeratorContext<PartitionSplit> context, EnumeratorState state) {
    Budgets budgets = new Budgets();
    return PartitionEnumerator.restore(
        context, OpenedSource.open(spec, budgets), budgets, settings, metrics(), state);
  }

  @Override
  public SourceReader<T, PartitionSplit> createReader(SourceReaderContext context) {
    AskedTurns turns = new AskedTurns(context::sendSourceEventToCoordinator);
    return new PartitionReader<>(OpenedSource.open(spec, turns), turns, format, settings, context);
  }

  @Override
  public SimpleVersionedSerializer<PartitionSplit> getSplitSerializer() {
    return new SplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<EnumeratorState> getEnumeratorCheckpointSerializer() {
    return new EnumeratorStateSerializer();
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return type;
  }

  /** The streams alone: the config has secrets. */
  @Override
  public String toString() {
    return "ConnectorFlinkSource of " + spec;
  }
}
