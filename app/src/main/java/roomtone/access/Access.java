package roomtone.access;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Everything that decides who may change things.
 *
 * @param settings the rules
 * @param operators who is known
 * @param presence the button as a proof of being on the spot
 * @param pin the other way in
 */
public record Access(AccessSettings settings, Operators operators, Presence presence, PinGate pin) {
  /**
   * As the settings and the files they name say.
   *
   * @param nanos the monotonic clock
   * @param clock the wall clock
   */
  public static Access open(AccessSettings settings, LongSupplier nanos, InstantSource clock) {
    return new Access(
        settings,
        new Operators(settings, clock),
        new Presence(nanos),
        new PinGate(new PinFile(settings.pinFile()), nanos));
  }
}
