package roomtone.web;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import roomtone.language.Language;
import roomtone.web.notice.DoorNotice;
import roomtone.web.notice.NoticePdf;

/** Answers with the notice for the door: as a page, and as a sheet to print. */
final class NoticePage {
  private final Supplier<StatusSnapshot> snapshot;
  private final String contact;
  private final Pages pages;
  // Made when first asked for: a machine whose fonts are broken still has all other pages.
  private @Nullable NoticePdf pdf;
  private @Nullable Sheet latest;

  /**
   * Answers for a kiosk.
   *
   * @param contact who is responsible; empty where the operator has not said
   */
  NoticePage(Supplier<StatusSnapshot> snapshot, String contact, Pages pages) {
    this.snapshot = snapshot;
    this.contact = contact;
    this.pages = pages;
  }

  /** Answers {@code GET /notice}. */
  void show(Context context) {
    pages.notice(context, notice(context));
  }

  /** Answers {@code GET /notice.pdf}. */
  void print(Context context) {
    context
        .contentType("application/pdf")
        .header("Content-Disposition", "inline; filename=\"notice.pdf\"")
        .result(sheet(notice(context)));
  }

  /** One at a time, and the last one again where it is asked for: making it takes a while. */
  private synchronized byte[] sheet(DoorNotice notice) {
    Sheet known = latest;
    if (known == null || !known.notice.equals(notice)) {
      if (pdf == null) {
        pdf = new NoticePdf();
      }
      known = new Sheet(notice, pdf.of(notice));
      latest = known;
    }
    return known.pdf;
  }

  /** A notice and its sheet. */
  @SuppressWarnings("ArrayRecordComponent") // Only the notice is compared.
  private record Sheet(DoorNotice notice, byte[] pdf) {}

  private DoorNotice notice(Context context) {
    StatusSnapshot now = snapshot.get();
    return new DoorNotice(
        now.name(), address(context), contact, now.logRetentionDays(), languages(context));
  }

  /**
   * Where guests find the page: as whoever asks has found it, unless that is this machine alone.
   */
  private static String address(Context context) {
    String host = String.valueOf(context.host());
    boolean alone = host.matches("(?i)(localhost|127\\..*|\\[::1])(:\\d+)?");
    String port = host.replaceAll("^.*?(:\\d+)?$", "$1");
    String named = alone ? HostNames.machine() + ".local" + port : host;
    return "%s://%s/".formatted(context.scheme(), named);
  }

  /** Those that {@code lang} names, in its order; else the one that the browser prefers. */
  private static List<Language> languages(Context context) {
    String asked = context.queryParam("lang");
    List<Language> languages =
        asked == null
            ? List.of()
            : Arrays.stream(asked.split(",", -1))
                .distinct()
                .flatMap(tag -> Language.ALL.stream().filter(one -> one.tag().equals(tag.strip())))
                .toList();
    return languages.isEmpty() ? List.of(Door.language(context)) : languages;
  }
}
