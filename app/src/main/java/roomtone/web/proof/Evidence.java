package roomtone.web.proof;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was counted at one moment, in the shape of {@code /api/proof}; what is null is left out.
 *
 * @param picturesStored pictures found in the log and among the files; 0 unless something is wrong
 * @param cameraOff whether a person has switched the camera off
 * @param minimumVisitors with fewer people than this the room's mood is neither logged nor told
 * @param log what is in the log
 * @param files what lies beside it, by kind
 * @param contacts whom the program has talked to since its start
 * @param allowed whom the settings let it talk to
 * @param models what reads pictures
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evidence(
    String version,
    Instant at,
    Instant since,
    long picturesStored,
    boolean cameraOff,
    int minimumVisitors,
    Log log,
    List<Files> files,
    List<Contact> contacts,
    List<Allowed> allowed,
    List<Model> models) {
  /**
   * The log.
   *
   * @param retentionDays how long a row is kept
   * @param lastRemoval when old rows were last looked for since the start; null before
   * @param removedRows how many were removed then
   * @param pictureColumns how many columns can hold a picture
   * @param trouble why it can't be read; null where it can
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Log(
      int retentionDays,
      @Nullable Instant lastRemoval,
      long removedRows,
      int pictureColumns,
      List<Table> tables,
      @Nullable String trouble) {}

  /**
   * A table of the log.
   *
   * @param oldest of its rows; null where it has none or they have no time
   * @param newest of its rows
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Table(
      String name,
      List<String> columns,
      long rows,
      @Nullable Instant oldest,
      @Nullable Instant newest) {}

  /** Files of one kind. */
  public record Files(Kind kind, int count, long bytes) {}

  /** What a file is for. */
  public enum Kind {
    /** The log's database and its companions. */
    LOG,
    /** The operator's browsers and PIN, as hashes. */
    OPERATOR,
    /** Where posters and screens hang, as rectangles. */
    PLACES,
    /** What is known of songs, and logins to music services. */
    MUSIC,
    /** The kiosk's own id, and which model is faster here. */
    DEVICE,
    /** A picture, by how it begins. */
    PICTURE,
    /** Anything else. */
    OTHER
  }

  /**
   * Whom the program has talked to.
   *
   * @param purpose {@code spotify}, {@code mpd}, {@code mqtt} or {@code mdns}
   * @param connections how often a connection was tried
   */
  public record Contact(
      String host, String purpose, long connections, long sentBytes, long receivedBytes) {}

  /** Whom the settings let it talk to. */
  public record Allowed(String host, String purpose) {}

  /**
   * What reads pictures.
   *
   * @param sha256 of its file, in hexadecimal; null where Roomtone does not ship it
   * @param summary what its card says first; empty where it has none
   * @param figures the first table of its card's figures, row by row, the names of columns first
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Model(
      String name,
      String description,
      @Nullable String sha256,
      String summary,
      List<List<String>> figures) {}

  /** How many columns the log has in all. */
  public int columns() {
    return log.tables().stream().mapToInt(table -> table.columns().size()).sum();
  }

  /** How many files there are in all. */
  public int fileCount() {
    return files.stream().mapToInt(Files::count).sum();
  }
}
