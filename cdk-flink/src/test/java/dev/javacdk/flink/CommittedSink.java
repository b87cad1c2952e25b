package dev.javacdk.flink;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Shows what a job has committed: what came behind its last complete checkpoint is not there. */
final class CommittedSink implements Sink<String>, SupportsCommitter<CommittedSink.Batch> {

  private static final long serialVersionUID = 1;
  private static final Map<UUID, List<String>> COMMITTED = new ConcurrentHashMap<>();

  record Batch(UUID id, ArrayList<String> elements) implements Serializable {
    private static final long serialVersionUID = 1;
  }

  private static final Queue<String> WRITTEN = new ConcurrentLinkedQueue<>();

  static void clear() {
    COMMITTED.clear();
    WRITTEN.clear();
  }

  /** What came, committed or not. */
  static List<String> written() {
    return List.copyOf(WRITTEN);
  }

  /** Waits until so many different elements are committed. */
  static void await(int elements) throws InterruptedException {
    while (committed().stream().distinct().count() < elements) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  static List<String> committed() {
    return COMMITTED.values().stream().flatMap(List::stream).sorted().toList();
  }

  @Override
  public CommittingSinkWriter<String, Batch> createWriter(WriterInitContext context) {
    return new Writer();
  }

  @Override
  public Committer<Batch> createCommitter(CommitterInitContext context) {
    return new Committer<>() {
      @Override
      public void commit(Collection<CommitRequest<Batch>> requests) {
        requests.forEach(
            r -> COMMITTED.put(r.getCommittable().id(), r.getCommittable().elements()));
      }

      @Override
      public void close() {}
    };
  }

  private static final class Writer implements CommittingSinkWriter<String, Batch> {
    private ArrayList<String> elements = new ArrayList<>();

    @Override
    public void write(String element, Context context) {
      elements.add(element);
      WRITTEN.add(element);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public Collection<Batch> prepareCommit() {
      if (elements.isEmpty()) {
        return List.of();
      }
      Batch batch = new Batch(UUID.randomUUID(), elements);
      elements = new ArrayList<>();
      return List.of(batch);
    }

    @Override
    public void close() {}
  }

  @Override
  public SimpleVersionedSerializer<Batch> getCommittableSerializer() {
    return new SimpleVersionedSerializer<>() {
      @Override
      public int getVersion() {
        return 1;
      }

      @Override
      public byte[] serialize(Batch batch) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
          out.writeObject(batch);
        }
        return bytes.toByteArray();
      }

      @Override
      public Batch deserialize(int version, byte[] bytes) throws IOException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
          return (Batch) in.readObject();
        } catch (ClassNotFoundException e) {
          throw new IOException(e);
        }
      }
    };
  }
}
