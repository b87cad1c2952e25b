package dev.javacdk.core.run;

import dev.javacdk.api.Stream;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.read.RecordReader;
import dev.javacdk.api.read.StateMixin;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamState;

/** A stream that manages its own state and reads itself; what it reads, those who extend it say. */
public abstract class KeepsState implements Stream, RecordReader, StateMixin {

  protected StreamState state = StreamState.initial();
  private final String name;

  protected KeepsState(String name) {
    this.name = name;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public Schema schema() {
    return Schema.any();
  }

  @Override
  public final PageReader reader(Partition partition) {
    return this;
  }

  @Override
  public final StreamState state() {
    return state;
  }

  @Override
  public final void state(StreamState state) {
    this.state = state;
  }
}
