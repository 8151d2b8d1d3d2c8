package roomtone.music;

import java.time.Duration;

/**
 * One song, as people know it.
 *
 * @param id what the player calls it: a file path or an address
 * @param title for people
 * @param artist for people; empty where unknown
 * @param length zero where unknown
 */
public record Song(String id, String title, String artist, Duration length) {}
