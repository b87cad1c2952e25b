package dev.javacdk.core.feed;

import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one parent that its own stream has read and those who hang on it have not taken yet;
 * who may take one in place of a request of its own, and who waits for one.
 *
 * <p>A page is taken only in an order of time that one who reads alone would have: as the first of
 * a partition, as the one that was read right behind the one taken before, or where its reading
 * began after the page before it was fetched. The last is not enough where positions shift, since
 * what its reader has seen to move is what moved since <em>its</em> page before. Between partitions
 * there is no such order: they are independent. Pure; confined to one owner.
 */
public final class ParentFeed {

  private final long mostBytes;
  private final boolean shifts;
  private final List<Child> children = new ArrayList<>();
  private final Map<Partition, Lane> lanes = new LinkedHashMap<>();
  private final KeptBytes kept = new KeptBytes();
  private long opened;

  /**
   * Of one parent.
   *
   * @param mostBytes how much is kept before it is full
   * @param shifts whether rows that go move others past the position that is read next
   */
  public ParentFeed(long mostBytes, boolean shifts) {
    this.mostBytes = mostBytes;
    this.shifts = shifts;
  }

  /** What becomes of a request for a page. */
  public sealed interface Answer {
    /** The page was read: this is it, and is kept for this child no longer. */
    record Take(KeptPage page) implements Answer {}

    /** It is being read, or is going to be: ask again. */
    record Await() implements Answer {}

    /** It has to be fetched; that it was, {@link Child#fetched} says. */
    record Alone() implements Answer {}
  }

  private static final Answer AWAIT = new Answer.Await();
  private static final Answer ALONE = new Answer.Alone();

  /** One partition of the parent, as its own stream reads it. */
  private final class Lane {
    private final Partition partition;
    private final Map<Child, LanePlace> places = new LinkedHashMap<>();

    /** The how-manieth it was to be begun; 0 where it was not yet. */
    private long order;

    private boolean isOpen;
    private boolean isFirst;
    private @Nullable StreamSlice reading;

    Lane(Partition partition) {
      this.partition = partition;
    }

    LanePlace place(Child child) {
      return places.computeIfAbsent(child, c -> new LanePlace(kept));
    }

    boolean isOfUse() {
      return isOpen
          || children.stream().anyMatch(child -> child.current == this)
          || places.values().stream().anyMatch(place -> !place.isEmpty());
    }

    void forgetIfOfNoUse() {
      if (!isOfUse()) {
        lanes.remove(partition);
      }
    }

    boolean reads(@Nullable StreamSlice slice) {
      return reading != null && slice != null && Held.same(reading, slice);
    }

    /** Whether the page that is being read may be the first one of somebody's walk. */
    boolean mayBegin(StreamSlice slice, boolean isFirstOfWalk) {
      return !shifts || isFirstOfWalk || slice.cursor().isStart();
    }
  }

  /** Somebody who hangs on the parent, at one level of its own. */
  public final class Child {
    private @Nullable Lane current;

    private Child() {}

    /** It asks for a page next. Asked again where it has to wait. */
    public Answer ask(StreamSlice slice) {
      Lane lane = lanes.computeIfAbsent(slice.partition(), Lane::new);
      if (lane != current) {
        enter(lane);
      }
      LanePlace place = lane.place(this);
      Held found = place.take(slice, held -> lane.mayBegin(slice, held.isFirst()));
      if (found != null) {
        return new Answer.Take(found.page());
      }
      if (place.isEmpty() && comes(lane, place, slice)) {
        return AWAIT;
      }
      place.goAlone();
      return ALONE;
    }

    /** Whether the page is read now, or may be the one that is read next. */
    private boolean comes(Lane lane, LanePlace place, StreamSlice slice) {
      if (!lane.isOpen || place.isBroken()) {
        return false;
      }
      return switch (place.standing()) {
        case FRESH ->
            lane.reading == null || (lane.reads(slice) && lane.mayBegin(slice, lane.isFirst));
        case JOINED -> lane.reading == null || lane.reads(slice);
        // What it has fetched itself is read there too: the next page is what it asks for now.
        case BEHIND_ITS_OWN ->
            place.expects(slice) && (lane.reading == null || lane.reads(place.asked()));
        case APART -> false;
      };
    }

    private void enter(Lane lane) {
      Lane before = current;
      current = lane;
      if (before != null) {
        before.place(this).goAlone();
        before.forgetIfOfNoUse();
      }
      // Its walk goes over the partitions in one order: those begun before do not come again.
      Iterator<Lane> begun = lanes.values().iterator();
      while (begun.hasNext()) {
        Lane other = begun.next();
        if (other.order >= lane.order) {
          return;
        }
        if (other.order > 0) {
          other.place(this).goAlone();
        }
        if (!other.isOfUse()) {
          begun.remove();
        }
      }
    }

    /** It has fetched a page itself, which says to go on so. */
    public void fetched(StreamSlice slice, Progress progress) {
      Lane lane = current;
      if (lane == null || lanes.get(slice.partition()) != lane) {
        return;
      }
      if (progress instanceof Progress.Next to) {
        StreamSlice next = slice.at(to.position());
        if (lane.mayBegin(next, false)) {
          lane.place(this).fetched(slice, next);
        }
      }
    }

    /** It wants nothing more. */
    public void over() {
      children.remove(this);
      lanes
          .values()
          .forEach(lane -> {
            LanePlace place = lane.places.remove(this);
            if (place != null) {
              place.drop();
            }
          });
      current = null;
      lanes.values().removeIf(lane -> !lane.isOfUse());
    }

    /** Whether it has pages to take before it fetches one itself. */
    private boolean willTake() {
      Lane lane = current;
      return lane == null
          ? lanes.values().stream().anyMatch(l -> !l.place(this).isEmpty())
          : !lane.place(this).isEmpty();
    }
  }

  /** Somebody more hangs on the parent. Said before anything is read. */
  public Child child() {
    Child child = new Child();
    children.add(child);
    return child;
  }

  /** Whether anybody may still take a page. */
  public boolean isWanted() {
    return !children.isEmpty();
  }

  // What the parent's own stream does

  /** A partition is about to be read, page by page. */
  public void opened(Partition partition) {
    if (children.isEmpty()) {
      return;
    }
    // Those that were begun stand in the order in which they were.
    Lane known = lanes.remove(partition);
    Lane lane = known == null ? new Lane(partition) : known;
    lanes.put(partition, lane);
    lane.isOpen = true;
    lane.isFirst = true;
    lane.reading = null;
    lane.order = ++opened;
    children.forEach(child -> lane.place(child).begunAgain());
  }

  /** The reading of a page is about to begin. */
  public void begins(StreamSlice slice) {
    Lane lane = lanes.get(slice.partition());
    if (lane != null && lane.isOpen) {
      lane.reading = slice;
      children.forEach(child -> lane.place(child).begins(slice));
    }
  }

  /**
   * The page whose reading had begun was read.
   *
   * @param page null where it cannot stand for one that somebody else asks for
   */
  public void read(Partition partition, @Nullable KeptPage page) {
    Lane lane = lanes.get(partition);
    if (lane == null || lane.reading == null) {
      return;
    }
    Held held = page == null ? null : new Held(page, lane.isFirst);
    lane.reading = null;
    lane.isFirst = false;
    children.forEach(child -> lane.place(child).read(held));
  }

  /** Nobody reads the partition any more, whether to its end or not. */
  public void left(Partition partition) {
    Lane lane = lanes.get(partition);
    if (lane != null) {
      lane.isOpen = false;
      lane.reading = null;
      lane.forgetIfOfNoUse();
    }
  }

  // How much is kept

  /** About how many bytes are kept. */
  public long bytes() {
    return kept.bytes();
  }

  /** Whether more is kept than may be. */
  public boolean isFull() {
    return kept.bytes() > mostBytes;
  }

  /**
   * Whether somebody at work is going to take some of it.
   *
   * @param works whether somebody of this child is at work
   */
  public boolean isGoingToBeTaken(Predicate<Child> works) {
    return children.stream().anyMatch(child -> child.willTake() && works.test(child));
  }

  /** Forgets the page of this partition that was read last: who wants it asks for it. */
  public void forgetLast(Partition partition) {
    Lane lane = lanes.get(partition);
    if (lane != null) {
      lane.places.values().forEach(LanePlace::cutShort);
      lane.forgetIfOfNoUse();
    }
  }
}
