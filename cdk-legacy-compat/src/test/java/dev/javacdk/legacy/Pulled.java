package dev.javacdk.legacy;

import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/** The records of a page, to be pulled; then the failure of the page, where it failed. */
final class Pulled implements Iterator<Object>, RecordOutput {

  private final Queue<Object> records = new ArrayDeque<>();
  private @Nullable Throwable failure;
  private @Nullable Progress progress;

  /** Reads a page at once. */
  static Pulled by(PageReader reader, StreamSlice slice, ReadContext context) {
    Pulled pulled = new Pulled();
    try {
      pulled.progress = reader.readPage(slice, pulled, context);
    } catch (Exception | Error e) {
      pulled.failure = e;
    }
    return pulled;
  }

  @Nullable Progress progress() {
    return progress;
  }

  boolean failed() {
    return failure != null;
  }

  @Override
  public boolean hasNext() {
    return !records.isEmpty() || failure != null;
  }

  @Override
  public Object next() {
    Object record = records.poll();
    if (record != null) {
      return record;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    throw new NoSuchElementException(String.valueOf(failure));
  }

  @Override
  public void emit(JsonNode record) {
    records.add(record.deepCopy());
  }

  @Override
  public void emit(JsonParser parser) {
    throw new UnsupportedOperationException("old streams have no parser");
  }

  @Override
  public void emitValue(Object record) {
    records.add(record);
  }

  @Override
  public boolean discardPage() {
    records.clear();
    return true;
  }
}
