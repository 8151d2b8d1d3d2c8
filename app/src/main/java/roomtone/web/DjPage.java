package roomtone.web;

import io.javalin.http.Context;
import java.util.List;
import java.util.function.Supplier;
import roomtone.music.Taste;

/** Shows what the DJ believes of each playlist, and lets the operator correct it. */
final class DjPage {
  private final Supplier<List<Taste.Known>> taste;
  private final Supplier<StatusSnapshot> snapshot;
  private final Door door;
  private final Pages pages;

  /**
   * A page of this taste.
   *
   * @param taste what is believed now
   */
  DjPage(
      Supplier<List<Taste.Known>> taste,
      Supplier<StatusSnapshot> snapshot,
      Door door,
      Pages pages) {
    this.taste = taste;
    this.snapshot = snapshot;
    this.door = door;
    this.pages = pages;
  }

  /** Answers {@code GET /dj}. */
  void show(Context context) {
    Visitor visitor = door.visitor(context);
    pages.dj(
        context,
        visitor,
        StatusDocument.of(snapshot.get(), visitor.language()),
        taste.get(),
        Notice.of(context.queryParam("notice")));
  }
}
