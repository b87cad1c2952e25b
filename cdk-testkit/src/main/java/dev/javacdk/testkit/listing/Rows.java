package dev.javacdk.testkit.listing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rows of a collection: made from their index when they are asked for, never all held.
 *
 * <p>A row's index never changes: from 0 for those that are there from the start, onward for those
 * appended, and downward from -1 for those put in front. Rows are listed by rising index. Its id is
 * its index plus the first id. So a million rows cost no memory, and each row inserted or deleted
 * while the server runs costs one entry.
 *
 * <p>Safe for use by many threads: a page sees all of a change or nothing of it. The function that
 * makes a record is called by many threads, and must give the same record for the same index.
 */
public final class Rows {

  /** Stands before every row. */
  static final long BEFORE_ALL = Long.MIN_VALUE;

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final LongFunction<?> records;
  private final long size;
  private final long firstId;

  // Guarded by the lock. Of deleted rows the record is kept: a listing may stand on one.
  private final Map<Long, ObjectNode> inserted = new HashMap<>();
  private final NavigableSet<Long> deleted = new TreeSet<>();
  private long first;
  private long end;

  private Rows(long size, long firstId, LongFunction<?> records) {
    if (size < 0) {
      throw new IllegalArgumentException("size is " + size);
    }
    this.records = records;
    this.size = size;
    this.firstId = firstId;
    this.end = size;
  }

  /** Rows with ids from 1, each made from its index. */
  public static Rows of(long size, LongFunction<ObjectNode> records) {
    return new Rows(size, 1, records);
  }

  /** Rows with ids from {@code firstId}, each made from its index. */
  public static Rows of(long size, long firstId, LongFunction<ObjectNode> records) {
    return new Rows(size, firstId, records);
  }

  /** Rows with ids from 1, each made from its index as encoded JSON, which is cheaper to send. */
  public static Rows ofJson(long size, LongFunction<byte[]> records) {
    return new Rows(size, 1, records);
  }

  /** Rows with ids from {@code firstId}, each made from its index as encoded JSON. */
  public static Rows ofJson(long size, long firstId, LongFunction<byte[]> records) {
    return new Rows(size, firstId, records);
  }

  /** No rows. */
  public static Rows none() {
    return new Rows(0, 1, Long::valueOf);
  }

  /** How many rows there are now. */
  public long size() {
    return reading(() -> end - first - deleted.size());
  }

  /** Puts a row behind all others and returns its index. */
  public long append(ObjectNode record) {
    return writing(() -> {
      inserted.put(end, record);
      return end++;
    });
  }

  /** Puts the row that they make of the next index behind all others and returns its index. */
  public long append() {
    return writing(() -> end++);
  }

  /** Puts a row before all others and returns its index: lists by offset shift by one. */
  public long prepend(ObjectNode record) {
    return writing(() -> {
      first--;
      inserted.put(first, record);
      return first;
    });
  }

  /** Takes a row away; false if there was none of this index. */
  public boolean delete(long index) {
    return writing(() -> isWithin(index) && deleted.add(index));
  }

  /**
   * Changes a row, which keeps its place; false if there is none of this index.
   *
   * @param how is given a copy of it
   */
  public boolean change(long index, UnaryOperator<ObjectNode> how) {
    return writing(() -> {
      boolean isThere = isWithin(index) && !deleted.contains(index);
      if (isThere) {
        inserted.put(index, how.apply((ObjectNode) row(index).node().deepCopy()));
      }
      return isThere;
    });
  }

  /** All as it was from the start. */
  public void restore() {
    boolean unused =
        writing(() -> {
          inserted.clear();
          deleted.clear();
          first = 0;
          end = size;
          return true;
        });
  }

  /** The indexes of the rows that are there now, in order. */
  public List<Long> present() {
    return reading(() -> {
      List<Long> all = new ArrayList<>();
      for (long index = next(BEFORE_ALL); index < end; index = next(index)) {
        all.add(index);
      }
      return all;
    });
  }

  /** The row of an index, deleted or not; a copy. */
  public ObjectNode record(long index) {
    return reading(() -> (ObjectNode) row(index).node().deepCopy());
  }

  /** Whether there is a row of this index now. */
  public boolean contains(long index) {
    return reading(() -> isWithin(index) && !deleted.contains(index));
  }

  /** The id of the row of an index, as it stands in paths. */
  public String idOf(long index) {
    return Long.toString(index + firstId);
  }

  /** The index of a row that is there now, by its id. */
  public OptionalLong indexOf(String id) {
    try {
      long index = Long.parseLong(id) - firstId;
      return contains(index) ? OptionalLong.of(index) : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** Runs a query during which no row comes or goes. */
  <T> T reading(Supplier<T> query) {
    lock.readLock().lock();
    try {
      return query.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The lowest index that ever was. Call within {@link #reading}. */
  long first() {
    return first;
  }

  /** The index behind the last row. Call within {@link #reading}. */
  long end() {
    return end;
  }

  /** The next row behind an index, which may be that of a deleted row; {@link #end} if none. */
  long next(long index) {
    long next = index < first ? first : index + 1;
    while (next < end && deleted.contains(next)) {
      next++;
    }
    return Math.min(next, end);
  }

  /** The index of the row that has so many rows before it; {@link #end} if there is none. */
  long atOffset(long offset, long from) {
    if (offset >= end - from) {
      return end;
    }
    long index = from + offset;
    for (long gone : deleted.tailSet(from, true)) {
      if (gone > index) {
        break;
      }
      index++;
    }
    return Math.min(index, end);
  }

  /** How many rows there are from an index on. Call within {@link #reading}. */
  long countFrom(long index) {
    return end - index - deleted.tailSet(index, true).size();
  }

  /** The row of an index, deleted or not. Call within {@link #reading}. */
  Row row(long index) {
    ObjectNode special = inserted.get(index);
    if (special == null && (index < 0 || index >= Math.max(size, end))) {
      throw new IllegalArgumentException("there never was a row of index " + index);
    }
    return new Row(index, special != null ? special : records.apply(index));
  }

  boolean isWithin(long index) {
    return index >= first && index < end;
  }

  private <T> T writing(Supplier<T> change) {
    lock.writeLock().lock();
    try {
      return change.get();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
