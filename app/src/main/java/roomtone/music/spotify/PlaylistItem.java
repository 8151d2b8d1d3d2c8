package roomtone.music.spotify;

/**
 * A song of a playlist; held in memory only.
 *
 * @param uri Spotify's address for it
 * @param explicit whether Spotify marks it as explicit
 */
record PlaylistItem(String uri, boolean explicit) {}
