package roomtone.music.spotify;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * What a person's consent gave: good for six months, whatever is refreshed in between.
 *
 * @param refreshToken a secret
 * @param authorizedAt when the person consented
 */
record Login(String refreshToken, Instant authorizedAt) {
  private static final int MONTHS = 6;
  private static final Duration NOTICE = Duration.ofDays(30);

  /** When Spotify ends it. */
  Instant endsAt() {
    return authorizedAt.atOffset(ZoneOffset.UTC).plusMonths(MONTHS).toInstant();
  }

  /** Whether it is in its last month. A clock that is behind the login itself is not believed. */
  boolean endsSoon(Instant now) {
    return now.isAfter(authorizedAt) && now.isAfter(endsAt().minus(NOTICE));
  }

  /** The same consent with the token that replaces this one's. */
  Login refreshed(String newToken) {
    return new Login(newToken, authorizedAt);
  }

  /** All but the secret. */
  @Override
  public String toString() {
    return "Login[authorizedAt=" + authorizedAt + "]";
  }
}
