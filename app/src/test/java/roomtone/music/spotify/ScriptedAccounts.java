package roomtone.music.spotify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Spotify's accounts host: consent, codes with PKCE, and tokens that it can tell apart. */
final class ScriptedAccounts {
  static final String CLIENT = "0123456789abcdef0123456789abcdef";
  private static final Duration LIFE = Duration.ofHours(1);

  final Set<String> secrets = new HashSet<>();
  final Set<String> refreshTokens = new HashSet<>();
  int refreshes;
  boolean rotates = true;
  private final LongSupplier nanos;
  private final Map<String, Map<String, String>> codes = new HashMap<>();
  private final Map<String, Long> accessTokens = new HashMap<>();
  private Set<String> scopes = Set.of();
  private int minted;

  /**
   * A token that another replaced is good until that one's first use, or a lost answer is fatal.
   */
  private String replaced = "";

  private String newestAccess = "";

  ScriptedAccounts(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** What a browser does with the link where the person consents: the address on which it ends. */
  String consent(URI link) {
    Map<String, String> query = DocumentedApi.parameters(link);
    boolean right =
        link.getPath().equals("/authorize")
            && CLIENT.equals(query.get("client_id"))
            && "code".equals(query.get("response_type"))
            && "S256".equals(query.get("code_challenge_method"))
            && query.getOrDefault("code_challenge", "").matches("[A-Za-z0-9_-]{43}");
    if (!right) {
      throw new AssertionError("not a link that Spotify documents: " + link.getPath());
    }
    scopes = new HashSet<>(Arrays.asList(query.getOrDefault("scope", "").split(" ")));
    String code = secret("code");
    codes.put(code, query);
    return query.get("redirect_uri") + "?code=" + code + "&state=" + query.get("state");
  }

  /** A login that a person made earlier. */
  String earlierLogin() {
    scopes =
        Set.of(
            "user-read-playback-state",
            "user-modify-playback-state",
            "user-read-currently-playing",
            "playlist-read-private");
    String token = secret("refresh");
    refreshTokens.add(token);
    return token;
  }

  void revokeEverything() {
    refreshTokens.clear();
    accessTokens.clear();
  }

  void endAccess() {
    accessTokens.clear();
  }

  Set<String> scopes() {
    return scopes;
  }

  boolean accepts(String authorization) {
    String token = authorization.replaceFirst("^Bearer ", "");
    Long ends = accessTokens.get(token);
    boolean accepted =
        authorization.startsWith("Bearer ") && ends != null && nanos.getAsLong() - ends < 0;
    if (accepted && token.equals(newestAccess)) {
      refreshTokens.remove(replaced);
    }
    return accepted;
  }

  Wire.Answer token(Wire.Question question) {
    Map<String, String> form = DocumentedApi.parameters(question.body());
    boolean formed =
        question.type().startsWith("application/x-www-form-urlencoded")
            && question.authorization().isEmpty()
            && CLIENT.equals(form.get("client_id"));
    if (!formed) {
      return refusal("invalid_client");
    }
    return switch (form.getOrDefault("grant_type", "")) {
      case "refresh_token" -> {
        refreshes++;
        String token = form.getOrDefault("refresh_token", "");
        if (!refreshTokens.contains(token)) {
          yield refusal("invalid_grant");
        }
        if (!rotates) {
          yield grant("");
        }
        Wire.Answer grant = grant(secret("refresh"));
        replaced = token;
        yield grant;
      }
      case "authorization_code" -> {
        Map<String, String> asked = codes.remove(form.getOrDefault("code", ""));
        boolean same =
            asked != null
                && asked.getOrDefault("redirect_uri", "").equals(form.get("redirect_uri"))
                && asked
                    .getOrDefault("code_challenge", "")
                    .equals(challenge(form.getOrDefault("code_verifier", "")));
        yield same ? grant(secret("refresh")) : refusal("invalid_grant");
      }
      default -> refusal("unsupported_grant_type");
    };
  }

  private Wire.Answer grant(String refreshToken) {
    String access = secret("access");
    accessTokens.put(access, nanos.getAsLong() + LIFE.toNanos());
    newestAccess = access;
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("access_token", access);
    answer.put("token_type", "Bearer");
    answer.put("expires_in", LIFE.toSeconds());
    answer.put("scope", String.join(" ", scopes));
    if (!refreshToken.isEmpty()) {
      refreshTokens.add(refreshToken);
      answer.put("refresh_token", refreshToken);
    }
    return new Wire.Answer(200, Map.of("Content-Type", "application/json"), answer.toString());
  }

  private static Wire.Answer refusal(String error) {
    return new Wire.Answer(
        400,
        Map.of("Content-Type", "application/json"),
        "{\"error\":\"%s\",\"error_description\":\"no\"}".formatted(error));
  }

  private String secret(String kind) {
    String secret = "SECRET%s%05d".formatted(kind, minted++);
    secrets.add(secret);
    return secret;
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
