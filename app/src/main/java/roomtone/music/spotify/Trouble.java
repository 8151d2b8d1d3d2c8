package roomtone.music.spotify;

/** What goes wrong with Spotify, sorted by what can be done about it. */
enum Trouble {
  /** Nothing answers. */
  OFFLINE("Spotify can't be reached: is the network up?"),
  /** No answer within the deadline. */
  SLOW("Spotify does not answer in time."),
  /** An error of Spotify's own, 5xx. */
  BROKEN("Spotify has a fault of its own."),
  /** Half an answer, or one that makes no sense. */
  GARBLED("Spotify's answer broke off or makes no sense."),
  /** Something else answers in Spotify's place. */
  PORTAL(
      "What answers is not Spotify: this network may want a login of its own (a captive portal)."),
  /** This machine's clock makes certificates look invalid. */
  CLOCK(
      "This machine's clock is wrong, so Spotify's certificate is refused: the clock sets itself once the network's time server is reached."),
  /** Roomtone itself has asked often enough for now. */
  PACED("Roomtone has asked Spotify often enough for now and waits a moment."),
  /** Asked too often: wait. */
  LIMITED("Spotify was asked too often and wants a pause."),
  /** The app's quota is used up: wait for long. */
  QUOTA(
      "Spotify's quota for this app is used up: Roomtone asks again after a quarter of an hour at the earliest."),
  /** The access token is refused; a fresh one may help. */
  EXPIRED("Spotify refuses a login that it has just given."),
  /** A person must log in. */
  LOGIN(
      "The Spotify login has ended: log in again on the set-up page or with \"roomtone spotify login\"."),
  /** The account may not play. */
  PREMIUM(
      "Spotify plays for Premium accounts only, and the account that is logged in is none: log in with another."),
  /** This can't be done in this state. */
  RESTRICTED("Spotify does not allow that just now."),
  /** The speaker is not there. */
  NO_DEVICE("The speaker is not in Spotify's list: switch it on."),
  /** The account plays on another device. */
  ELSEWHERE("Somebody plays Spotify on another device."),
  /** No such playlist. */
  NOT_FOUND("Spotify does not have that playlist: check its name and address in the settings."),
  /** Refused for another reason. */
  REFUSED("Spotify refused a request.");

  private final String sentence;

  Trouble(String sentence) {
    this.sentence = sentence;
  }

  /** For the operator, where nothing more is known. */
  String sentence() {
    return sentence;
  }
}
