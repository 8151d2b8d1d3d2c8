package roomtone.web;

/** A request that ends with a {@link Problem}. */
final class ProblemException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** What the client is told. */
  Problem problem() {
    return problem;
  }
}
