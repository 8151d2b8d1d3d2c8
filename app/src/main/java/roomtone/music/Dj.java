package roomtone.music;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import roomtone.emotion.Emotion;
import roomtone.flow.Latest;
import roomtone.language.Phrase;
import roomtone.mood.Mood;
import roomtone.mood.MoodListener;
import roomtone.mood.MoodReading;
import roomtone.music.Governor.Decision;
import roomtone.music.Governor.Moment;
import roomtone.music.Governor.Playback;
import roomtone.system.Faults;

/**
 * Turns the room's mood into music: hears every mood, changes the playlist when the rules allow,
 * and says why.
 *
 * <p>Lifecycle: {@link #start} begins a virtual thread named "dj", which makes every call of the
 * player; {@link #close} ends it and leaves the music as it is. {@link #onMood}, {@link #skip},
 * {@link #rescan} and {@link #status} are for any thread and never block.
 */
public final class Dj implements MoodListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Dj.class);
  private static final String PART = "player";
  private static final Duration REST_AFTER_ERROR = Duration.ofSeconds(1);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final MusicPlayer player;
  private final Faults faults;
  private final LongSupplier nanos;
  private final InstantSource clock;
  private final MusicSettings settings;
  private final Taste taste;
  private final Governor governor;
  private final Sentences sentences;
  private final Deck deck;
  private final Thread thread = Thread.ofVirtual().name("dj").unstarted(this::run);

  private final Latest<Boolean> wake = new Latest<>();
  private final Requests requests = new Requests();
  private volatile @Nullable MoodReading reading;
  private volatile boolean closed;
  private volatile DjStatus status;
  private @Nullable Pick pick;
  private boolean quiet;
  private Optional<Emotion> byHand = Optional.empty();

  private Dj(
      MusicSettings settings,
      Taste taste,
      MusicPlayer player,
      List<MusicListener> listeners,
      Faults faults,
      LongSupplier nanos,
      InstantSource clock) {
    this.player = player;
    this.faults = faults;
    this.nanos = nanos;
    this.clock = clock;
    this.settings = settings;
    this.taste = taste;
    governor = new Governor(settings, taste);
    sentences = new Sentences(settings);
    List<MusicListener> all = new ArrayList<>(listeners);
    all.add(new TasteListener(taste, clock));
    deck = new Deck(player, settings.volume(), all);
    status =
        new DjStatus(
            Optional.empty(),
            sentences.nothingYet(),
            sentences.next(Governor.Because.QUIET, new Mood.EmptyRoom()),
            Optional.empty(),
            player.status(),
            Optional.empty(),
            Optional.empty());
  }

  /**
   * Starts a DJ.
   *
   * @param settings its rules
   * @param taste what it has learnt, and goes on learning
   * @param player what plays; the caller closes it after the DJ
   * @param listeners hear, on the DJ's thread, what it does
   * @param faults told of the part "player" while it can't do what is wanted
   * @param nanos the monotonic clock: {@code System::nanoTime}
   * @param clock the wall clock, for what is shown and for the day's budget of changes
   */
  public static Dj start(
      MusicSettings settings,
      Taste taste,
      MusicPlayer player,
      List<MusicListener> listeners,
      Faults faults,
      LongSupplier nanos,
      InstantSource clock) {
    Dj dj = new Dj(settings, taste, player, listeners, faults, nanos, clock);
    dj.thread.start();
    return dj;
  }

  @Override
  public void onMood(MoodReading newest) {
    reading = newest;
    wake.put(true);
  }

  /** Asks for the next song; a second request within a second of one that was obeyed is ignored. */
  public void skip() {
    requests.skip();
    wake.put(true);
  }

  /** Asks that the next expression counts at once, without dwell and minimum stay. */
  public void rescan() {
    requests.rescan();
    wake.put(true);
  }

  /**
   * Plays as if the room showed an expression, whatever it shows; none lets the room decide again.
   */
  public void follow(Optional<Emotion> emotion) {
    requests.follow(emotion);
    wake.put(true);
  }

  /** What plays and why. */
  public DjStatus status() {
    return status.with(player.status());
  }

  @Override
  public void close() {
    closed = true;
    wake.put(true);
    try {
      if (!thread.join(CLOSE_WITHIN)) {
        log.warn("the DJ did not end within {} s", CLOSE_WITHIN.toSeconds());
        thread.interrupt();
      }
    } catch (InterruptedException interrupted) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed) {
        try {
          turn();
          wake.take(deck.untilNextLook(nanos.getAsLong()));
        } catch (RuntimeException unexpected) {
          log.error("the DJ failed unexpectedly and goes on", unexpected);
          Thread.sleep(REST_AFTER_ERROR);
        }
      }
    } catch (InterruptedException interrupted) {
      log.debug("the DJ was interrupted", interrupted);
    }
  }

  /**
   * Reads the clock after the requests, so that none is answered as of a time before it was made.
   */
  private void turn() {
    Requests.Asked asked = requests.take();
    byHand = asked.byHand();
    MoodReading newest = reading;
    long now = nanos.getAsLong();
    deck.look(now);
    if (asked.rescan()) {
      governor.rescan(now);
    }
    Mood mood = asked.followed(newest == null ? new Mood.EmptyRoom() : newest.mood());
    if (mood instanceof Mood.EmptyRoom) {
      taste.ear().emptied();
    }
    if (keepsQuiet(mood, now)) {
      return;
    }
    Duration held =
        newest == null ? Duration.ZERO : Duration.ofNanos(newest.nanos() - newest.sinceNanos());
    boolean skipping = asked.skip() && requests.maySkip(now);
    if (skipping) {
      governor.somebodyIsHere(now);
      setPaused(false, now);
    }
    Moment moment =
        new Moment(
            mood,
            held,
            playback(skipping, now),
            now,
            LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault()));
    Decision decision = governor.decide(moment);
    carryOut(decision, now);
    if (skipping) {
      obeySkip(decision, mood, now);
    }
    deck.work(now);
    say(decision);
  }

  /** Sets the volume of this hour; whether that is silence. */
  private boolean keepsQuiet(Mood mood, long now) {
    int loudest =
        settings.rules().loudestAt(LocalTime.ofInstant(clock.instant(), ZoneId.systemDefault()));
    boolean silent = loudest == 0;
    if (silent != quiet && (silent || !(mood instanceof Mood.EmptyRoom))) {
      quiet = silent;
      setPaused(silent, now);
    }
    if (silent) {
      deck.hush(now);
      deck.work(now);
      say(sentences.quietHours());
    } else {
      deck.volume(Math.min(settings.volume(), loudest));
    }
    return silent;
  }

  /** A song that is skipped ends now, so that a change that waited for its end comes instead. */
  private Playback playback(boolean skipping, long now) {
    Playback playback = deck.playback(now);
    return skipping && playback != Playback.SILENT ? Playback.SONG_END : playback;
  }

  private void obeySkip(Decision decision, Mood mood, long now) {
    if (decision instanceof Decision.Change) {
      deck.skipped(mood, now);
    } else {
      deck.skip(mood, now);
    }
  }

  private void carryOut(Decision decision, long now) {
    switch (decision) {
      case Decision.Change(Pick chosen, Mood.Felt mood) -> {
        pick = chosen;
        Phrase reason = sentences.chosen(chosen, mood, byHand.isPresent());
        log.info("{}", reason);
        deck.want(new Wish(chosen.arm().playlist(), mood, clock.instant(), reason, false), now);
      }
      case Decision.Pause() -> setPaused(true, now);
      case Decision.Resume() -> setPaused(false, now);
      case Decision.Hold _ -> {}
    }
  }

  private void setPaused(boolean paused, long now) {
    deck.wanted().ifPresent(wish -> deck.want(wish.paused(paused), now));
  }

  private void say(Decision decision) {
    say(
        switch (decision) {
          case Decision.Change _ -> sentences.earliest();
          case Decision.Pause() -> sentences.pausing();
          case Decision.Resume() -> sentences.resuming();
          case Decision.Hold(Governor.Because because, Mood mood) ->
              byHand.isPresent() && because == Governor.Because.FITS
                  ? sentences.staysByHand()
                  : sentences.next(because, mood);
        });
  }

  private void say(Phrase next) {
    Optional<String> problem = deck.problem();
    if (!problem.equals(status.problem())) {
      problem.ifPresentOrElse(sentence -> faults.raise(PART, sentence), () -> faults.clear(PART));
    }
    Optional<Wish> wish = deck.wanted();
    status =
        new DjStatus(
            wish.map(Wish::choice),
            wish.map(Wish::reason).orElse(sentences.nothingYet()),
            next,
            problem,
            player.status(),
            Optional.ofNullable(pick),
            byHand);
  }
}
