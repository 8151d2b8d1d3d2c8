package roomtone.web;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import roomtone.web.settings.SetupBook;

/** A set-up that is kept in memory, or not at all. */
final class TestSetup implements SetupBook {
  volatile boolean full;
  private final Set<Step> confirmed = ConcurrentHashMap.newKeySet();

  @Override
  public Set<Step> confirmed() {
    Set<Step> copy = EnumSet.noneOf(Step.class);
    copy.addAll(confirmed);
    return copy;
  }

  @Override
  public Optional<String> confirm(Step step, boolean isDone) {
    if (full) {
      return Optional.of("The disk is full.");
    }
    if (isDone) {
      confirmed.add(step);
    } else {
      confirmed.remove(step);
    }
    return Optional.empty();
  }
}
