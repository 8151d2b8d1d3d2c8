package roomtone.web.notice;

import java.util.List;
import java.util.stream.Stream;
import roomtone.language.Language;
import roomtone.system.qr.QrCode;

/**
 * What the notice for the door says.
 *
 * @param kiosk what the operator calls it
 * @param address of the room's page
 * @param contact who is responsible; empty where the operator has not said
 * @param retentionDays how many days the log keeps a row
 * @param languages in which it is said, one after the other; at least one
 */
public record DoorNotice(
    String kiosk, String address, String contact, int retentionDays, List<Language> languages) {
  /** Copies the list. */
  public DoorNotice {
    if (languages.isEmpty()) {
      throw new IllegalArgumentException("a notice in no language");
    }
    languages = List.copyOf(languages);
  }

  /** A heading and what stands below it. */
  public record Section(String title, String text) {}

  /** What is said in one language, below its title and the sentence that tells of the law. */
  public List<Section> sections(Language language) {
    Stream<Section> always =
        Stream.of(
            section(language, "purpose"),
            section(language, "reads"),
            new Section(
                language.say("door.keeps.title"), language.say("door.keeps", retentionDays)),
            section(language, "out"));
    Stream<Section> responsible =
        contact.isEmpty()
            ? Stream.of()
            : Stream.of(new Section(language.say("door.contact.title"), contact));
    return Stream.concat(always, responsible).toList();
  }

  private static Section section(Language language, String what) {
    return new Section(language.say("door." + what + ".title"), language.say("door." + what));
  }

  /** The code that opens the room's page. */
  public QrCode code() {
    return QrCode.of(address);
  }
}
