package roomtone.web.notice;

import java.util.List;
import java.util.Locale;
import roomtone.language.Language;
import roomtone.system.qr.QrCode;

/**
 * Sets the notice on one sheet of A4, as large as it fits. May be shared between threads.
 *
 * <p>Lengths are in points.
 */
public final class NoticePdf {
  private static final float MARGIN = 42;
  private static final float CODE = 120;
  private static final float GAP = 18;
  private static final float LARGEST = 21;
  private static final float SMALLEST = 6;
  private static final float STEP = 0.25f;
  private static final float LEADING = 1.38f;
  private static final float HEADING = 1.9f;

  private final Lettering lettering = new Lettering();

  /** The file. */
  public byte[] of(DoorNotice notice) {
    Language first = notice.languages().getFirst();
    String title = first.say("door.title") + " · " + notice.kiosk();
    var setting = new Setting(largest(notice), true);
    setting.set(notice);
    return setting.sheet.pdf(title, first.tag());
  }

  /** The largest size at which all of it fits; found by halving. */
  private float largest(DoorNotice notice) {
    float fits = SMALLEST;
    float tooLarge = LARGEST + STEP;
    while (tooLarge - fits > STEP) {
      float between = (fits + tooLarge) / 2;
      var setting = new Setting(between, false);
      setting.set(notice);
      if (setting.y <= Sheet.HEIGHT - MARGIN) {
        fits = between;
      } else {
        tooLarge = between;
      }
    }
    return fits;
  }

  /** One try, with letters of one size, which draws or only looks how long it becomes. */
  private final class Setting {
    private final Sheet sheet = new Sheet();
    private final float size;
    private final boolean draws;
    private float y = MARGIN;

    Setting(float size, boolean draws) {
      this.size = size;
      this.draws = draws;
    }

    void set(DoorNotice notice) {
      code(notice.code());
      boolean first = true;
      for (Language language : notice.languages()) {
        sheet.begin(language.tag());
        if (first) {
          head(notice, language);
        } else {
          rule();
          write(language.say("door.title"), language.locale(), size * 1.25f, full(), 0.3f);
        }
        first = false;
        write(language.say("door.told"), language.locale(), size, full(), 0);
        for (DoorNotice.Section section : notice.sections(language)) {
          y += size * 0.35f;
          write(section.title(), language.locale(), size, full(), 0.25f);
          write(section.text(), language.locale(), size, full(), 0);
        }
        sheet.end();
      }
    }

    /** The title, and where the code leads, beside the code. */
    private void head(DoorNotice notice, Language language) {
      float width = full() - CODE - GAP;
      write(notice.kiosk(), language.locale(), size, width, 0);
      write(language.say("door.title"), language.locale(), size * HEADING, width, 0.5f);
      y += size * 0.4f;
      write(language.say("door.more"), language.locale(), size, width, 0);
      write(notice.address(), Locale.ENGLISH, size, width, 0.25f);
      y = Math.max(y, MARGIN + CODE) + GAP;
    }

    private void rule() {
      y += size * 0.7f;
      sheet.fill(MARGIN, y, full(), 0.6f);
      y += size * 0.7f;
    }

    private float full() {
      return Sheet.WIDTH - 2 * MARGIN;
    }

    private void write(String text, Locale locale, float letters, float width, float bold) {
      List<Lettering.Line> lines = lettering.lines(text, locale, letters, width);
      for (Lettering.Line line : lines) {
        if (draws) {
          sheet.write(line, MARGIN, y + letters, letters, bold * letters / 15);
        }
        y += letters * LEADING;
      }
    }

    private void code(QrCode code) {
      float square = CODE / code.size();
      float left = Sheet.WIDTH - MARGIN - CODE;
      for (int row = 0; row < code.size(); row++) {
        for (int column = 0; column < code.size(); column++) {
          if (code.isDark(column, row)) {
            // A little larger, so that no light shines between two.
            sheet.fill(
                left + column * square, MARGIN + row * square, square + 0.05f, square + 0.05f);
          }
        }
      }
    }
  }
}
