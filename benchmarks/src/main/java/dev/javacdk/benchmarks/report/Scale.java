package dev.javacdk.benchmarks.report;

/** How much is measured, and how often. */
public enum Scale {
  /** Hardly anything: whether the benchmarks run at all. */
  SMOKE,
  /** Minutes. */
  QUICK,
  /** What results are published of. */
  FULL;

  long of(long smoke, long quick, long full) {
    return switch (this) {
      case SMOKE -> smoke;
      case QUICK -> quick;
      case FULL -> full;
    };
  }

  int rounds(int quick, int full) {
    return (int) of(1, quick, full);
  }
}
