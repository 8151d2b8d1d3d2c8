package roomtone.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import roomtone.language.Language;
import roomtone.web.proof.Evidence;
import roomtone.web.proof.Proof;

/** Answers what the kiosk can prove: its page, the same for programs, and the models' cards. */
final class ProofPage {
  // Counting reads the whole log, and anybody may ask.
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Proof proof;
  private final Supplier<String> name;
  private final Json json;
  private final Pages pages;
  private final LongSupplier nanos;
  private @Nullable Evidence latest;
  private long latestNanos;

  /**
   * Answers from {@code proof}, counting anew after five seconds.
   *
   * @param name what the operator calls the kiosk
   * @param nanos the monotonic clock
   */
  ProofPage(Proof proof, Supplier<String> name, Json json, Pages pages, LongSupplier nanos) {
    this.proof = proof;
    this.name = name;
    this.json = json;
    this.pages = pages;
    this.nanos = nanos;
  }

  /** Answers {@code GET /proof}. */
  void show(Context context) {
    Language language = Door.language(context);
    pages.proof(context, language, name.get(), evidence());
  }

  /** Answers {@code GET /api/proof}. */
  void serve(Context context) {
    context.contentType(Json.TYPE).result(json.bytes(evidence()));
  }

  /** Answers {@code GET /proof/cards/{model}}. */
  void card(Context context) throws ProblemException {
    String text =
        proof
            .card(context.pathParam("model"))
            .orElseThrow(() ->
                new ProblemException(
                    new Problem("No card", 404, "No model of this name with a card runs here.")));
    context.contentType("text/plain;charset=utf-8").result(text);
  }

  private synchronized Evidence evidence() {
    long now = nanos.getAsLong();
    Evidence known = latest;
    if (known == null || now - latestNanos >= FRESH.toNanos()) {
      known = proof.now();
      latest = known;
      latestNanos = now;
    }
    return known;
  }
}
