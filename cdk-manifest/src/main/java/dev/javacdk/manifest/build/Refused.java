package dev.javacdk.manifest.build;

import dev.javacdk.core.problem.Problem;

/** A stream cannot be built, and why. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  Refused(Problem problem) {
    super(problem.toString());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
