package dev.javacdk.core.message;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What no reading survives: the machine has failed (out of memory, most likely), wherever among the
 * causes of a failure that stands, or nobody takes the output. Safe for use by many threads.
 */
public final class Fatal {

  private Fatal() {}

  /** Throws what is fatal about a failure; returns where nothing is. */
  public static void throwFrom(Throwable failure) {
    if (failure instanceof OutputClosed closed) {
      throw closed;
    }
    VirtualMachineError machine = in(failure);
    if (machine != null) {
      throw machine;
    }
  }

  /** The machine's failure among the causes and what they suppressed; null where there is none. */
  public static @Nullable VirtualMachineError in(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> open = new ArrayDeque<>();
    open.add(failure);
    while (!open.isEmpty()) {
      Throwable next = open.remove();
      if (next instanceof VirtualMachineError machine) {
        return machine;
      }
      if (seen.add(next)) {
        if (next.getCause() != null) {
          open.add(next.getCause());
        }
        open.addAll(Arrays.asList(next.getSuppressed()));
      }
    }
    return null;
  }

  /** What happened, and what to do about it. */
  public static String words(VirtualMachineError machine) {
    if (machine instanceof OutOfMemoryError) {
      return "the connector ran out of memory (%s): give it more heap with -Xmx, fewer workers with '_concurrency', or take no larger records than '_largest_record'"
          .formatted(machine.getMessage());
    }
    if (machine instanceof StackOverflowError) {
      return "the connector ran out of stack (%s): give its threads more with -Xss, or take no deeper JSON than '_json_depth'"
          .formatted(machine.getMessage());
    }
    return "the Java machine failed: " + machine;
  }
}
