package roomtone.web;

import roomtone.camera.CameraStatus;
import roomtone.language.Language;
import roomtone.mood.Mood;
import roomtone.music.PlayerStatus;
import roomtone.music.Song;

/**
 * The sentences of the page in one language, each empty where there is nothing to say.
 *
 * <p>They speak of what the room looks like, never of what somebody feels. The page and its script
 * show them as they are.
 *
 * @param language in which they are, as a tag (BCP 47)
 * @param look which picture and colour stand for the room: an expression's label, {@code "empty"},
 *     {@code "unsure"}, or {@code "off"} while nothing is looked at
 * @param headline the mood, or why there is none
 * @param detail how sure that is, or what its absence means
 * @param people how many are in view
 * @param playing what the player does
 * @param song the title
 * @param artist who made it, or why nothing plays
 * @param agreement how often people found the mood right
 * @param why this music
 * @param next when it may change
 * @param camera how the camera is doing
 * @param model what reads the expressions
 */
public record Words(
    String language,
    String look,
    String headline,
    String detail,
    String people,
    String playing,
    String song,
    String artist,
    String agreement,
    String why,
    String next,
    String camera,
    String model,
    String service) {
  private static final double VERY_SURE = 0.8;
  private static final double QUITE_SURE = 0.6;
  private static final double FAIRLY_SURE = 0.4;

  static Words of(StatusSnapshot snapshot, Language language) {
    return new Writer(language).words(snapshot);
  }

  /** A place in a song: {@code "3:07"}; empty where it is unknown. */
  public static String clock(long millis) {
    return millis <= 0 ? "0:00" : "%d:%02d".formatted(millis / 60_000, millis / 1000 % 60);
  }

  /** Puts things into one language. */
  record Writer(Language language) {
    Words words(StatusSnapshot snapshot) {
      Mood mood = snapshot.room().mood();
      boolean looking = snapshot.camera().status() instanceof CameraStatus.Running;
      PlayerStatus player = snapshot.music().status();
      StatusSnapshot.Model model = snapshot.model();
      return new Words(
          language.tag(),
          looking ? mood.label() : "off",
          headline(snapshot.camera().status(), mood),
          detail(snapshot.camera().status(), mood),
          looking && mood.people() > 0 ? language.say("room.people", mood.people()) : "",
          playing(player),
          song(player),
          artist(player),
          agreement(snapshot.agreement()),
          language.say(snapshot.music().why()),
          language.say(snapshot.music().next()),
          camera(snapshot.camera()),
          language.say(
              "room.model",
              model.name(),
              model.precision(),
              model.precisionReason(),
              model.engine()),
          service(snapshot));
    }

    /** What is not looked at and where: {@code "A picture on the wall, upper left"}. */
    String ignored(StatusSnapshot.IgnoredPlace place) {
      return language.say(
          place.screen() ? "ignored.screen" : "ignored.picture",
          language.say(
              "place."
                  + third(place.top() + place.height() / 2)
                  + third(place.left() + place.width() / 2)));
    }

    private static int third(float position) {
      if (position < 1 / 3f) {
        return 1;
      }
      return position < 2 / 3f ? 2 : 3;
    }

    private String headline(CameraStatus camera, Mood mood) {
      return switch (camera) {
        case CameraStatus.Starting() -> language.say("room.starting");
        case CameraStatus.Off() -> language.say("room.off");
        case CameraStatus.Faulted(var _, var _) -> language.say("room.faulted");
        case CameraStatus.Ended() -> language.say("room.ended");
        case CameraStatus.Running() ->
            switch (mood) {
              case Mood.EmptyRoom() -> language.say("room.empty");
              case Mood.Unsure(var _) -> language.say("room.unsure");
              case Mood.Felt felt -> language.say("room.looks", language.look(felt.label()));
            };
      };
    }

    private String detail(CameraStatus camera, Mood mood) {
      return switch (camera) {
        case CameraStatus.Starting() -> "";
        case CameraStatus.Off() -> language.say("room.off-detail");
        case CameraStatus.Faulted(var _, var _) -> language.say("room.faulted-detail");
        case CameraStatus.Ended() -> "";
        case CameraStatus.Running() -> sureness(mood);
      };
    }

    private String sureness(Mood mood) {
      return switch (mood) {
        case Mood.EmptyRoom() -> "";
        case Mood.Unsure(var _) -> language.say("room.unsure-detail");
        case Mood.Felt(var _, float confidence, var _) ->
            language.say("sure." + degree(confidence), Math.round(confidence * 100));
      };
    }

    private static String degree(double confidence) {
      if (confidence >= VERY_SURE) {
        return "very";
      }
      if (confidence >= QUITE_SURE) {
        return "quite";
      }
      return confidence >= FAIRLY_SURE ? "fairly" : "barely";
    }

    private String agreement(StatusSnapshot.Agreement said) {
      return said.all() == 0
          ? ""
          : language.say(
              "verdict.rate",
              said.agreed(),
              said.all(),
              Math.round(100.0 * said.agreed() / said.all()));
    }

    private String playing(PlayerStatus player) {
      return switch (player) {
        case PlayerStatus.Playing playing -> language.say("player.playing", playing.playlist());
        case PlayerStatus.Paused paused -> language.say("player.paused", paused.playlist());
        case PlayerStatus.Idle(), PlayerStatus.Unavailable(var _) -> language.say("player.music");
      };
    }

    private String song(PlayerStatus player) {
      return switch (player) {
        case PlayerStatus.Playing playing -> title(playing.song());
        case PlayerStatus.Paused paused -> title(paused.song());
        case PlayerStatus.Idle() -> language.say("player.nothing");
        case PlayerStatus.Unavailable(var _) -> language.say("player.unavailable");
      };
    }

    private String service(StatusSnapshot snapshot) {
      StatusSnapshot.Service service = snapshot.service();
      String running = language.say("service.running", language.age(snapshot.uptime()));
      return service.failure() == null
          ? running
          : language.say("service.started-again", running, service.starts(), service.failure());
    }

    private String title(Song song) {
      return song.title().isBlank() ? language.say("player.untitled") : song.title();
    }

    private static String artist(PlayerStatus player) {
      return switch (player) {
        case PlayerStatus.Playing playing -> playing.song().artist();
        case PlayerStatus.Paused paused -> paused.song().artist();
        case PlayerStatus.Idle() -> "";
        case PlayerStatus.Unavailable(String reason) -> reason;
      };
    }

    String camera(StatusSnapshot.Camera camera) {
      return switch (camera.status()) {
        case CameraStatus.Starting() -> language.say("camera.starting");
        case CameraStatus.Off() -> language.say("camera.off");
        case CameraStatus.Faulted(String reason, var _) -> language.say("camera.faulted", reason);
        case CameraStatus.Ended() -> language.say("camera.ended", camera.description());
        case CameraStatus.Running() ->
            language.say("camera.on", camera.description(), Math.round(camera.framesPerSecond()));
      };
    }
  }
}
