package dev.javacdk.benchmarks;

import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.core.state.StateJson;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import tools.jackson.core.JsonGenerator;

/**
 * What does it cost to keep track of many partitions, beside a map from partition to position that
 * Jackson writes? {@code advance}: one of them has moved. {@code merge}: one is listed, read and
 * forgotten. {@code encode}: the state of all, as text.
 *
 * <pre>java -jar benchmarks/target/benchmarks.jar CursorManager -prof gc</pre>
 *
 * <p>An operation is a partition that moves; of {@code encode}, a whole state.
 */
public class CursorManager extends Settled {

  private static final int MANY = 1_000;
  private static final int PAGE = 100;

  /** How many are open all the while. */
  @Param({"1", "1000", "100000", "1000000"})
  int partitions = 1;

  private ListedPartitions listed = new ListedPartitions(1);
  private final Map<String, CursorPosition> map = new LinkedHashMap<>();
  private List<Partition> page = ListedPartitions.partitions("q", PAGE);
  private List<Partition> pageBefore = ListedPartitions.partitions("r", PAGE);

  /** Lists them. */
  @Setup
  public void list() {
    listed = new ListedPartitions(partitions);
    CursorPosition position = listed.position();
    listed.partitions().forEach(partition -> map.put(partition.canonical(), position));
  }

  /** The kit: partitions move. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  @Beside("mapAdvance")
  public int advance() {
    for (int i = 0; i < MANY; i++) {
      listed.advance(listed.some(), listed.position());
    }
    return listed.ledger().size();
  }

  /** A map: partitions move. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public int mapAdvance() {
    for (int i = 0; i < MANY; i++) {
      map.put(listed.some().canonical(), listed.position());
    }
    return map.size();
  }

  /** The kit: partitions come and go. */
  @Benchmark
  @OperationsPerInvocation(PAGE)
  @Beside("mapMerge")
  public int merge() {
    // What is finished is forgotten a page later, so the next page has other partitions.
    List<Partition> now = pageBefore;
    pageBefore = page;
    page = now;
    listed.take(now);
    now.forEach(listed::finish);
    return listed.ledger().size();
  }

  /** A map: partitions come and go. */
  @Benchmark
  @OperationsPerInvocation(PAGE)
  public int mapMerge() {
    page.forEach(partition -> map.put(partition.canonical(), listed.position()));
    page.forEach(partition -> map.remove(partition.canonical()));
    return map.size();
  }

  /** The kit: the state as text. */
  @Benchmark
  @Beside("jacksonEncode")
  public int encode() {
    return StateJson.text(listed.ledger().state()).length();
  }

  /** A map: the state as text. */
  @Benchmark
  public int jacksonEncode() {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = Bare.MAPPER.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("states");
      map.forEach((partition, position) -> {
        json.writeStartObject();
        json.writeName("partition");
        json.writeRawValue(partition);
        json.writeName("cursor");
        json.writeRawValue(position.canonical());
        json.writeEndObject();
      });
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.toString().length();
  }
}
