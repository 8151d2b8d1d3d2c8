package roomtone.evaluate;

/**
 * A part of a whole with its 95 % interval (Wilson 1927).
 *
 * @param value 0 to 1; 0 of nothing
 * @param low where the interval begins
 * @param high where it ends
 */
record Share(double value, double low, double high) {
  // The standard normal deviate of a 95 % interval.
  private static final double Z = 1.959964;

  static Share of(long part, long whole) {
    if (whole == 0) {
      return new Share(0, 0, 1);
    }
    double p = (double) part / whole;
    double centre = (p + Z * Z / (2 * whole)) / (1 + Z * Z / whole);
    double half =
        Z * Math.sqrt(p * (1 - p) / whole + Z * Z / (4.0 * whole * whole)) / (1 + Z * Z / whole);
    return new Share(p, centre - half, centre + half);
  }
}
