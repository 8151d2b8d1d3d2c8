/**
 * Plays music on a Spotify Connect speaker, for a home: Spotify's terms bar commercial use.
 *
 * <p>A {@link roomtone.music.spotify.Wire} carries one request, {@link
 * roomtone.music.spotify.SpotifyHttp} keeps the pace and sorts what goes wrong, {@link
 * roomtone.music.spotify.Tokens} keeps the login alive, {@link
 * roomtone.music.spotify.SpotifyClient} knows the requests, and {@link
 * roomtone.music.spotify.SpotifyPlayer} is the state machine around them. {@link
 * roomtone.music.spotify.SpotifyLogin} is how a person lets Roomtone in.
 *
 * <p>No token, code or answer of Spotify's ever goes into a log, a message or an exception.
 */
@NullMarked
package roomtone.music.spotify;

import org.jspecify.annotations.NullMarked;
