package roomtone.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import roomtone.camera.CameraStatus;
import roomtone.mood.Mood;
import roomtone.music.PlayerStatus;
import roomtone.music.Song;

/**
 * The sentences of the page, each empty where there is nothing to say.
 *
 * <p>They speak of what the room looks like, never of what somebody feels. The page and its script
 * show them as they are, so a language is added here alone.
 *
 * @param look which picture and colour stand for the room: an expression's label, {@code "empty"},
 *     {@code "unsure"}, or {@code "off"} while nothing is looked at
 * @param headline the mood, or why there is none
 * @param detail how sure that is, or what its absence means
 * @param people how many are in view
 * @param playing what the player does
 * @param song the title
 * @param artist who made it, or why nothing plays
 * @param why this music
 * @param next when it may change
 * @param camera how the camera is doing
 * @param model what reads the expressions
 */
public record Words(
    String look,
    String headline,
    String detail,
    String people,
    String playing,
    String song,
    String artist,
    String why,
    String next,
    String camera,
    String model) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneId.systemDefault());
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());
  private static final double VERY_SURE = 0.8;
  private static final double QUITE_SURE = 0.6;
  private static final double FAIRLY_SURE = 0.4;

  static Words of(StatusSnapshot snapshot) {
    Mood mood = snapshot.room().mood();
    boolean looking = snapshot.camera().status() instanceof CameraStatus.Running;
    PlayerStatus player = snapshot.music().status();
    StatusSnapshot.Model model = snapshot.model();
    return new Words(
        looking ? mood.label() : "off",
        headline(snapshot.camera().status(), mood),
        detail(snapshot.camera().status(), mood),
        looking ? people(mood.people()) : "",
        playing(player),
        song(player),
        artist(player),
        snapshot.music().why(),
        snapshot.music().next(),
        camera(snapshot.camera()),
        "%s (%s, %s) on %s"
            .formatted(model.name(), model.precision(), model.precisionReason(), model.engine()));
  }

  /** What is not looked at and where: {@code "A picture on the wall, upper left"}. */
  static String ignored(StatusSnapshot.IgnoredPlace place) {
    String what = place.screen() ? "A screen" : "A picture on the wall";
    String height = third(place.top() + place.height() / 2, "upper ", "", "lower ");
    String side = third(place.left() + place.width() / 2, "left", "middle", "right");
    return "%s, %s%s".formatted(what, height, side);
  }

  private static String third(float position, String first, String second, String last) {
    if (position < 1 / 3f) {
      return first;
    }
    return position < 2 / 3f ? second : last;
  }

  /** A length of time in its largest whole unit: {@code "4 min"}. */
  public static String age(Duration age) {
    if (age.toMinutes() < 1) {
      return "less than a minute";
    }
    if (age.toHours() < 1) {
      return age.toMinutes() + " min";
    }
    return age.toDays() < 1 ? age.toHours() + " h" : age.toDays() + " d";
  }

  /** A day at the kiosk's place: {@code "22 Nov 2026"}. */
  public static String day(Instant moment) {
    return DAY.format(moment);
  }

  /** A moment at the kiosk's place: {@code "22 Nov, 03:15"}. */
  public static String moment(Instant moment) {
    return MOMENT.format(moment);
  }

  /** What a reason to refuse a request means. */
  public static String refusal(String label) {
    return switch (Refusals.Reason.valueOf(label.toUpperCase(Locale.ROOT))) {
      case UNKNOWN_NAME -> "Asked under a foreign name";
      case TOO_LARGE -> "Too large";
      case FOREIGN_PAGE -> "Sent by a foreign page";
      case FORGED_FORM -> "A form that was not made here";
      case NOT_THE_OPERATOR -> "For the operator only";
      case WRONG_PIN -> "Wrong PIN";
      case TOO_MANY_PAIRINGS -> "Asked for the button too often";
    };
  }

  /** A place in a song: {@code "3:07"}; empty where it is unknown. */
  public static String clock(long millis) {
    return millis <= 0 ? "0:00" : "%d:%02d".formatted(millis / 60_000, millis / 1000 % 60);
  }

  private static String headline(CameraStatus camera, Mood mood) {
    return switch (camera) {
      case CameraStatus.Starting() -> "The camera is starting";
      case CameraStatus.Off() -> "The camera is off";
      case CameraStatus.Faulted(var _, var _) -> "The camera is not working";
      case CameraStatus.Ended() -> "The replay has ended";
      case CameraStatus.Running() ->
          switch (mood) {
            case Mood.EmptyRoom() -> "The room is empty";
            case Mood.Unsure(var _) -> "The room is hard to read";
            case Mood.Felt felt -> "The room looks " + felt.emotion().adjective();
          };
    };
  }

  private static String detail(CameraStatus camera, Mood mood) {
    return switch (camera) {
      case CameraStatus.Starting() -> "";
      case CameraStatus.Off() -> "A person switched it off. Nothing is looked at.";
      case CameraStatus.Faulted(var _, var _) -> "Nothing is looked at until it is back.";
      case CameraStatus.Ended() -> "";
      case CameraStatus.Running() -> sureness(mood);
    };
  }

  private static String sureness(Mood mood) {
    return switch (mood) {
      case Mood.EmptyRoom() -> "";
      case Mood.Unsure(var _) -> "No expression stands out";
      case Mood.Felt(var _, float confidence, var _) ->
          "%s, %.0f %%".formatted(degree(confidence), confidence * 100);
    };
  }

  private static String degree(double confidence) {
    if (confidence >= VERY_SURE) {
      return "Very sure";
    }
    if (confidence >= QUITE_SURE) {
      return "Quite sure";
    }
    return confidence >= FAIRLY_SURE ? "Fairly sure" : "Not very sure";
  }

  private static String people(int people) {
    return switch (people) {
      case 0 -> "";
      case 1 -> "1 person in view";
      default -> people + " people in view";
    };
  }

  private static String playing(PlayerStatus player) {
    return switch (player) {
      case PlayerStatus.Playing playing -> "Now playing · " + playing.playlist();
      case PlayerStatus.Paused paused -> "Paused · " + paused.playlist();
      case PlayerStatus.Idle() -> "Music";
      case PlayerStatus.Unavailable(var _) -> "Music";
    };
  }

  private static String song(PlayerStatus player) {
    return switch (player) {
      case PlayerStatus.Playing playing -> title(playing.song());
      case PlayerStatus.Paused paused -> title(paused.song());
      case PlayerStatus.Idle() -> "Nothing is playing";
      case PlayerStatus.Unavailable(var _) -> "The music can’t play";
    };
  }

  private static String title(Song song) {
    return song.title().isBlank() ? "A song without a title" : song.title();
  }

  private static String artist(PlayerStatus player) {
    return switch (player) {
      case PlayerStatus.Playing playing -> playing.song().artist();
      case PlayerStatus.Paused paused -> paused.song().artist();
      case PlayerStatus.Idle() -> "";
      case PlayerStatus.Unavailable(String reason) -> reason;
    };
  }

  private static String camera(StatusSnapshot.Camera camera) {
    return switch (camera.status()) {
      case CameraStatus.Starting() -> "Camera starting";
      case CameraStatus.Off() -> "Camera off: switched off by a person";
      case CameraStatus.Faulted(String reason, var _) -> "Camera not working: " + reason;
      case CameraStatus.Ended() -> "Replay ended: " + camera.description();
      case CameraStatus.Running() ->
          String.format(
              Locale.ROOT,
              "Camera on: %s, %.0f pictures a second",
              camera.description(),
              camera.framesPerSecond());
    };
  }
}
