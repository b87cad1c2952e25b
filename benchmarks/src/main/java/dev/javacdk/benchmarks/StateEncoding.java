package dev.javacdk.benchmarks;

import dev.javacdk.core.log.LogRoute;
import dev.javacdk.core.message.MessageSink;
import dev.javacdk.core.message.Messages;
import dev.javacdk.core.message.Redactor;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.state.StateManager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.slf4j.event.Level;

/**
 * What does a STATE message with 100,000 listed partitions cost, from the ledger to the file,
 * beside writing its bytes, which are there already, to such a file?
 *
 * <pre>java -jar benchmarks/target/benchmarks.jar StateEncoding -prof gc</pre>
 *
 * <p>An operation is a state of some 8 MB. The files are written over again and again, so that no
 * disk takes part.
 */
public class StateEncoding extends Settled {

  private static final int PARTITIONS = 100_000;

  private final StreamId stream = new StreamId("reference", Optional.empty());
  private final ListedPartitions listed = new ListedPartitions(PARTITIONS);
  private final OverAndOver out;
  private final StateManager states;
  private byte[] bytes = {};

  /** Makes the file. */
  public StateEncoding() {
    try {
      out = new OverAndOver();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LogRoute.to(
        new Messages(new MessageSink(out), new Redactor(), InstantSource.system()), Level.ERROR);
    states = new StateManager(new MessageSink(out), InstantSource.system());
  }

  /** Makes the bytes that the rival writes. */
  @Setup
  public void makeBytes() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    new StateManager(new MessageSink(line), InstantSource.system())
        .write(stream, listed.ledger().encoded());
    bytes = line.toByteArray();
  }

  /** The kit: a partition has moved, and all of the state is written. */
  @Benchmark
  @Beside(value = "bytes", target = 0.5)
  public long state() throws IOException {
    listed.advance(listed.some(), listed.position());
    out.again();
    states.write(stream, listed.ledger().encoded());
    return out.length();
  }

  /** Its bytes alone. */
  @Benchmark
  public long bytes() throws IOException {
    out.again();
    out.write(bytes, 0, bytes.length);
    return out.length();
  }

  /** A file that is written over from its beginning. */
  private static final class OverAndOver extends OutputStream {
    private final RandomAccessFile file;

    OverAndOver() throws IOException {
      Path path = Files.createTempFile("state", ".json");
      path.toFile().deleteOnExit();
      file = new RandomAccessFile(path.toFile(), "rw");
    }

    void again() throws IOException {
      file.seek(0);
    }

    long length() throws IOException {
      return file.getFilePointer();
    }

    @Override
    public void write(int b) throws IOException {
      file.write(b);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      file.write(source, offset, length);
    }
  }
}
