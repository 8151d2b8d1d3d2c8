package roomtone.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The browsers that are known as operators, each by a secret of its own that is not kept here.
 *
 * <p>Any thread may call any method; only a change waits for the disk.
 */
public final class Operators {
  private static final int MOST = 20;

  private final OperatorsFile file;
  private final Duration stay;
  private final InstantSource clock;
  private final String key;
  private final Map<String, Operator> known;
  private int next;

  /**
   * Those that the file knows.
   *
   * @param clock the wall clock, since an operator stays for days and over restarts
   */
  public Operators(AccessSettings settings, InstantSource clock) {
    this.clock = clock;
    file = new OperatorsFile(settings.operatorsFile());
    stay = Duration.ofDays(settings.forgetAfterDays());
    OperatorsFile.Content content = file.read();
    key = content.key();
    next = content.next();
    known = new LinkedHashMap<>(content.operators());
  }

  /**
   * Lets a browser in; the one that was away longest has to go where there are too many.
   *
   * @return the secret that it is known by from now on
   */
  public synchronized String admit(String name) {
    forgetOld();
    while (known.size() >= MOST) {
      known.values().stream()
          .min(Comparator.comparing(Operator::seen))
          .ifPresent(oldest -> known.values().remove(oldest));
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String secret = Secrets.fresh();
    known.put(Secrets.hash(secret), new Operator(next, name, now, now));
    next++;
    save();
    return secret;
  }

  /** The operator with a secret. */
  public synchronized Optional<Operator> find(String secret) {
    forgetOld();
    String hash = Secrets.hash(secret);
    Operator found = known.get(hash);
    if (found == null) {
      return Optional.empty();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    if (Duration.between(found.seen(), now).compareTo(Duration.ofDays(1)) >= 0) {
      known.put(hash, found.seenAt(now));
      save();
    }
    return Optional.of(found);
  }

  /** Forgets one; false if there is none of that number. */
  public synchronized boolean forget(int id) {
    boolean found = known.values().removeIf(operator -> operator.id() == id);
    if (found) {
      save();
    }
    return found;
  }

  /** All, the newest first. */
  public synchronized List<Operator> all() {
    forgetOld();
    return known.values().stream()
        .sorted(Comparator.comparingInt(Operator::id).reversed())
        .toList();
  }

  /** What a form of this browser carries, so that no other page can make one up. */
  public String formToken(String secret) {
    return Secrets.seal(key, secret);
  }

  /** Whether a form was made for this browser. */
  public boolean isFormToken(String token, String secret) {
    return Secrets.same(formToken(secret), token);
  }

  private void forgetOld() {
    Instant oldest = clock.instant().minus(stay);
    known.values().removeIf(operator -> operator.seen().isBefore(oldest));
  }

  private void save() {
    file.write(new OperatorsFile.Content(key, next, known));
  }
}
