package roomtone.music.spotify;

import java.util.ArrayList;
import java.util.List;

/** What the scripted account has: its devices, playlists and songs. */
final class ScriptedAccount {
  private ScriptedAccount() {}

  /** A device of the account. */
  static final class Device {
    String id;
    String name;
    int volume = 40;
    boolean restricted;

    Device(String id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  /**
   * A playlist.
   *
   * @param owned whether the account owns it
   */
  record Playlist(String id, String name, boolean owned, List<Track> tracks) {
    String uri() {
      return "spotify:playlist:" + id;
    }
  }

  record Track(String id, String name, int seconds, boolean explicit) {}

  static Playlist playlist(String name, boolean owned) {
    String id = "pl" + name.replaceAll("\\W", "") + "0000000000";
    List<Track> tracks = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      String trackId = name.replaceAll("\\W", "") + "track" + i;
      tracks.add(new Track(trackId, name + " song " + i, 30 + 7 * i, i == 2));
    }
    return new Playlist(id, name, owned, List.copyOf(tracks));
  }
}
